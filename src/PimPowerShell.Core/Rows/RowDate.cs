using System;
using System.Globalization;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Rows;

/// <summary>Days, as rows have them: <c>2024-03-05</c> in every culture.</summary>
internal static class RowDate
{
    private const string Day = "yyyy-MM-dd";

    private static readonly string[] s_forms = [Day, "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss"];

    /// <summary>The day of a date with a time, as it is written; a text that is no date as it is.</summary>
    public static string DayOf(string text) => TryRead(text, out string day) ? day : text;

    /// <summary>The day of a text, a date, or a spreadsheet's number of days.</summary>
    public static bool TryRead(object value, out string day)
    {
        DateTime? date = value switch
        {
            string text when DateTimeOffset.TryParseExact(text.Trim(), s_forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) => time.DateTime,
            // days since the end of 1899, up to the year 9999
            decimal number when number is >= 1 and < 2_958_466 => DateTime.FromOADate((double)number),
            _ => null,
        };
        day = date?.ToString(Day, CultureInfo.InvariantCulture) ?? CalendarDay.Of(value) ?? "";
        return day.Length > 0;
    }
}
