using System.Collections.Generic;
using System.Text.Json;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Model.Rules;

/// <summary>A least number and a greatest one, where both are known.</summary>
/// <param name="Low">The field of the least.</param>
/// <param name="High">The field of the greatest.</param>
internal sealed record OrderRule(string Low, string High) : PimRule
{
    /// <summary>Whether the two may be the same.</summary>
    public bool MayBeSame { get; init; }

    public override bool MayNeedPresent => true;

    public override bool NeedsPresent(RuleItem change) => change.Fields.TryGetProperty(Low, out _) != change.Fields.TryGetProperty(High, out _);

    protected override IEnumerable<PimFieldError> Find(RuleItem item)
    {
        if (item.TryGet(Low, out JsonElement first) && item.TryGet(High, out JsonElement last)
            && Number(first) is { } low && Number(last) is { } high && (low > high || (low == high && !MayBeSame)))
        {
            yield return new PimFieldError(Low, $"is {JsonKind.Show(first)}, which is not {(MayBeSame ? "at most" : "less than")} {High}, {JsonKind.Show(last)}");
        }
    }
}
