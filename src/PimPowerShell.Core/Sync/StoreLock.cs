using System;
using System.IO;
using System.Linq;

namespace PimPowerShell.Core.Sync;

/// <summary>The right to use the folder of a store: one process at a time has it.</summary>
internal static class StoreLock
{
    private const string Name = "lock";

    /// <summary>Takes it, and makes the folder where it is not there.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="main">The file without which it is no store's: then it may have no files of anything else.</param>
    /// <param name="other">Another file of the store's.</param>
    /// <exception cref="PimException">It is in use, it cannot be used, or it is something else's.</exception>
    public static FileStream Open(string folder, string main, string other)
    {
        string path = Path.Combine(folder, Name);
        try
        {
            Directory.CreateDirectory(folder);
            if (!File.Exists(Path.Combine(folder, main)) && Directory.EnumerateFiles(folder).FirstOrDefault(file => IsForeign(file, other)) is { } foreign)
            {
                throw new PimException(PimErrorKind.Input,
                    $"The folder '{folder}' has files that are none of Sync-PimProduct's, such as '{Path.GetFileName(foreign)}'. Give a folder that is empty or not there yet.") { Subject = folder };
            }

            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new PimException(PimErrorKind.Input, $"The state in '{folder}' cannot be opened; another run may be using it. {e.Message}", e) { Subject = folder };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            string reason = File.Exists(folder) ? "It is a file." : e.Message;
            throw new PimException(PimErrorKind.Input, $"The folder '{folder}' cannot be used for a state. {reason} Give a folder that can be made and written to.", e) { Subject = folder };
        }
    }

    /// <summary>Whether a file was made by something else; what a system hides in folders counts for nothing.</summary>
    private static bool IsForeign(string path, string other) =>
        Path.GetFileName(path) is not Name && Path.GetFileName(path) != other && (File.GetAttributes(path) & FileAttributes.Hidden) == 0;
}
