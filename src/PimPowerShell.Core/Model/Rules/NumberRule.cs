using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Model.Rules;

/// <summary>A number within a field, which is no text, or null.</summary>
/// <param name="Path">The path to it.</param>
internal sealed record NumberRule(string Path) : PimRule
{
    protected override IEnumerable<PimFieldError> Find(RuleItem item) =>
        from place in item.Find(Path)
        where place.Value.ValueKind is not (JsonValueKind.Number or JsonValueKind.Null)
        select new PimFieldError(place.Name, $"takes a number, not {JsonKind.Quote(place.Value)}");
}
