using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Model.Rules;

/// <summary>A member that each item of a list keeps. Others may come.</summary>
/// <param name="Field">The field of the list.</param>
/// <param name="Key">The member that names an item.</param>
/// <param name="Member">The member that stays.</param>
internal sealed record KeptMembers(string Field, string Key, string Member) : KeptPart(Field)
{
    public override string? Change(JsonElement wanted, JsonElement kept)
    {
        foreach ((string name, JsonElement value) in Members(wanted))
        {
            foreach ((_, JsonElement own) in Members(kept).Where(item => string.Equals(item.Name, name, StringComparison.OrdinalIgnoreCase) && !SameJson.Value(value, item.Value)))
            {
                return $"the {Member} of '{name}' is {JsonKind.Show(own)}";
            }
        }

        return null;
    }

    private IEnumerable<(string Name, JsonElement Value)> Members(JsonElement list) =>
        from item in JsonKind.IsContainer(list) ? JsonKind.Items(list) : []
        let name = SameJson.Member(item, Key)
        let value = SameJson.Member(item, Member)
        where name.ValueKind == JsonValueKind.String && SameJson.IsThere(value)
        select (name.GetString()!, value);
}
