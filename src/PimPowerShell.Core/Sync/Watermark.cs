using System;
using System.Globalization;
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

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString(Name, Time.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture));
        writer.WriteNumber(ZoneName, (int)Zone.TotalMinutes);
    }

    public static Watermark Read(ReadOnlyMemory<byte> line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        return new Watermark(
            DateTimeOffset.ParseExact(document.RootElement.GetProperty(Name).GetString()!, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            TimeSpan.FromMinutes(document.RootElement.GetProperty(ZoneName).GetInt32()));
    }
}
