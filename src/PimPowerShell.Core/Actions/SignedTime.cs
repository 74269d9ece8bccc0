using System;
using System.Globalization;
using System.Text.Json;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Actions;

/// <summary>The time that a signature covers, and so nobody can change.</summary>
public static class SignedTime
{
    private static readonly string[] _formats = ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    /// <summary>How far away the time of a call may be where nothing else is said: five minutes, as Akeneo's examples have it.</summary>
    public static TimeSpan MaximumAge { get; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The time of a call: the header's, where the Events API signs that; else that in the body, <c>timestamp</c> of an
    /// action or <c>time</c> of an event. Null when there is none. Ask after the signature was found good.
    /// </summary>
    /// <param name="body">The body.</param>
    /// <param name="form">Who signs.</param>
    /// <param name="timestamp">The timestamp's header.</param>
    public static DateTimeOffset? Find(ReadOnlyMemory<byte> body, SignatureForm form, string? timestamp)
    {
        if (form == SignatureForm.EventsApi)
        {
            return Read(timestamp);
        }

        try
        {
            ReadOnlyMemory<byte> value = JsonCursor.FindValue(LineReader.WithoutMark(body), form == SignatureForm.Action ? "timestamp"u8 : "time"u8);
            if (value.IsEmpty)
            {
                return null;
            }

            using JsonDocument document = JsonDocument.Parse(value);
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Seconds since 1970, or a date and time with its offset; null for anything else.</summary>
    /// <param name="text">The text.</param>
    public static DateTimeOffset? Read(string? text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds))
        {
            return seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
        }

        return DateTimeOffset.TryParseExact(text, _formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;
    }

    /// <summary>Whether a time is near enough, before or after.</summary>
    /// <param name="time">The time of the call.</param>
    /// <param name="maximumAge">How far away it may be.</param>
    /// <param name="now">The time.</param>
    public static bool IsFresh(DateTimeOffset time, TimeSpan maximumAge, DateTimeOffset now) => (now - time).Duration() <= maximumAge;

    internal static DateTimeOffset? Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => Read(value.GetRawText()),
        JsonValueKind.String => Read(value.GetString()),
        _ => null,
    };
}
