using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PimPowerShell.Core.Model.Rules;

/// <summary>How a text is written.</summary>
/// <param name="Path">The path to it.</param>
/// <param name="Fault">What is wrong with a text; null when nothing is.</param>
internal sealed record TextRule(string Path, Func<string, string?> Fault) : PimRule
{
    private const int LongestCode = 100;

    private static readonly Regex s_code = new("^[a-zA-Z0-9_]+$", RegexOptions.CultureInvariant);

    // the same place for any attribute, whichever is the identifier
    private readonly string? _anywhere = Path.IndexOf(RuleItem.IdentifierStep, StringComparison.Ordinal) < 0 ? null : Path.Replace(RuleItem.IdentifierStep, "*");

    private static readonly Regex s_day = new("^[0-9]{4}-[0-9]{2}-[0-9]{2}", RegexOptions.CultureInvariant);

    /// <summary>What the text is called, where the path is not the name that it was given by.</summary>
    public string? Name { get; init; }

    /// <summary>The code of a new item. One that is there may be older than the rule.</summary>
    public static TextRule NewCode { get; } = new("code", CodeFault) { IsOfNew = true };

    /// <summary>Codes within an item.</summary>
    public static TextRule Codes(string path) => new(path, CodeFault) { MayStay = true };

    /// <summary>A text of so many characters at most.</summary>
    public static TextRule Length(string path, int most) => new(path, text => LengthFault(text, most));

    /// <summary>A number that is kept as a text.</summary>
    public static TextRule Number(string path) => new(path, static text => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? null : $"takes a number, not '{text}'");

    /// <summary>A day, or a moment of it, as ISO 8601 writes them.</summary>
    public static TextRule Day(string path) => new(path, static text => s_day.IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : $"takes a date such as 2026-01-31, not '{text}'");

    /// <summary>Only where some value would be none for an identifier.</summary>
    public override bool NeedsIdentifier(RuleItem item, bool hasFaults) => _anywhere is not null && (this with { Path = _anywhere }).Faults(item).Any();

    protected override IEnumerable<PimFieldError> Find(RuleItem item)
    {
        foreach ((string name, JsonElement value) in item.Find(Path))
        {
            if (Text(value) is { Length: > 0 } text && Fault(text) is { } fault)
            {
                yield return new PimFieldError(Name ?? name, fault);
            }
        }
    }

    private static string? CodeFault(string code) =>
        LengthFault(code, LongestCode) ?? (s_code.IsMatch(code) ? null : $"takes letters, digits and underscores, and is '{code}'");

    private static string? LengthFault(string text, int most) => text.Length > most ? $"takes {most} characters at most, and has {text.Length}" : null;
}
