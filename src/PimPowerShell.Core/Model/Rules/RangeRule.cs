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
    protected override IEnumerable<PimFieldError> Find(RuleItem item)
    {
        foreach ((string name, JsonElement value) in item.Find(Path))
        {
            if (Number(value) is { } number && (number < Least || number > Most))
            {
                yield return new PimFieldError(name, $"takes {Words}, not {JsonKind.Show(value)}");
            }
        }
    }

    private string Words => Most is null ? $"{Least} or more" : Least == Most ? $"{Least}" : $"{Least} to {Most}";
}
