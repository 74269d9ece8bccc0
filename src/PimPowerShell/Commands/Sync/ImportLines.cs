using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Sync;

/// <summary>The lines of an export as the server takes them.</summary>
/// <param name="run">The import.</param>
/// <param name="wait">Waits for a line, on the pipeline thread; gives null where it cannot be had, and the run has ended.</param>
internal sealed class ImportLines(ImportRun run, Func<Task<byte[]>, byte[]?> wait)
{
    /// <summary>Those of a file that are wanted; without a condition all.</summary>
    public IEnumerable<LineToSend> Read(FileToSend file, Func<long, bool>? isWanted = null)
    {
        if (isWanted is not null && !file.Indexes().Any(isWanted))
        {
            yield break;
        }

        long index = file.First;
        file.WithoutFiles = 0;
        foreach (byte[] read in run.Folder.ReadLines(file.File))
        {
            if (isWanted?.Invoke(index) != false)
            {
                yield return Line(file, index, read);
            }

            index++;
        }
    }

    private LineToSend Line(FileToSend file, long index, byte[] read)
    {
        try
        {
            byte[] line = run.Keys.Translate(file.Resource, file.Gaps.LeaveOut(read, out string? whyNot));
            byte[] kept = LeaveOutFiles(file.Resource, line);
            bool hasFiles = !ReferenceEquals(kept, line);
            file.WithoutFiles += hasFiles ? 1 : 0;
            return new LineToSend(index, Encoding.UTF8.GetString(kept), line, hasFiles, whyNot);
        }
        catch (JsonException)
        {
            // who sends it says what is wrong with it, and where it stands
            return new LineToSend(index, Encoding.UTF8.GetString(read), read, HasFiles: false, WhyNot: null);
        }
    }

    private byte[] LeaveOutFiles(PimResource resource, byte[] line)
    {
        if (run.Import.End is not null)
        {
            // it is not sent, and the server may be gone
            return line;
        }

        // next to never is there anything to wait for
        Task<byte[]> leaving = run.Files.LeaveOutAsync(resource, line);
        return leaving.Status == TaskStatus.RanToCompletion ? leaving.Result : wait(leaving) ?? line;
    }
}
