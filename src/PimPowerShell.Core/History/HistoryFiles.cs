using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.History;

/// <summary>
/// The files of a history, one a month, each with a first line that says whose history it is. Bytes before a line's end
/// never change: only what stands behind the last one may be cut off, by who appends next. Readers therefore need no lock.
/// </summary>
internal sealed class HistoryFiles(string folder, Uri server)
{
    private const string Kind = "PimPowerShell history";
    private const string LockName = "history.lock";
    private const int BlockSize = 64 * 1024;

    /// <summary>The files in the order of their months.</summary>
    public IEnumerable<string> Paths() => Directory.EnumerateFiles(folder, "history-*.jsonl").OrderBy(static path => path, StringComparer.Ordinal);

    /// <summary>Adds lines to the file of the month, on the disk when it returns.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="cancellation">Ends the waiting for others, not the writing.</param>
    /// <exception cref="IOException">They cannot be kept; a <see cref="HistoryAppendException"/> where some of the first may be.</exception>
    public void Append(MemoryStream lines, CancellationToken cancellation)
    {
        // the right to append
        using FileStream gate = SharedFile.Open(Path.Combine(folder, LockName), cancellation);
        string path = Path.Combine(folder, $"history-{DateTime.UtcNow.ToString("yyyy-MM", CultureInfo.InvariantCulture)}.jsonl");
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        CutFragment(file);
        if (file.Length == 0)
        {
            WriteHead(file);
        }

        CheckHead(path, file);
        long start = file.Position = file.Length;
        try
        {
            lines.WriteTo(file);
            file.Flush(flushToDisk: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            CutFragment(file);
            throw new HistoryAppendException(lines.GetBuffer().Take((int)Math.Max(0, file.Length - start)).Count(static letter => letter == '\n'), e);
        }
    }

    /// <summary>The lines of a file behind a place in it, with where each begins. The first line of the file is not among them.</summary>
    /// <exception cref="PimException">It is no such file, or another server's.</exception>
    public IEnumerable<(long Start, byte[] Line)> Lines(string path, long start)
    {
        using FileStream file = Open(path);
        long end = EndOfLines(file);
        if (end == 0)
        {
            yield break;
        }

        CheckHead(path, file);
        file.Position = start;
        byte[] buffer = new byte[BlockSize];
        var line = new MemoryStream();
        for (int count; file.Position < end && (count = file.Read(buffer, 0, (int)Math.Min(buffer.Length, end - file.Position))) > 0;)
        {
            int from = 0;
            for (int to; (to = Array.IndexOf(buffer, (byte)'\n', from, count - from)) >= 0; from = to + 1)
            {
                line.Write(buffer, from, to - from);
                if (start > 0)
                {
                    yield return (start, line.ToArray());
                }

                start += line.Length + 1;
                line.SetLength(0);
            }

            line.Write(buffer, from, count - from);
        }
    }

    /// <summary>Whether a line of a file ends before a place.</summary>
    public static bool EndsLine(string path, long place)
    {
        using FileStream file = Open(path, bufferSize: 1);
        return file.Length >= place && JsonLines.ReadLine(file, place - 1, 1)[0] == '\n';
    }

    public static FileStream Open(string path, int bufferSize = BlockSize) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize);

    private static void CutFragment(FileStream file)
    {
        long end = EndOfLines(file);
        if (end < file.Length)
        {
            file.SetLength(end);
        }
    }

    /// <summary>The place behind the last line that has an end.</summary>
    private static long EndOfLines(FileStream file)
    {
        byte[] buffer = new byte[BlockSize];
        for (long end = file.Length; end > 0;)
        {
            long start = Math.Max(0, end - buffer.Length);
            byte[] block = JsonLines.ReadLine(file, start, (int)(end - start));
            int last = Array.LastIndexOf(block, (byte)'\n');
            if (last >= 0)
            {
                return start + last + 1;
            }

            end = start;
        }

        return 0;
    }

    private void WriteHead(FileStream file)
    {
        byte[] head = JsonBytes.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("history", Kind);
            writer.WriteNumber("version", 1);
            writer.WriteString("server", server.AbsoluteUri);
            writer.WriteEndObject();
        });
        file.Write([.. head, (byte)'\n'], 0, head.Length + 1);
    }

    /// <summary>Looks whose history it is, each time: somebody may have put another file in the place of one that was ours.</summary>
    private void CheckHead(string path, FileStream file)
    {
        file.Position = 0;
        byte[] start = JsonLines.ReadLine(file, 0, (int)Math.Min(file.Length, BlockSize));
        int end = Array.IndexOf(start, (byte)'\n');
        try
        {
            using JsonDocument head = JsonDocument.Parse(start.AsMemory(0, Math.Max(0, end)));
            if (head.RootElement.GetProperty("history").GetString() != Kind || head.RootElement.GetProperty("version").GetInt32() != 1)
            {
                throw new FormatException();
            }

            if (head.RootElement.GetProperty("server").GetString() is var other && other != server.AbsoluteUri)
            {
                throw new PimException(PimErrorKind.Input, $"The history in '{folder}' is that of {other}, not of {server.AbsoluteUri}. Give each server a folder of its own.") { Subject = folder };
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw new PimException(PimErrorKind.Input, $"'{path}' is no file of a history.", e) { Subject = path };
        }
    }

    /// <summary>What is wrong with a line that is none of a history, and what to do.</summary>
    public static PimException Damaged(string path, long start, Exception reason)
    {
        using FileStream file = Open(path);
        using var before = new BinaryReader(file);
        long number = 1;
        for (byte[] block; file.Position < start && (block = before.ReadBytes((int)Math.Min(BlockSize, start - file.Position))).Length > 0;)
        {
            number += block.Count(static letter => letter == '\n');
        }

        return new PimException(PimErrorKind.Input, $"'{path}' is damaged: line {number} is no entry of a history ({reason.Message}). Take that line out, or put an older copy of the file in its place.", reason) { Subject = path };
    }

    /// <summary>Refuses a folder whose history is another server's.</summary>
    /// <exception cref="PimException">It is.</exception>
    public void Check()
    {
        foreach (string path in Paths())
        {
            using FileStream file = Open(path);
            if (EndOfLines(file) > 0)
            {
                CheckHead(path, file);
            }
        }
    }
}
