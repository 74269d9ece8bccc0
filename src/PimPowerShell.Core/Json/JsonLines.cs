using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace PimPowerShell.Core.Json;

/// <summary>Files that have one piece of JSON in each line.</summary>
internal static class JsonLines
{
    /// <summary>The lines of a file that have an end, without it: what stands behind the last end was being written when a process ended.</summary>
    /// <param name="file">The file.</param>
    /// <param name="from">Where the first of the lines begins.</param>
    public static IEnumerable<byte[]> Read(Stream file, long from = 0)
    {
        file.Position = from;
        byte[] buffer = new byte[64 * 1024];
        var line = new MemoryStream();
        int count;
        while ((count = file.Read(buffer, 0, buffer.Length)) > 0)
        {
            int start = 0;
            for (int end; (end = Array.IndexOf(buffer, (byte)'\n', start, count - start)) >= 0; start = end + 1)
            {
                line.Write(buffer, start, end - start);
                yield return line.ToArray();
                line.SetLength(0);
            }

            line.Write(buffer, start, count - start);
        }
    }

    /// <summary>One line whose place is known.</summary>
    /// <exception cref="EndOfStreamException">The file has no such place.</exception>
    public static byte[] ReadLine(FileStream file, long start, int length)
    {
        byte[] line = new byte[length];
        file.Position = start;
        for (int read = 0, count; read < length; read += count)
        {
            if ((count = file.Read(line, read, length - read)) == 0)
            {
                throw new EndOfStreamException($"'{file.Name}' was cut short.");
            }
        }

        return line;
    }

    /// <summary>Writes an object as one line.</summary>
    public static void Write(Stream lines, Action<Utf8JsonWriter> members)
    {
        using (var writer = new Utf8JsonWriter(lines, JsonBytes.Options))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        lines.WriteByte((byte)'\n');
    }

    /// <summary>Whether all that a file has is the beginning of its first line, or a part of that.</summary>
    public static bool IsTornStart(Stream file, ReadOnlySpan<byte> start)
    {
        byte[] found = new byte[Math.Min(start.Length, file.Length)];
        file.Position = 0;
        int length = file.Read(found, 0, found.Length);
        return start.Slice(0, length).SequenceEqual(found.AsSpan(0, length));
    }
}
