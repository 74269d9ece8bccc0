using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Core.Model.Rules;

namespace PimPowerShell.Core.Akeneo;

/// <summary>
/// How many targets a mapping schema has. Of the targets of variants, which are no target themselves, it is not said whether they count.
/// Source: reference, 1.19.
/// </summary>
/// <param name="Most">The most.</param>
internal sealed record MappingTargetsRule(int Most) : PimRule
{
    protected override IEnumerable<PimFieldError> Find(RuleItem item)
    {
        int count = item.Find("properties.*").Count(static target => target.Name != "properties.variants");
        if (count > Most)
        {
            yield return new PimFieldError("properties", $"takes {Most} targets at most, and has {count}");
        }
    }
}
