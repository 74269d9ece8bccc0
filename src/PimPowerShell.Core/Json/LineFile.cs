using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace PimPowerShell.Core.Json;

/// <summary>
/// A file of JSON lines that is only added to, by one process at a time. One that ends at any instant leaves at most a part
/// of a line behind the others, which is cut off when the file is opened the next time.
/// </summary>
/// <param name="file">The file, to read and write; closed with this.</param>
/// <param name="known">The place behind the lines that the caller has taken before.</param>
internal sealed class LineFile(FileStream file, long known = 0) : IDisposable
{
    private bool _isBroken;

    /// <summary>The place behind the last line; while the lines are taken, that of the one at hand.</summary>
    public long End { get; private set; } = known;

    /// <summary>Takes the lines that are there, and begins a file that has none.</summary>
    /// <param name="start">How the first line of all such files begins: nothing else is ever cut off or written over.</param>
    /// <param name="head">Writes the first line.</param>
    /// <param name="take">Takes a line and its number, from 1, or from the first that is not known.</param>
    /// <param name="refusal">The error for a line that is none of such a file's; without a number for a file that is none.</param>
    /// <returns>How many lines there are behind those that the caller has taken before.</returns>
    public int Load(ReadOnlySpan<byte> start, Action<Utf8JsonWriter> head, Action<byte[], int> take, Func<int?, Exception?, PimException> refusal)
    {
        int number = 0;
        foreach (byte[] line in JsonLines.Read(file, End))
        {
            number++;
            try
            {
                take(line, number);
            }
            catch (Exception e) when (IsDamage(e))
            {
                throw refusal(number, e);
            }

            End += line.Length + 1;
        }

        if (End == 0 && file.Length > 0 && !JsonLines.IsTornStart(file, start))
        {
            throw refusal(null, null);
        }

        file.SetLength(End);
        if (End == 0)
        {
            using var line = new MemoryStream();
            JsonLines.Write(line, head);
            Append(line);
            number++;
        }

        return number;
    }

    /// <summary>Adds lines: all of them, or none.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="toDisk">Whether they are on the disk when it returns.</param>
    /// <exception cref="IOException">They cannot be written, or earlier ones could not.</exception>
    public void Append(MemoryStream lines, bool toDisk = true)
    {
        if (_isBroken)
        {
            throw new IOException("An earlier entry could not be written.");
        }

        try
        {
            file.Position = End;
            lines.WriteTo(file);
            file.Flush(toDisk);
            End += lines.Length;
        }
        catch
        {
            // a fragment in the middle would make the whole file unreadable
            _isBroken = true;
            file.SetLength(End);
            throw;
        }
    }

    /// <summary>Makes a line whose place is known an empty one, which readers have to pass over.</summary>
    public void Blank(long start, int length)
    {
        file.Position = start;
        file.Write([.. Enumerable.Repeat((byte)' ', length)], 0, length);
    }

    /// <summary>Whether an error tells that a line is none of such a file's.</summary>
    public static bool IsDamage(Exception error) => error is JsonException or KeyNotFoundException or FormatException or InvalidOperationException or ArgumentException;

    /// <summary>One line whose place is known.</summary>
    public byte[] Read(long start, int length) => JsonLines.ReadLine(file, start, length);

    /// <summary>Puts all that was added on the disk.</summary>
    public void Flush() => file.Flush(flushToDisk: true);

    public void Dispose() => file.Dispose();
}
