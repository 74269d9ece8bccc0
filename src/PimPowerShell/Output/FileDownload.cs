using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core;

namespace PimPowerShell.Output;

/// <summary>Saves an answer's body in a file as it arrives. What is half read never has the file's name.</summary>
internal static class FileDownload
{
    private const int BufferSize = 81920;

    /// <param name="path">The file.</param>
    /// <param name="parameter">The parameter that names it, for errors.</param>
    public static Func<Stream, CancellationToken, Task> To(string path, string parameter) => async (stream, cancellation) =>
    {
        string partial = path + ".part";
        try
        {
            using (FileStream file = OnDisk(() => File.Create(partial), parameter))
            {
                await stream.CopyToAsync(file, BufferSize, cancellation).ConfigureAwait(false);
            }

            OnDisk(
                () =>
                {
                    File.Delete(path);
                    File.Move(partial, path);
                    return true;
                },
                parameter);
        }
        finally
        {
            File.Delete(partial);
        }
    };

    /// <summary>What is wrong with a file is no fault of the network's, and not tried again.</summary>
    private static T OnDisk<T>(Func<T> act, string parameter)
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
