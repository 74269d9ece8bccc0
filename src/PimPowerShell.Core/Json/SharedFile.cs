using System;
using System.Diagnostics;
using System.IO;
using System.Threading;

namespace PimPowerShell.Core.Json;

/// <summary>A file that several processes use, each alone for as long as it takes to add a line.</summary>
internal static class SharedFile
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    // the others have it for as long as a line takes
    private static readonly TimeSpan s_lastPatience = TimeSpan.FromMilliseconds(300);

    /// <summary>Opens it, or begins it, once no other has it; the system takes it back from a process that ends.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Ends the waiting for others.</param>
    /// <exception cref="IOException">It cannot be opened, or another has kept it for half a minute, or up to the cancellation.</exception>
    public static FileStream Open(string path, CancellationToken cancellation)
    {
        var waiting = Stopwatch.StartNew();
        for (int pause = 1; ; pause = Math.Min(pause * 2, 50))
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            }
            catch (IOException e) when (e is not DirectoryNotFoundException && waiting.Elapsed < (cancellation.IsCancellationRequested ? s_lastPatience : s_patience))
            {
                Thread.Sleep(pause);
            }
        }
    }
}
