using System;
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

    /// <summary>The bytes of one first-level member of an object; empty when there is none.</summary>
    /// <exception cref="JsonException">The text is not one JSON object.</exception>
    public static ReadOnlyMemory<byte> FindValue(ReadOnlyMemory<byte> json, ReadOnlySpan<byte> name)
    {
        var reader = new Utf8JsonReader(json.Span);
        return Find(ref reader, name) ? TakeValue(ref reader, json) : default;
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
