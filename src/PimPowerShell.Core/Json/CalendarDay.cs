using System;
using System.Globalization;

namespace PimPowerShell.Core.Json;

/// <summary>Days without a time of day or a zone, of what .NET has for dates.</summary>
public static class CalendarDay
{
    private const string Form = "yyyy-MM-dd";

    /// <summary>The day as the APIs write it, <c>2024-03-05</c>: the one that a date says where it stands. Null for what is no date.</summary>
    /// <param name="value">A <see cref="DateTime"/>, a <see cref="DateTimeOffset"/> or a DateOnly.</param>
    public static string? Of(object? value) => value switch
    {
        DateTime time => (IsDayOfJson(time) ? time.ToUniversalTime() : time).ToString(Form, CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString(Form, CultureInfo.InvariantCulture),
        IFormattable day when IsDateOnly(day) => day.ToString(Form, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>A date with its time, as JSON has it. The day that it stands for is that of <see cref="Of"/>.</summary>
    /// <param name="time">The date.</param>
    public static string Moment(DateTime time) => IsDayOfJson(time)
        ? time.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss'+00:00'", CultureInfo.InvariantCulture)
        : time.ToString(time.Kind == DateTimeKind.Unspecified ? "yyyy-MM-ddTHH:mm:ss" : "yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture);

    /// <summary>Whether a value is a DateOnly, a type that netstandard2.0 does not have.</summary>
    /// <param name="value">The value.</param>
    public static bool IsDateOnly(object? value) => value is IFormattable && value.GetType().FullName == "System.DateOnly";

    /// <summary>
    /// Whether a time is a day that ConvertFrom-Json has read: the APIs write the day 2024-03-05 as 2024-03-05T00:00:00+00:00,
    /// and it makes the same instant in this machine's zone of that, which west of UTC lies on the day before.
    /// </summary>
    private static bool IsDayOfJson(DateTime time) =>
        time.Kind == DateTimeKind.Local && time.TimeOfDay != TimeSpan.Zero && time.ToUniversalTime().TimeOfDay == TimeSpan.Zero;
}
