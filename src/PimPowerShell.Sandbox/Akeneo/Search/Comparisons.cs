using System;

namespace PimPowerShell.Sandbox.Akeneo.Search;

/// <summary>The operators that several kinds of filters share.</summary>
internal static class Comparisons
{
    /// <summary>Whether a comparison has come out as an operator asks; null for another operator.</summary>
    public static bool? Holds(string op, int comparison) => op switch
    {
        "<" => comparison < 0,
        "<=" => comparison <= 0,
        "=" => comparison == 0,
        "!=" => comparison != 0,
        ">=" => comparison >= 0,
        ">" => comparison > 0,
        _ => null,
    };

    /// <summary>A condition on a text, without case; null for another operator.</summary>
    public static Func<string, bool>? OnText(string op, string wanted) => op switch
    {
        "STARTS WITH" => text => text.StartsWith(wanted, StringComparison.OrdinalIgnoreCase),
        "CONTAINS" => text => text.IndexOf(wanted, StringComparison.OrdinalIgnoreCase) >= 0,
        "DOES NOT CONTAIN" => text => text.IndexOf(wanted, StringComparison.OrdinalIgnoreCase) < 0,
        "=" => text => text.Equals(wanted, StringComparison.OrdinalIgnoreCase),
        "!=" => text => !text.Equals(wanted, StringComparison.OrdinalIgnoreCase),
        _ => null,
    };

    /// <summary>A condition on a point in time; null for another operator. Equality is of days (4.2).</summary>
    public static Func<DateTimeOffset, bool>? OnTime(string op, DateTimeOffset[] bounds) => op switch
    {
        "<" => time => time < bounds[0],
        ">" => time => time > bounds[0],
        "=" => time => time.UtcDateTime.Date == bounds[0].UtcDateTime.Date,
        "!=" => time => time.UtcDateTime.Date != bounds[0].UtcDateTime.Date,
        "BETWEEN" => time => time >= bounds[0] && time <= bounds[1],
        "NOT BETWEEN" => time => time < bounds[0] || time > bounds[1],
        _ => null,
    };
}
