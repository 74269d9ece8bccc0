using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace PimPowerShell.Core.Model.Rules;

/// <summary>Levels that a new item has from the first on, without a gap.</summary>
/// <param name="List">The field of the levels.</param>
/// <param name="Member">The member that has a level's number.</param>
internal sealed record LevelRule(string List, string Member) : PimRule
{
    protected override IEnumerable<PimFieldError> Find(RuleItem item)
    {
        decimal[] numbers = [.. item.Find($"{List}.*.{Member}").Select(place => Number(place.Value)).OfType<decimal>()];
        return numbers.Where(number => number > 1 && !numbers.Contains(number - 1))
            .Select(number => new PimFieldError(List, $"has a {Member} {number} and no {Member} {number - 1}"));
    }
}
