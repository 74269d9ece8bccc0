using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace PimPowerShell.Core.Model.Rules;

/// <summary>Something that must hold of each entry of a list. Of an entry that is there a change need not say what it has.</summary>
/// <param name="List">The field of the list.</param>
/// <param name="Key">The member that names an entry.</param>
/// <param name="OfEntry">What must hold.</param>
internal sealed record EntryRule(string List, string Key, PimRule OfEntry) : PimRule
{
    public override bool MayNeedPresent => OfEntry.MayNeedPresent;

    public override bool NeedsPresent(RuleItem change) => Entries(change).Any(entry => OfEntry.NeedsPresent(entry.Item));

    public override bool NeedsIdentifier(RuleItem item, bool hasFaults) => Entries(item).Any(entry => OfEntry.NeedsIdentifier(entry.Item, hasFaults));

    protected override IEnumerable<PimFieldError> Find(RuleItem item) =>
        from entry in Entries(item)
        // what is wrong with the entry as it is may stay, in whatever place
        from fault in OfEntry.Faults(entry.Item).Except(entry.Item.Present is { } present ? OfEntry.Faults(entry.Item with { Fields = present, HasFile = false }) : [])
        select fault with { Property = $"{entry.Name}.{fault.Property}" };

    private IEnumerable<(string Name, RuleItem Item)> Entries(RuleItem item) =>
        from entry in item.Find($"{List}.*")
        where entry.Value.ValueKind == JsonValueKind.Object
        let present = PresentOf(item, entry.Value)
        select (entry.Name, item with { Fields = entry.Value, IsNew = item.IsNew || (item.Present is not null && present is null), Present = present });

    private JsonElement? PresentOf(RuleItem item, JsonElement entry) =>
        item.Present is { } present && NameOf(entry) is { } name
            ? new RuleItem(present, IsNew: false).Find($"{List}.*").Select(static known => (JsonElement?)known.Value)
                .FirstOrDefault(known => string.Equals(NameOf(known!.Value), name, StringComparison.OrdinalIgnoreCase))
            : null;

    private string? NameOf(JsonElement entry) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(Key, out JsonElement name) ? Text(name) : null;
}
