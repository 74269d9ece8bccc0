using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core;
using PimPowerShell.Core.Sync;

namespace PimPowerShell.Output;

/// <summary>Saves an answer's body in a file as it arrives. What is half read never has the file's name.</summary>
internal static class FileDownload
{
    private const int BufferSize = 81920;

    /// <param name="path">The file.</param>
    /// <param name="parameter">The parameter that names it, for errors.</param>
    public static Func<Stream, CancellationToken, Task> To(string path, string parameter) => (stream, cancellation) => SaveAsync(
        stream,
        Path.GetDirectoryName(path) ?? "",
        parameter,
        hash: null,
        partial =>
        {
            File.Delete(path);
            File.Move(partial, path);
        },
        cancellation);

    /// <param name="folder">The folder.</param>
    /// <param name="parameter">The parameter that names it, for errors.</param>
    /// <param name="take">Takes the whole file, which has a name of its own.</param>
    public static Func<Stream, CancellationToken, Task> Into(string folder, string parameter, Action<ArrivedFile> take) => async (stream, cancellation) =>
    {
        using var hash = new ContentHash();
        await SaveAsync(stream, folder, parameter, hash, partial => take(new ArrivedFile(partial, hash.End())), cancellation).ConfigureAwait(false);
    };

    private static async Task SaveAsync(Stream stream, string folder, string parameter, ContentHash? hash, Action<string> take, CancellationToken cancellation)
    {
        // so that no other file is in its way, however long the file's name is
        string partial = Path.Combine(folder, $".{Guid.NewGuid():n}.part");
        using FileStream file = OnDisk(() => new FileStream(partial, FileMode.CreateNew, FileAccess.Write), parameter);
        try
        {
            byte[] buffer = new byte[BufferSize];
            while (await stream.ReadAsync(buffer, 0, buffer.Length, cancellation).ConfigureAwait(false) is var count and > 0)
            {
                OnDisk(() => file.Write(buffer, 0, count), parameter);
                hash?.Add(buffer, count);
            }

            OnDisk(
                () =>
                {
                    file.Dispose();
                    take(partial);
                },
                parameter);
        }
        catch
        {
            Close(file);
            Discard(partial);
            throw;
        }
    }

    private static void Close(FileStream file)
    {
        try
        {
            file.Dispose();
        }
        catch (IOException)
        {
            // a full disk refuses what is left in the buffer; the file is closed all the same
        }
    }

    /// <summary>Deletes what is half read, or of no use. What cannot be cleared away must not hide why it has to be.</summary>
    public static void Discard(string partial)
    {
        try
        {
            File.Delete(partial);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // it stays behind
        }
    }

    private static void OnDisk(Action act, string parameter) => OnDisk(
        () =>
        {
            act();
            return true;
        },
        parameter);

    /// <summary>What is wrong with a file is no fault of the network's, and not tried again.</summary>
    public static T OnDisk<T>(Func<T> act, string parameter)
    {
        try
        {
            return act();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PimException(PimErrorKind.Input, $"{parameter}: {e.Message}", e) { Subject = parameter };
        }
    }
}
