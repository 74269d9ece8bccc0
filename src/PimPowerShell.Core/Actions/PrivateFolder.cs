using System;
using System.IO;
using System.Runtime.InteropServices;

namespace PimPowerShell.Core.Actions;

/// <summary>Makes folders that nobody else looks into.</summary>
internal static class PrivateFolder
{
    private const uint OwnerOnly = 0b111_000_000;

    /// <summary>Makes a folder. On Windows it has the rights of the one around it; elsewhere its owner's alone.</summary>
    /// <param name="path">The folder. One that is there already stays as it is.</param>
    public static void Create(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        Directory.CreateDirectory(path);
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            return;
        }

        try
        {
            if (SetMode(path, OwnerOnly) != 0)
            {
                throw new IOException($"The rights of '{path}' cannot be set.");
            }
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            // a system that has no such thing
        }
    }

    // .NET Standard has no word for it
    [DllImport("libc", EntryPoint = "chmod", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int SetMode([MarshalAs(UnmanagedType.LPStr)] string path, uint mode);
}
