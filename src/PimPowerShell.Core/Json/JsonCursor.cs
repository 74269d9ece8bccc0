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
                return GetStringOrNull(ref reader);
            }

            reader.Skip();
        }

        return null;
    }
}
