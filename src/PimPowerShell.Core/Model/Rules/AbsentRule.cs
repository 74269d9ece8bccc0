using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace PimPowerShell.Core.Model.Rules;

/// <summary>Something that items of some kinds do not have.</summary>
/// <param name="Path">The path to it.</param>
/// <param name="Reason">Why, in words that the kind is put behind.</param>
internal sealed record AbsentRule(string Path, string Reason) : PimRule
{
    protected override IEnumerable<PimFieldError> Find(RuleItem item) =>
        from place in item.Find(Path)
        where place.Value.ValueKind != JsonValueKind.Null
        select new PimFieldError(place.Name, $"{Reason} {item.TextOf(When!.Field)}");
}
