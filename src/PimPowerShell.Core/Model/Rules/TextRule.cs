using System;
using System.Collections.Generic;
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

    /// <summary>What the text is called, where the path is not the name that it was given by.</summary>
    public string? Name { get; init; }

    /// <summary>The code of a new item. One that is there may be older than the rule.</summary>
    public static TextRule NewCode { get; } = new("code", CodeFault) { IsOfNew = true };

    /// <summary>Only where some value would be none for an identifier.</summary>
    public override bool NeedsIdentifier(RuleItem item) =>
        Path.Replace(RuleItem.IdentifierStep, "*") is var anywhere && anywhere != Path && (this with { Path = anywhere }).Faults(item).Any();

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
        code.Length > LongestCode ? $"takes {LongestCode} characters at most, and has {code.Length}"
        : s_code.IsMatch(code) ? null
        : $"takes letters, digits and underscores, and is '{code}'";
}
