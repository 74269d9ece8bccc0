using System;
using System.Runtime.InteropServices;
using System.Security;

namespace PimPowerShell.Core.Http;

/// <summary>The one place where a SecureString becomes text, for as long as it takes to send it.</summary>
public static class SecretText
{
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
