using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Core.Compare;

namespace PimPowerShell.Output;

/// <summary>What of an item differs from what the server has, as users see it.</summary>
internal static class Difference
{
    private const int MostShown = 20;
    private const int LongestShown = 60;

    /// <summary>An object for each difference, with both sides as PowerShell's own values.</summary>
    /// <param name="key">What the item is called.</param>
    /// <param name="differences">What differs.</param>
    public static IEnumerable<PSObject> From(string? key, IReadOnlyList<PimDifference> differences) => differences.Select(difference => TypedObject.Of(
        "PimPowerShell.Difference",
        ("Key", key),
        ("Property", difference.Property),
        ("Attribute", difference.Attribute),
        ("Locale", difference.Locale),
        ("Channel", difference.Channel),
        ("Present", Value(difference.Present)),
        ("Wanted", Value(difference.Wanted))));

    /// <summary>All differences in one line: <c>name (en_US): 'Cap' -> 'Hat'; categories: ["home"] -> []</c>.</summary>
    public static string Describe(IReadOnlyList<PimDifference> differences) =>
        Join(differences, static difference => $"{Name(difference)}: {Show(Value(difference.Present))} -> {Show(Value(difference.Wanted))}");

    /// <summary>What is there instead of what was expected, in one line: <c>name (en_US): 'Hat' instead of 'Cap'</c>.</summary>
    public static string DescribeFound(IReadOnlyList<PimDifference> differences) =>
        Join(differences, static difference => $"{Name(difference)}: {Show(Value(difference.Present))} instead of {Show(Value(difference.Wanted))}");

    private static string Join(IReadOnlyList<PimDifference> differences, System.Func<PimDifference, string> describe)
    {
        string text = string.Join("; ", differences.Take(MostShown).Select(describe));
        int others = differences.Count - MostShown;
        return others > 0 ? $"{text}; and {others} more" : text;
    }

    private static string Name(PimDifference difference)
    {
        string[] place = [.. new[] { difference.Locale, difference.Channel }.OfType<string>()];
        string name = difference.Attribute is not { } attribute ? difference.Property
            // values go by their attribute alone
            : difference.Property is "values" or "attributes" ? attribute : $"{difference.Property} {attribute}";
        return $"{name}{(place.Length == 0 ? "" : $" ({string.Join(", ", place)})")}";
    }

    private static string Show(object? value) => value switch
    {
        null => "nothing",
        string text => $"'{ViewText.Shorten(text, LongestShown)}'",
        _ => ViewText.Data(value, LongestShown),
    };

    /// <summary>One side as PowerShell's own value; null where there is none.</summary>
    public static object? Value(System.ReadOnlyMemory<byte> json) => json.IsEmpty ? null : JsonToPSObject.Read(json);
}
