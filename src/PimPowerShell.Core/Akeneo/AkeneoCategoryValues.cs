using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Akeneo;

/// <summary>
/// The values of categories: a write has a list of them, a read an object by names that the server makes. Whether a write
/// merges them one by one is not documented, so that all are sent where one differs.
/// </summary>
internal static class AkeneoCategoryValues
{
    public static JsonPart? Compare(List<PimDifference> differences, FieldComparer fields, string name, JsonElement wanted, JsonElement present)
    {
        if (SameJson.IsEmptyContainer(wanted))
        {
            return null;
        }

        if (Read(wanted) is not { } entries)
        {
            return fields.Whole(name, wanted, present);
        }

        Dictionary<Place, JsonElement> kept = Read(present) ?? [];
        int before = differences.Count;
        foreach (KeyValuePair<Place, JsonElement> entry in entries)
        {
            kept.TryGetValue(entry.Key, out JsonElement data);
            if (!(IsEmpty(entry.Value) && IsEmpty(data)) && !SameJson.Value(entry.Value, data))
            {
                differences.Add(new PimDifference(name, entry.Key.Attribute, entry.Key.Locale, entry.Key.Channel, SameJson.Bytes(data), SameJson.Bytes(entry.Value)));
            }
        }

        return differences.Count == before ? null : JsonPart.Whole(wanted);
    }

    /// <summary>Values by attribute as a write takes them; those that a read gave stay as they are.</summary>
    public static ReadOnlyMemory<byte> Shape(IReadOnlyDictionary<string, object?> values)
    {
        byte[] json = JsonBytes.Write(writer => JsonTree.Write(writer, values));
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement table = document.RootElement;
        return JsonKind.Items(table).Any(static value => SameJson.IsThere(SameJson.Member(value, "attribute_code"))) ? json : JsonBytes.Write(writer => WriteByAttribute(writer, table));
    }

    /// <summary>Writes values as a write takes them; what has neither shape stays as it is, and the server says what is wrong with it.</summary>
    public static void Write(Utf8JsonWriter writer, ReadOnlyMemory<byte> values)
    {
        using JsonDocument document = JsonDocument.Parse(values);
        JsonElement root = document.RootElement;
        if (!JsonKind.IsContainer(root) || !JsonKind.Items(root).All(static value => SameJson.Member(value, "attribute_code").ValueKind == JsonValueKind.String))
        {
            root.WriteTo(writer);
            return;
        }

        writer.WriteStartArray();
        foreach (JsonElement value in JsonKind.Items(root))
        {
            writer.WriteStartObject();
            // the type is the attribute's, and a write does not have it
            foreach (JsonProperty member in value.EnumerateObject().Where(static member => !member.NameEquals("type")))
            {
                if (member.NameEquals("attribute_code"))
                {
                    writer.WriteString(member.Name, Code(member.Value));
                }
                else
                {
                    member.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a table of values by attribute, as other things take them: the data alone, the data by locale, or each with its locale and channel.</summary>
    private static void WriteByAttribute(Utf8JsonWriter writer, JsonElement table)
    {
        writer.WriteStartArray();
        foreach (JsonProperty attribute in table.EnumerateObject())
        {
            JsonElement value = attribute.Value;
            if (value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any() && value.EnumerateObject().All(static data => AkeneoValues.IsLocale(data.Name)))
            {
                foreach (JsonProperty data in value.EnumerateObject())
                {
                    WriteEntry(writer, attribute.Name, null, data.Name, data.Value);
                }
            }
            else if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 && JsonKind.Items(value).All(IsPlaced))
            {
                foreach (JsonElement placed in JsonKind.Items(value))
                {
                    WritePlaced(writer, attribute.Name, placed);
                }
            }
            else if (IsPlaced(value))
            {
                WritePlaced(writer, attribute.Name, value);
            }
            else
            {
                WriteEntry(writer, attribute.Name, null, null, value);
            }
        }

        writer.WriteEndArray();
    }

    private static bool IsPlaced(JsonElement value) => SameJson.IsThere(SameJson.Member(value, "data"));

    private static void WritePlaced(Utf8JsonWriter writer, string attribute, JsonElement value) =>
        WriteEntry(writer, attribute, SameJson.Member(value, "channel").Text(), SameJson.Member(value, "locale").Text(), SameJson.Member(value, "data"));

    private static void WriteEntry(Utf8JsonWriter writer, string attribute, string? channel, string? locale, JsonElement data)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("data");
        data.WriteTo(writer);
        writer.WriteString("channel", channel);
        writer.WriteString("locale", locale);
        writer.WriteString("attribute_code", attribute);
        writer.WriteEndObject();
    }

    private static bool IsEmpty(JsonElement data) => SameJson.IsNull(data) || (data.ValueKind == JsonValueKind.String && data.ValueEquals(""u8));

    private static Dictionary<Place, JsonElement>? Read(JsonElement values)
    {
        var entries = new Dictionary<Place, JsonElement>();
        foreach (JsonElement value in JsonKind.IsContainer(values) ? JsonKind.Items(values) : [])
        {
            JsonElement attribute = SameJson.Member(value, "attribute_code");
            JsonElement locale = SameJson.Member(value, "locale");
            JsonElement channel = SameJson.Member(value, "channel");
            JsonElement data = SameJson.Member(value, "data");
            if (attribute.ValueKind != JsonValueKind.String || !IsText(locale) || !IsText(channel) || !SameJson.IsThere(data))
            {
                return null;
            }

            var place = new Place(Code(attribute), locale.Text(), channel.Text());
            if (entries.ContainsKey(place))
            {
                return null;
            }

            entries.Add(place, data);
        }

        return entries;
    }

    /// <summary>A read has the attribute's uuid behind its code.</summary>
    private static string Code(JsonElement attribute) => attribute.GetString()!.Split('|')[0];

    private static bool IsText(JsonElement value) => SameJson.IsNull(value) || value.ValueKind == JsonValueKind.String;

    private readonly record struct Place(string Attribute, string? Locale, string? Channel);
}
