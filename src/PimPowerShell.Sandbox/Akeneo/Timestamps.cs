using System;
using System.Globalization;
using PimPowerShell.Sandbox.Traffic;

namespace PimPowerShell.Sandbox.Akeneo;

/// <summary>Dates as the API writes and reads them. The sandbox's server lives in UTC.</summary>
internal static class Timestamps
{
    private static readonly string[] _iso =
    [
        "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
    ];

    /// <summary>The moment, in the whole seconds that the server keeps.</summary>
    public static DateTimeOffset Now()
    {
        DateTimeOffset now = ServerClock.Now;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
    }

    public static string Write(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static DateTimeOffset? ReadIso(string text) =>
        DateTimeOffset.TryParseExact(text, _iso, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;

    /// <summary>The form that product filters take.</summary>
    public static DateTimeOffset? ReadFilter(string text) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;

    public static DateTimeOffset? ReadDay(string text) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset day) ? day : null;

    /// <summary>The day that limits a date attribute, at midnight; a moment without a zone is the server's.</summary>
    public static DateTimeOffset? ReadLimit(string text) =>
        (ReadDay(text) ?? ReadIso(text) ?? ReadIso(text + "Z")) is { } time ? new DateTimeOffset(time.Date, TimeSpan.Zero) : null;
}
