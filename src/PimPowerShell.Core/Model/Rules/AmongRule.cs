using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Model.Rules;

/// <summary>Codes that are among those of a list. Where a change does not give the list, the item's own is the server's to know.</summary>
/// <param name="Path">The path to the codes.</param>
/// <param name="List">The field of the list, or of an object whose members have the codes for names.</param>
internal sealed record AmongRule(string Path, string List) : PimRule
{
    /// <summary>Whether the server adds the identifier attribute to the list, whether it is given there or not.</summary>
    public bool HasIdentifier { get; init; }

    protected override IEnumerable<PimFieldError> Find(RuleItem item)
    {
        bool isGiven = item.Fields.TryGetProperty(List, out JsonElement list);
        if ((!isGiven && !item.IsNew) || (HasIdentifier && item.IdentifierAttribute is null))
        {
            return [];
        }

        var known = new HashSet<string>(isGiven ? Codes(list) : [], StringComparer.OrdinalIgnoreCase);
        if (HasIdentifier)
        {
            known.Add(item.IdentifierAttribute!);
        }

        return
            from place in item.Find(Path)
            let code = Text(place.Value)
            where code is { Length: > 0 } && !known.Contains(code)
            select new PimFieldError(place.Name, $"'{code}' is not among the {List}");
    }

    private static IEnumerable<string> Codes(JsonElement list) => list.ValueKind switch
    {
        JsonValueKind.Array => JsonKind.Items(list).Select(Text).OfType<string>(),
        JsonValueKind.Object => list.EnumerateObject().Select(static member => member.Name),
        _ => [],
    };
}
