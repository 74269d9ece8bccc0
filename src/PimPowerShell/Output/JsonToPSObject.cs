using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Text.Json;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Output;

/// <summary>
/// JSON as PowerShell sees it: objects with the server's own names, arrays, Int64, Decimal, strings, booleans.
/// Objects and lists within an object stay JSON until somebody looks at them.
/// </summary>
internal static class JsonToPSObject
{
    /// <summary>One value of JSON that stays as it is: memory that nobody gives back to a pool.</summary>
    public static object? Read(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        return ReadValue(ref reader, json);
    }

    /// <summary>The value under the reader, which began at the start of <paramref name="json"/> and then stands on the value's end.</summary>
    public static object? ReadValue(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref reader, json),
        JsonTokenType.StartArray => ReadArray(ref reader, json),
        _ => ReadScalar(ref reader),
    };

    /// <summary>The string, number, boolean or null under the reader.</summary>
    public static object? ReadScalar(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => ReadNumber(ref reader),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => null,
    };

    private static object ReadNumber(ref Utf8JsonReader reader) =>
        reader.TryGetInt64(out long whole) ? whole
        : reader.TryGetDecimal(out decimal exact) ? exact
        : reader.GetDouble();

    private static PSObject ReadObject(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        var result = new PSObject();
        PSMemberInfoCollection<PSPropertyInfo> properties = result.Properties;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            // PowerShell has no property without a name, and of two that differ in case alone the later one counts
            properties.Add(Property(name.Length == 0 ? "(empty)" : name, ref reader, json), preValidated: true);
        }

        return result;
    }

    private static PSNoteProperty Property(string name, ref Utf8JsonReader reader, ReadOnlyMemory<byte> json) =>
        reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray
            ? new JsonNoteProperty(name, JsonCursor.TakeValue(ref reader, json))
            : new PSNoteProperty(name, ReadScalar(ref reader));

    private static object?[] ReadArray(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        var items = new List<object?>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadValue(ref reader, json));
        }

        return [.. items];
    }
}
