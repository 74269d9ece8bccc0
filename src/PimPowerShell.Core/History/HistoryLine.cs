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
                Deed = Text(root, "deed") is { } deed ? (HistoryDeed)Enum.Parse(typeof(HistoryDeed), deed) : HistoryDeed.Changed,
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException(e.Message, e);
        }
    }

    /// <summary>What an entry is found by, without the rest of it.</summary>
    /// <exception cref="FormatException">It is no such line.</exception>
    public static (string Key, string? OtherKey, string Resource, string? Run) ReadNames(ReadOnlySpan<byte> line)
    {
        (string? key, string? otherKey, string? resource, string? run) = (null, null, null, null);
        try
        {
            var reader = new Utf8JsonReader(line);
            reader.Read();
            // the names stand before all else
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName && !reader.ValueTextEquals("changes"u8))
            {
                int name = reader.ValueTextEquals("key"u8) ? 0 : reader.ValueTextEquals("other_key"u8) ? 1
                    : reader.ValueTextEquals("resource"u8) ? 2 : reader.ValueTextEquals("run"u8) ? 3 : 4;
                reader.Read();
                switch (name)
                {
                    case 0: key = reader.GetString(); break;
                    case 1: otherKey = reader.GetString(); break;
                    case 2: resource = reader.GetString(); break;
                    case 3: run = reader.GetString(); break;
                    default: reader.Skip(); break;
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException(e.Message, e);
        }

        return key is null || resource is null ? throw new FormatException("It names no item.") : (key, otherKey, resource, run);
    }

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
