using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Text;

namespace PimPowerShell.Core.Json;

/// <summary>One line of a file of JSON lines.</summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="Bytes">What it says, in UTF-8, without its end.</param>
public readonly record struct JsonLine(long Number, byte[] Bytes)
{
    /// <summary>The line as text.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes);
}

/// <summary>Reads files of JSON lines as the bytes that they are: text would be made of them only to be made bytes again.</summary>
public static class LineReader
{
    private const int BufferSize = 256 * 1024;

    private static readonly byte[] s_mark = [0xEF, 0xBB, 0xBF];

    /// <summary>A text without the byte order mark that some put before it.</summary>
    /// <param name="text">The text, in UTF-8.</param>
    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> text) => text.Span.StartsWith(s_mark) ? text.Slice(s_mark.Length) : text;

    /// <summary>The lines of a stream, as they are asked for. Empty ones, and a byte order mark, are left out.</summary>
    public static IEnumerable<JsonLine> Read(Stream stream)
    {
        byte[] buffer = new byte[BufferSize];
        int start = 0;
        int end = 0;
        long number = 0;
        bool isOver = false;
        while (!isOver)
        {
            int length;
            while ((length = Array.IndexOf(buffer, (byte)'\n', start, end - start) - start) < 0 && !isOver)
            {
                (buffer, end) = MakeRoom(buffer, start, end);
                start = 0;
                int count = stream.Read(buffer, end, buffer.Length - end);
                isOver = count == 0;
                end += count;
            }

            number++;
            int next = isOver ? end : start + length + 1;
            if (Trim(buffer, start + (number == 1 ? MarkLength(buffer, end) : 0), isOver ? end : start + length) is { Length: > 0 } line)
            {
                yield return new JsonLine(number, line);
            }

            start = next;
        }
    }

    private static int MarkLength(byte[] buffer, int end) => end >= 3 && buffer.AsSpan(0, 3).SequenceEqual(s_mark) ? s_mark.Length : 0;

    /// <summary>What is not read yet, at the start of a buffer that has room behind it.</summary>
    private static (byte[] Buffer, int End) MakeRoom(byte[] buffer, int start, int end)
    {
        byte[] roomy = end - start > buffer.Length / 2 ? new byte[buffer.Length * 2] : buffer;
        Buffer.BlockCopy(buffer, start, roomy, 0, end - start);
        return (roomy, end - start);
    }

    [MethodImpl(Jit.Hot)]
    private static byte[] Trim(byte[] buffer, int start, int end)
    {
        while (end > start && buffer[end - 1] is (byte)'\r' or (byte)' ' or (byte)'\t')
        {
            end--;
        }

        return buffer.AsSpan(start, end - start).ToArray();
    }
}
