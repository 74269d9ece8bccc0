using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PimPowerShell.Core.Actions;

/// <summary>What the name of an action's file says.</summary>
/// <param name="Number">Its place in the queue.</param>
/// <param name="Time">When the action was sent, in whole seconds.</param>
/// <param name="Attempt">How often its work was begun.</param>
/// <param name="Id">The same for the same signature.</param>
internal sealed record ActionFile(long Number, DateTimeOffset Time, int Attempt, string Id)
{
    private static readonly Regex s_form = new("^([0-9]{10})-([0-9]{10})-([0-9]{1,9})(?:-([0-9]{1,9}))?-([0-9a-f]{32})\\.json$", RegexOptions.CultureInvariant);

    /// <summary>How often its work was begun before it was put aside the last time.</summary>
    public int Ended { get; init; }

    /// <summary>How often its work was begun since, and broken off.</summary>
    public int BrokenOff => Attempt - Ended;

    public string Name => string.Format(CultureInfo.InvariantCulture, "{0:d10}-{1:d10}-{2}{3}-{4}.json", Number, Math.Max(0, Time.ToUnixTimeSeconds()), Attempt, Ended > 0 ? $"-{Ended}" : "", Id);

    /// <summary>Null for a file of another kind.</summary>
    public static ActionFile? Parse(string name) => s_form.Match(name) is { Success: true } match
        ? new(Value(match, 1), DateTimeOffset.FromUnixTimeSeconds(Value(match, 2)), (int)Value(match, 3), match.Groups[5].Value) { Ended = match.Groups[4].Success ? (int)Value(match, 4) : 0 }
        : null;

    private static long Value(Match match, int group) => long.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
}
