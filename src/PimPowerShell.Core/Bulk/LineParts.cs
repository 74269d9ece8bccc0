using System;
using System.Collections.Generic;
using System.Text.Json;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Bulk;

/// <summary>Takes a line apart into what is written first and what follows, or leaves a part of it out.</summary>
internal static class LineParts
{
    /// <param name="line">The whole line.</param>
    /// <param name="key">The field that both parts have.</param>
    /// <param name="late">The fields of the second part.</param>
    public static (byte[] First, byte[] Late) Split(ReadOnlyMemory<byte> line, string key, ICollection<string> late)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        return (Write(document.RootElement, name => !late.Contains(name)), Write(document.RootElement, name => name == key || late.Contains(name)));
    }

    /// <summary>The line without some of what it is associated with. A list of which nothing is left stays, empty.</summary>
    /// <param name="line">The whole line.</param>
    /// <param name="fields">The fields that have associations.</param>
    /// <param name="targets">What is left out.</param>
    public static byte[] Without(ReadOnlyMemory<byte> line, ICollection<string> fields, ICollection<ItemName> targets)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        return JsonBytes.Write(writer => WriteObject(writer, document.RootElement, field => WriteWhere(writer, field, fields.Contains(field.Name),
            type => WriteWhere(writer, type, true, list => WriteList(writer, list, targets)))));
    }

    private static void WriteWhere(Utf8JsonWriter writer, JsonProperty field, bool isConcerned, Action<JsonProperty> writeMember)
    {
        if (isConcerned && field.Value.ValueKind == JsonValueKind.Object)
        {
            writer.WritePropertyName(field.Name);
            WriteObject(writer, field.Value, writeMember);
        }
        else
        {
            field.WriteTo(writer);
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, JsonElement value, Action<JsonProperty> writeMember)
    {
        writer.WriteStartObject();
        foreach (JsonProperty member in value.EnumerateObject())
        {
            writeMember(member);
        }

        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, JsonProperty list, ICollection<ItemName> targets)
    {
        if (list.Value.ValueKind != JsonValueKind.Array)
        {
            list.WriteTo(writer);
            return;
        }

        writer.WriteStartArray(list.Name);
        foreach (JsonElement target in list.Value.EnumerateArray())
        {
            if (ItemReferences.TargetOf(list.Name, target) is not { } name || !targets.Contains(name))
            {
                target.WriteTo(writer);
            }
        }

        writer.WriteEndArray();
    }

    private static byte[] Write(JsonElement item, Func<string, bool> isWanted) => JsonBytes.Write(writer => WriteObject(writer, item, field =>
    {
        if (isWanted(field.Name))
        {
            field.WriteTo(writer);
        }
    }));
}
