using System;
using System.Net;
using System.Runtime.InteropServices;
using System.Security;

namespace PimPowerShell.Core.Http;

/// <summary>The one place where a SecureString becomes text, for as long as it takes to send it, and where one is made of text.</summary>
public static class SecretText
{
    /// <summary>A secret of a text that somebody had as text already.</summary>
    public static SecureString Protect(string? text) => new NetworkCredential("", text).SecurePassword;

    /// <summary>The text of a secret. Whoever asks for it keeps it out of logs, errors and objects.</summary>
    public static string Reveal(SecureString secret)
    {
        IntPtr pointer = Marshal.SecureStringToGlobalAllocUnicode(secret);
        try
        {
            return Marshal.PtrToStringUni(pointer) ?? "";
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
        }
    }
}
