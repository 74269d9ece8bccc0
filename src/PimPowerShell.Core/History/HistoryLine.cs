using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.History;

/// <summary>An entry as a line of JSON, and back.</summary>
internal static class HistoryLine
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    public static void Write(Stream lines, HistoryEntry entry)
    {
        using (var writer = new Utf8JsonWriter(lines, JsonBytes.Options))
        {
            writer.WriteStartObject();
            writer.WriteString("key", entry.Key);
            WriteText(writer, "other_key", entry.OtherKey);
            WriteText(writer, "former_key", entry.FormerKey);
            WriteText(writer, "inherited_from", entry.InheritedFrom);
            writer.WriteString("resource", entry.Resource);
            WriteText(writer, "run", entry.Run);
            WriteText(writer, "source", entry.Source);
            WriteText(writer, "user", entry.User);
            writer.WriteString("time", entry.Time.ToUniversalTime().ToString(TimeFormat, CultureInfo.InvariantCulture));
            if (entry.Deed != HistoryDeed.Changed)
            {
                writer.WriteString("deed", entry.Deed.ToString());
            }

            writer.WriteStartArray("changes");
            foreach (PimDifference change in entry.Changes)
            {
                writer.WriteStartObject();
                writer.WriteString("property", change.Property);
                WriteText(writer, "attribute", change.Attribute);
                WriteText(writer, "locale", change.Locale);
                WriteText(writer, "channel", change.Channel);
                WriteJson(writer, "old", change.Present);
                WriteJson(writer, "new", change.Wanted);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        lines.WriteByte((byte)'\n');
    }

    /// <exception cref="FormatException">It is no such line.</exception>
    public static HistoryEntry Read(ReadOnlyMemory<byte> line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            return new HistoryEntry(
                root.GetProperty("key").GetString()!,
                root.GetProperty("resource").GetString()!,
                DateTimeOffset.Parse(root.GetProperty("time").GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
                Text(root, "user"), Text(root, "source"), Text(root, "run"),
                [.. root.GetProperty("changes").EnumerateArray().Select(static change => new PimDifference(
                    change.GetProperty("property").GetString()!, Text(change, "attribute"), Text(change, "locale"), Text(change, "channel"),
                    SameJson.Bytes(SameJson.Member(change, "old")), SameJson.Bytes(SameJson.Member(change, "new"))))])
            {
                OtherKey = Text(root, "other_key"),
                FormerKey = Text(root, "former_key"),
                InheritedFrom = Text(root, "inherited_from"),
                Deed = Deed(Text(root, "deed")),
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException(e.Message, e);
        }
    }

    /// <summary>What an entry is found by, without the rest of it.</summary>
    /// <exception cref="FormatException">It is no such line.</exception>
    public static HistoryNames ReadNames(ReadOnlySpan<byte> line)
    {
        HistoryNames names = default;
        try
        {
            var reader = new Utf8JsonReader(line);
            reader.Read();
            // the names stand before all else
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName && !reader.ValueTextEquals("changes"u8))
            {
                string name = reader.GetString()!;
                reader.Read();
                names = name switch
                {
                    "key" => names with { Key = reader.GetString()! },
                    "other_key" => names with { OtherKey = reader.GetString() },
                    "former_key" => names with { FormerKey = reader.GetString() },
                    "resource" => names with { Resource = reader.GetString()! },
                    "run" => names with { Run = reader.GetString() },
                    "source" => names with { Source = reader.GetString() },
                    "deed" => names with { Deed = Deed(reader.GetString()) },
                    _ => names,
                };
                reader.Skip();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException(e.Message, e);
        }

        return names is { Key: not null, Resource: not null } ? names : throw new FormatException("It names no item.");
    }

    private static HistoryDeed Deed(string? name) => name is null ? HistoryDeed.Changed : (HistoryDeed)Enum.Parse(typeof(HistoryDeed), name);

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static void WriteJson(Utf8JsonWriter writer, string name, ReadOnlyMemory<byte> json)
    {
        if (!json.IsEmpty)
        {
            writer.WritePropertyName(name);
            // what a server sends may have line breaks between its members
            if (json.Span.IndexOf((byte)'\n') < 0)
            {
                writer.WriteRawValue(json.Span);
            }
            else
            {
                using JsonDocument document = JsonDocument.Parse(json);
                document.RootElement.WriteTo(writer);
            }
        }
    }

    private static string? Text(JsonElement item, string name) =>
        SameJson.Member(item, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
