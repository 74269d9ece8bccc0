using System;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Threading;

namespace PimPowerShell.Core.Json;

/// <summary>Texts that JSON is looked through for, for all of them at once. Thread-safe.</summary>
internal sealed class SoughtTexts
{
    // what one character takes where it is written by its number
    private const int EscapeLength = 6;

    private readonly ConcurrentDictionary<uint, bool> _hashes = new();
    private int _longest;

    /// <summary>Adds a text.</summary>
    public void Add(string text)
    {
        // before the hash, by which others find it; in another case a character may take more bytes
        for (int longest = Volatile.Read(ref _longest), most = Encoding.UTF8.GetMaxByteCount(text.Length); longest < most; longest = Volatile.Read(ref _longest))
        {
            Interlocked.CompareExchange(ref _longest, most, longest);
        }

        _hashes[Hash(Encoding.UTF8.GetBytes(text))] = true;
    }

    /// <summary>Whether a name or a text in JSON may be one of them, in any case; false only where none is.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public bool MayBeIn(ReadOnlySpan<byte> json)
    {
        int longest = Volatile.Read(ref _longest);
        if (longest == 0)
        {
            return false;
        }

        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String
                && reader.ValueSpan.Length <= (reader.ValueIsEscaped ? longest * EscapeLength : longest)
                && _hashes.ContainsKey(Hash(reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>FNV-1a, the same for a text in any case: what lies beyond ASCII counts as one letter, however long.</summary>
    private static uint Hash(ReadOnlySpan<byte> text)
    {
        const byte Beyond = 0x80;
        uint hash = 2166136261;
        byte last = 0;
        foreach (byte one in text)
        {
            byte letter = one >= Beyond ? Beyond : one is >= (byte)'A' and <= (byte)'Z' ? (byte)(one | 0x20) : one;
            if (letter != Beyond || last != Beyond)
            {
                hash = (hash ^ letter) * 16777619;
            }

            last = letter;
        }

        return hash;
    }
}
