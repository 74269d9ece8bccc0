using System.Collections.Generic;
using System.Text.Json;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Model.Rules;

/// <summary>How small and how great a number is.</summary>
/// <param name="Path">The path to it.</param>
/// <param name="Least">The least.</param>
/// <param name="Most">The greatest; null for none.</param>
internal sealed record RangeRule(string Path, decimal Least, decimal? Most = null) : PimRule
{
    /// <summary>Whether it takes whole numbers alone, and these as numbers.</summary>
    public bool IsWhole { get; init; }

    protected override IEnumerable<PimFieldError> Find(RuleItem item)
    {
        foreach ((string name, JsonElement value) in item.Find(Path))
        {
            if (IsWhole && !JsonKind.IsEmpty(value) && (!JsonKind.IsWhole(value) || Number(value) > Most))
            {
                yield return new PimFieldError(name, $"takes a whole number, {Words}, not {JsonKind.Quote(value)}");
            }
            else if (Number(value) is { } number && (number < Least || number > Most))
            {
                yield return new PimFieldError(name, $"takes {(IsWhole ? $"{Least} or more" : Words)}, not {JsonKind.Show(value)}");
            }
        }
    }

    private string Words => Most is null ? $"{Least} or more" : Least == Most ? $"{Least}" : $"{Least} to {Most}";
}
