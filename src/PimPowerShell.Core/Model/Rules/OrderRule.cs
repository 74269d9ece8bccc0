using System.Collections.Generic;
using System.Text.Json;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Model.Rules;

/// <summary>A least number and a greatest one, where both are given.</summary>
/// <param name="Low">The field of the least.</param>
/// <param name="High">The field of the greatest.</param>
internal sealed record OrderRule(string Low, string High) : PimRule
{
    /// <summary>Whether the two may be the same.</summary>
    public bool MayBeSame { get; init; }

    protected override IEnumerable<PimFieldError> Find(RuleItem item)
    {
        if (item.Fields.TryGetProperty(Low, out JsonElement first) && item.Fields.TryGetProperty(High, out JsonElement last)
            && Number(first) is { } low && Number(last) is { } high && (low > high || (low == high && !MayBeSame)))
        {
            yield return new PimFieldError(Low, $"is {JsonKind.Show(first)}, which is not {(MayBeSame ? "at most" : "less than")} {High}, {JsonKind.Show(last)}");
        }
    }
}
