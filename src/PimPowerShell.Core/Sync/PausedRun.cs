using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Sync;

/// <summary>A run that ended early, as the next one goes on with it.</summary>
/// <param name="Place">How far it came.</param>
/// <param name="Time">When it began, by the server's clock; null where that is not told.</param>
/// <param name="Zone">How far the server's times are before UTC; null where that is not known yet.</param>
internal sealed record PausedRun(SyncPlace Place, DateTimeOffset? Time, TimeSpan? Zone)
{
    public const string Name = "paused";

    /// <summary>Whether all items are read.</summary>
    public bool IsFull { get; init; }

    /// <summary>Whether nothing had been seen before it: what it tells is no change.</summary>
    public bool IsFirst { get; init; }

    /// <summary>Whether its last part looked for nothing that is gone: without a list of keys, what was not seen may be anything.</summary>
    public bool SkipsRemoved { get; init; }

    /// <summary>Items that are told last, with those that had their other key.</summary>
    public IReadOnlyList<(string Key, string Holder)> Held { get; init; } = [];

    /// <summary>Which items of the store were seen: a bit for each, in the order of their lines.</summary>
    public byte[] Seen { get; init; } = [];

    /// <summary>Which of them were kept in it, in the same way.</summary>
    public byte[] Kept { get; init; } = [];

    public static byte[] Pack(IReadOnlyCollection<bool> seen)
    {
        byte[] bits = new byte[(seen.Count + 7) / 8];
        int i = 0;
        foreach (bool isSeen in seen)
        {
            bits[i / 8] |= (byte)(isSeen ? 1 << (i % 8) : 0);
            i++;
        }

        return bits;
    }

    /// <summary>Whether the item of a line was seen.</summary>
    /// <exception cref="FormatException">There was no such line.</exception>
    public bool HasSeen(int line) => Has(Seen, line);

    /// <summary>Whether the item of a line was kept.</summary>
    /// <exception cref="FormatException">There was no such line.</exception>
    public bool HasKept(int line) => Has(Kept, line);

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString(Name, Place.Step.ToString());
        writer.WriteString("cursor", Place.Cursor);
        writer.WriteNumber("pages", Place.Pages);
        writer.WriteBoolean("full", IsFull);
        writer.WriteBoolean("first", IsFirst);
        writer.WriteBoolean("skips_removed", SkipsRemoved);
        if (Time is { } time)
        {
            writer.WriteString("time", time);
        }

        if (Zone is { } zone)
        {
            writer.WriteNumber("zone", (int)zone.TotalMinutes);
        }

        writer.WriteStartObject("held");
        foreach ((string key, string holder) in Held)
        {
            writer.WriteString(key, holder);
        }

        writer.WriteEndObject();
        writer.WriteBase64String("seen", Seen);
        writer.WriteBase64String("kept", Kept);
    }

    /// <exception cref="FormatException">It is none.</exception>
    public static PausedRun Read(ReadOnlyMemory<byte> line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement run = document.RootElement;
        return new PausedRun(
            new SyncPlace((SyncStep)Enum.Parse(typeof(SyncStep), run.GetProperty(Name).GetString()!), run.GetProperty("cursor").GetString(), run.GetProperty("pages").GetInt32()),
            run.TryGetProperty("time", out JsonElement time) ? time.GetDateTimeOffset() : null,
            run.TryGetProperty("zone", out JsonElement zone) ? TimeSpan.FromMinutes(zone.GetInt32()) : null)
        {
            IsFull = run.GetProperty("full").GetBoolean(),
            IsFirst = run.GetProperty("first").GetBoolean(),
            SkipsRemoved = run.GetProperty("skips_removed").GetBoolean(),
            Held = [.. run.GetProperty("held").EnumerateObject().Select(static pair => (pair.Name, pair.Value.GetString()!))],
            Seen = run.GetProperty("seen").GetBytesFromBase64(),
            Kept = run.GetProperty("kept").GetBytesFromBase64(),
        };
    }

    private static bool Has(byte[] bits, int line) => line / 8 < bits.Length ? (bits[line / 8] & (1 << (line % 8))) != 0 : throw new FormatException();
}
