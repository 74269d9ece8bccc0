using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace PimPowerShell.Core.Json;

/// <summary>Small steps over a <see cref="Utf8JsonReader"/>.</summary>
public static class JsonCursor
{
    /// <summary>The string under the reader, or null when it is no string.</summary>
    public static string? GetStringOrNull(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String ? reader.GetString() : null;

    /// <summary>
    /// The bytes of the value under the reader, cut from <paramref name="json"/>, in which the reader began;
    /// the reader then stands on the value's end.
    /// </summary>
    public static ReadOnlyMemory<byte> TakeValue(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return json.Slice(start, (int)reader.BytesConsumed - start);
    }

    /// <summary>
    /// The string in one first-level member of an object, or null when it has no such member or that is no string.
    /// </summary>
    /// <exception cref="JsonException">The text is not one JSON object.</exception>
    public static string? FindString(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        var reader = new Utf8JsonReader(json);
        return Find(ref reader, name) ? GetStringOrNull(ref reader) : null;
    }

    /// <summary>Whether an object has a member of this name on its first level.</summary>
    /// <exception cref="JsonException">The text is not one JSON object.</exception>
    public static bool HasMember(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        var reader = new Utf8JsonReader(json);
        return Find(ref reader, name);
    }

    /// <summary>
    /// Whether an object somewhere in the text may have a member of this name, in any case; false only where none has.
    /// Looks at no more than the names.
    /// </summary>
    public static bool MayHaveMember(ReadOnlySpan<byte> json, string name)
    {
        for (int colon = json.IndexOf((byte)':'); colon >= 0; json = json.Slice(colon + 1), colon = json.IndexOf((byte)':'))
        {
            int end = colon;
            while (end > 0 && json[end - 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                end--;
            }

            if (end == 0 || json[end - 1] != (byte)'"')
            {
                continue;
            }

            ReadOnlySpan<byte> found = json.Slice(0, end - 1);
            found = found.Slice(found.LastIndexOf((byte)'"') + 1);
            // what is written by its number may be any letter
            if (found.IndexOf((byte)'\\') >= 0 || IsName(found, name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsName(ReadOnlySpan<byte> found, string name)
    {
        if (found.Length != name.Length)
        {
            return false;
        }

        for (int i = 0; i < name.Length; i++)
        {
            if (char.ToLowerInvariant((char)found[i]) != char.ToLowerInvariant(name[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether an object has one of several members on its first level.</summary>
    /// <exception cref="JsonException">The text is not one JSON object.</exception>
    public static bool HasAnyMember(ReadOnlySpan<byte> json, IReadOnlyList<byte[]> names) => FindMembers(json, names, stopsAtFirst: true) != 0;

    /// <summary>Those of several members that an object has not on its first level, or has as null.</summary>
    /// <exception cref="JsonException">The text is not one JSON object.</exception>
    public static IEnumerable<byte[]> MissingMembers(ReadOnlySpan<byte> json, IReadOnlyList<byte[]> names)
    {
        ulong found = FindMembers(json, names, stopsAtFirst: false);
        return names.Where((_, place) => (found & (1UL << place)) == 0);
    }

    /// <summary>The bytes of one first-level member of an object; empty when there is none.</summary>
    /// <exception cref="JsonException">The text is not one JSON object.</exception>
    public static ReadOnlyMemory<byte> FindValue(ReadOnlyMemory<byte> json, ReadOnlySpan<byte> name)
    {
        var reader = new Utf8JsonReader(json.Span);
        return Find(ref reader, name) ? TakeValue(ref reader, json) : default;
    }

    /// <summary>Which of some members an object has, a bit for each; of null none, unless the first that is found is enough.</summary>
    private static ulong FindMembers(ReadOnlySpan<byte> json, IReadOnlyList<byte[]> names, bool stopsAtFirst)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A JSON object was expected.");
        }

        ulong found = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int place = names.Count - 1;
            while (place >= 0 && !reader.ValueTextEquals(names[place]))
            {
                place--;
            }

            reader.Read();
            if (place >= 0 && (stopsAtFirst || reader.TokenType != JsonTokenType.Null))
            {
                found |= 1UL << place;
                if (stopsAtFirst)
                {
                    break;
                }
            }

            reader.Skip();
        }

        return found;
    }

    /// <summary>Stands on the value of a first-level member; false when there is none.</summary>
    private static bool Find(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A JSON object was expected.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool found = reader.ValueTextEquals(name);
            reader.Read();
            if (found)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
