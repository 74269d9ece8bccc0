using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Core.Model.Rules;

/// <summary>A flag within a field, or null.</summary>
/// <param name="Path">The path to it.</param>
internal sealed record FlagRule(string Path) : PimRule
{
    protected override IEnumerable<PimFieldError> Find(RuleItem item) =>
        from place in item.Find(Path)
        let fault = FieldCheck.Fault(FieldType.Flag, place.Value)
        where fault is not null
        select new PimFieldError(place.Name, fault);
}
