using System;
using System.Runtime.InteropServices;
using System.Security;

namespace PimPowerShell.Core.Http;

/// <summary>The one place where a SecureString becomes text, for as long as it takes to send it.</summary>
internal static class SecretText
{
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
