using System;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace PimPowerShell.Core.Json;

/// <summary>
/// Goes over JSON by its quotes and brackets alone: for lists that are copied as they are, where a whole reader takes as
/// long as all the rest. It sees what is cut off or does not nest; what is between the marks it does not look at.
/// </summary>
internal ref struct JsonSkim
{
    private const int DeepestNesting = 64;
    private const int ShortText = 24;

    private readonly ReadOnlySpan<byte> _json;

    public JsonSkim(ReadOnlySpan<byte> json)
    {
        _json = json;
        Position = 0;
    }

    /// <summary>The index of the next byte that is no white space, after <see cref="Peek"/>; of the byte behind what was taken, after any other call.</summary>
    public int Position { get; private set; }

    /// <summary>The next byte that is no white space, which is not taken.</summary>
    /// <exception cref="JsonException">There is none.</exception>
    [MethodImpl(Jit.Hot)]
    public byte Peek()
    {
        ReadOnlySpan<byte> json = _json;
        for (int at = Position; (uint)at < (uint)json.Length; at++)
        {
            byte found = json[at];
            if (found > (byte)' ')
            {
                Position = at;
                return found;
            }
        }

        throw CutOff();
    }

    /// <summary>Takes a mark if it comes next.</summary>
    [MethodImpl(Jit.Hot)]
    public bool TryTake(char mark)
    {
        bool isThere = Peek() == mark;
        Position += isThere ? 1 : 0;
        return isThere;
    }

    /// <summary>Takes a mark.</summary>
    /// <exception cref="JsonException">Something else comes next.</exception>
    [MethodImpl(Jit.Hot)]
    public void Take(char mark)
    {
        if (!TryTake(mark))
        {
            throw Unexpected(Position);
        }
    }

    /// <summary>Takes the mark that begins an object or a list. Whether there is something in it; where not, its end is taken too.</summary>
    /// <exception cref="JsonException">Something else comes next.</exception>
    [MethodImpl(Jit.Hot)]
    public bool Begin(char start, char end)
    {
        Take(start);
        return !TryTake(end);
    }

    /// <summary>Takes what stands behind a member or an entry: a comma, or the mark that ends all. Whether something follows.</summary>
    /// <exception cref="JsonException">Something else comes next.</exception>
    [MethodImpl(Jit.Hot)]
    public bool Next(char end)
    {
        if (TryTake(','))
        {
            return true;
        }

        Take(end);
        return false;
    }

    /// <summary>Takes the name of a member with its colon, and gives what is between the quotes as it is written.</summary>
    /// <exception cref="JsonException">No name comes next.</exception>
    [MethodImpl(Jit.Hot)]
    public ReadOnlySpan<byte> TakeName()
    {
        Take('"');
        int start = Position;
        Position = EndOfString(_json, start);
        ReadOnlySpan<byte> name = _json.Slice(start, Position - 1 - start);
        Take(':');
        return name;
    }

    /// <summary>A name without the numbers that letters may be written by.</summary>
    /// <exception cref="JsonException">What is written so is no text.</exception>
    [MethodImpl(Jit.Hot)]
    public static ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> name)
    {
        foreach (byte letter in name)
        {
            if (letter == (byte)'\\')
            {
                return Unescaped(name);
            }
        }

        return name;
    }

    /// <summary>Goes over a value of any kind.</summary>
    /// <exception cref="JsonException">The value is cut off, or its brackets do not match.</exception>
    [MethodImpl(Jit.Hot)]
    public void Skip()
    {
        Peek();
        ReadOnlySpan<byte> json = _json;
        int at = Position;
        int depth = 0;
        ulong objects = 0; // a bit for each bracket that is open: whether it is an object's
        while ((uint)at < (uint)json.Length)
        {
            byte mark = json[at];
            switch (mark)
            {
                case (byte)'"':
                    at = EndOfString(json, at + 1);
                    break;
                case (byte)'{' or (byte)'[':
                    if (depth++ == DeepestNesting)
                    {
                        throw new JsonException($"The answer nests deeper than {DeepestNesting} levels.");
                    }

                    objects = (objects << 1) | (mark == (byte)'{' ? 1UL : 0);
                    at++;
                    continue;
                case (byte)'}' or (byte)']' when depth > 0:
                    if ((objects & 1) != (mark == (byte)'}' ? 1UL : 0))
                    {
                        throw Unexpected(at);
                    }

                    objects >>= 1;
                    depth--;
                    at++;
                    break;
                case (byte)',' or (byte)'}' or (byte)']' when depth == 0:
                    // behind a number or a word, it belongs to what these lie in
                    if (at == Position)
                    {
                        throw Unexpected(at);
                    }

                    Position = at;
                    return;
                default:
                    at++;
                    continue;
            }

            if (depth == 0)
            {
                Position = at;
                return;
            }
        }

        throw CutOff();
    }

    /// <summary>The index behind the quote that ends the string which the index is in.</summary>
    [MethodImpl(Jit.Hot)]
    private static int EndOfString(ReadOnlySpan<byte> json, int at)
    {
        int end = at + ShortText;
        while ((uint)at < (uint)json.Length)
        {
            byte found = json[at++];
            if (found == (byte)'"')
            {
                return at;
            }

            if (found == (byte)'\\')
            {
                at++;
            }

            // a long text has most likely no mark for many bytes
            if (at >= end && at < json.Length)
            {
                int next = json.Slice(at).IndexOfAny((byte)'"', (byte)'\\');
                if (next < 0)
                {
                    break;
                }

                at += next;
            }
        }

        throw CutOff();
    }

    private static byte[] Unescaped(ReadOnlySpan<byte> name)
    {
        byte[] quoted = [(byte)'"', .. name, (byte)'"'];
        return Encoding.UTF8.GetBytes(JsonSerializer.Deserialize<string>(quoted)!);
    }

    private JsonException Unexpected(int at) => new($"'{(char)_json[at]}' was not expected at byte {at}.");

    private static JsonException CutOff() => new("The answer is cut off.");
}
