using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Text.Json;

namespace PimPowerShell.Output;

/// <summary>JSON as PowerShell sees it: objects with the server's own names, arrays, Int64, Decimal, strings, booleans.</summary>
internal static class JsonToPSObject
{
    public static object? Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return ReadValue(ref reader);
    }

    /// <summary>The value under the reader, which then stands on its end.</summary>
    public static object? ReadValue(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => ReadNumber(ref reader),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.StartObject => ReadObject(ref reader),
        JsonTokenType.StartArray => ReadArray(ref reader),
        _ => null,
    };

    private static object ReadNumber(ref Utf8JsonReader reader) =>
        reader.TryGetInt64(out long whole) ? whole
        : reader.TryGetDecimal(out decimal exact) ? exact
        : reader.GetDouble();

    private static PSObject ReadObject(ref Utf8JsonReader reader)
    {
        var result = new PSObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            object? value = ReadValue(ref reader);
            Add(result, new PSNoteProperty(name.Length == 0 ? "(empty)" : name, value));
        }

        return result;
    }

    /// <summary>PowerShell's names have no case; of two that differ in case alone the later one counts.</summary>
    private static void Add(PSObject target, PSNoteProperty property)
    {
        if (target.Properties[property.Name] is { } present)
        {
            target.Properties.Remove(present.Name);
        }

        target.Properties.Add(property, preValidated: true);
    }

    private static object?[] ReadArray(ref Utf8JsonReader reader)
    {
        var items = new List<object?>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadValue(ref reader));
        }

        return [.. items];
    }
}
