using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Model.Rules;

/// <summary>Codes that are among those of a list. Where a change does not give the list, it is the item's own.</summary>
/// <param name="Path">The path to the codes.</param>
/// <param name="List">The field of the list, or of an object whose members have the codes for names.</param>
internal sealed record AmongRule(string Path, string List) : PimRule
{
    /// <summary>Whether the server adds the identifier attribute to the list, whether it is given there or not.</summary>
    public bool HasIdentifier { get; init; }

    /// <summary>The field that names an item above, whose codes count too and are not in the list; null where there is none.</summary>
    public string? Above { get; init; }

    public override bool MayNeedPresent => !IsOfNew;

    public override bool NeedsPresent(RuleItem change) => !IsOfNew && (change.Fields.TryGetProperty(List, out _) || change.Find(Path).Any());

    public override bool NeedsIdentifier(RuleItem item, bool hasFaults) => HasIdentifier && hasFaults;

    protected override IEnumerable<PimFieldError> Find(RuleItem item)
    {
        bool isKnown = item.TryGet(List, out JsonElement list);
        if ((!isKnown && !item.IsNew) || (HasIdentifier && item.IdentifierAttribute is null) || MayInherit(item))
        {
            return [];
        }

        var known = new HashSet<string>(isKnown ? Codes(list) : [], StringComparer.OrdinalIgnoreCase);
        if (HasIdentifier)
        {
            known.Add(item.IdentifierAttribute!);
        }

        return
            from place in Places(item)
            let code = Text(place.Value)
            where code is { Length: > 0 } && !known.Contains(code)
            select new PimFieldError(place.Name, $"'{code}' is not among the {List}");
    }

    private bool MayInherit(RuleItem item) =>
        Above is not null && (item.TryGet(Above, out JsonElement above) ? !JsonKind.IsEmpty(above) : !item.IsNew && item.Present is null);

    /// <summary>The codes that are given, and those that the item keeps beside another list.</summary>
    private IEnumerable<(string Name, JsonElement Value)> Places(RuleItem item) =>
        item.Present is not { } present || item.Fields.TryGetProperty(Path.Split('.')[0], out _) ? item.Find(Path) : (item with { Fields = present }).Find(Path);

    private static IEnumerable<string> Codes(JsonElement list) => list.ValueKind switch
    {
        JsonValueKind.Array => JsonKind.Items(list).Select(Text).OfType<string>(),
        JsonValueKind.Object => list.EnumerateObject().Select(static member => member.Name),
        _ => [],
    };
}
