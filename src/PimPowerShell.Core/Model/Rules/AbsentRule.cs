using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Model.Rules;

/// <summary>Something that items of some kinds do not have. What is empty is as good as nothing.</summary>
/// <param name="Path">The path to it.</param>
/// <param name="Reason">Why, in words that the kind is put behind.</param>
internal sealed record AbsentRule(string Path, string Reason) : PimRule
{
    /// <summary>Whether a no is as good as nothing too.</summary>
    public bool MayBeNo { get; init; }

    protected override IEnumerable<PimFieldError> Find(RuleItem item) =>
        from place in item.Find(Path)
        where !JsonKind.IsEmpty(place.Value) && !(MayBeNo && place.Value.ValueKind == JsonValueKind.False)
        select new PimFieldError(place.Name, $"{Reason} {item.TextOf(When!.Field)}");
}
