using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace PimPowerShell.Core.Model.Rules;

/// <summary>Members of an object whose names are said again within them.</summary>
/// <param name="Holder">The field of the object.</param>
/// <param name="Name">The member that has the name once more.</param>
internal sealed record NamedRule(string Holder, string Name) : PimRule
{
    protected override IEnumerable<PimFieldError> Find(RuleItem item) =>
        from place in item.Find(Holder)
        where place.Value.ValueKind == JsonValueKind.Object
        from member in place.Value.EnumerateObject()
        where member.Value.ValueKind == JsonValueKind.Object && member.Value.TryGetProperty(Name, out _)
        let name = Text(member.Value.GetProperty(Name))
        where name is not null && name != member.Name
        select new PimFieldError($"{place.Name}.{member.Name}.{Name}", $"is '{name}', and it stands under '{member.Name}'");
}
