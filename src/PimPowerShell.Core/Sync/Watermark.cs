using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace PimPowerShell.Core.Sync;

/// <summary>How far a run came.</summary>
/// <param name="Time">When it began, by the server's clock.</param>
/// <param name="Zone">How far the times that the server writes are before UTC: it compares in its own time zone.</param>
internal sealed record Watermark(DateTimeOffset Time, TimeSpan Zone)
{
    public const string Name = "watermark";

    private const string Form = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const string ZoneName = "zone";
    private const string GoneName = "gone";

    /// <summary>The keys of items that are gone, and that something names still which was told in that run: the next one tells what became of it.</summary>
    public IReadOnlyCollection<string> Gone { get; init; } = [];

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString(Name, Time.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture));
        writer.WriteNumber(ZoneName, (int)Zone.TotalMinutes);
        if (Gone.Count > 0)
        {
            writer.WriteStartArray(GoneName);
            foreach (string key in Gone)
            {
                writer.WriteStringValue(key);
            }

            writer.WriteEndArray();
        }
    }

    public static Watermark Read(ReadOnlyMemory<byte> line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement mark = document.RootElement;
        return new Watermark(
            DateTimeOffset.ParseExact(mark.GetProperty(Name).GetString()!, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            TimeSpan.FromMinutes(mark.GetProperty(ZoneName).GetInt32()))
        {
            Gone = mark.TryGetProperty(GoneName, out JsonElement gone) ? [.. gone.EnumerateArray().Select(static key => key.GetString()!)] : [],
        };
    }
}
