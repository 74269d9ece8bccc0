using System;
using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Sandbox.Akeneo.Products;

/// <summary>An item while it is being written.</summary>
internal sealed class ItemDraft
{
    private readonly CatalogItem? _stored;

    private ItemDraft(CatalogItem? stored) => _stored = stored;

    public bool IsModel { get; private init; }

    public bool IsNew => _stored is null;

    /// <summary>The item as it was, or null for a new one.</summary>
    public CatalogItem? Stored => _stored;

    public Guid Uuid { get; private init; }

    public string? Code { get; set; }

    public bool Enabled { get; set; } = true;

    public string? Family { get; set; }

    public string? FamilyVariant { get; set; }

    public string? Parent { get; set; }

    public string[] Categories { get; set; } = [];

    public string[] Groups { get; set; } = [];

    public List<ProductValue> Values { get; private init; } = [];

    /// <summary>The values that were sent, as opposed to those that were there.</summary>
    public List<ProductValue> Sent { get; } = [];

    /// <summary>Whether values of the models above may be sent, and go there.</summary>
    public bool UpdatesParents { get; init; }

    /// <summary>Those that were, with the level that each goes to, the root's being 0.</summary>
    public List<KeyValuePair<int, ProductValue>> ForParents { get; } = [];

    public Dictionary<string, AssociationTargets> Associations { get; private init; } = [];

    public Dictionary<string, QuantifiedTargets> Quantified { get; private init; } = [];

    public static ItemDraft NewProduct(Guid uuid) => new(null) { Uuid = uuid };

    public static ItemDraft NewModel(string? code) => new(null) { IsModel = true, Code = code };

    public static ItemDraft Of(CatalogItem item, bool updatesParents = false) => new(item)
    {
        UpdatesParents = updatesParents,
        IsModel = item.IsModel,
        Uuid = item.Uuid,
        Code = item.Code,
        Enabled = item.Enabled,
        Family = item.Family,
        FamilyVariant = item.FamilyVariant,
        Parent = item.Parent,
        Categories = item.Details.Categories,
        Groups = item.Details.Groups,
        Values = [.. item.Details.Values],
        Associations = item.Details.Associations.ToDictionary(pair => pair.Key, pair => pair.Value),
        Quantified = item.Details.Quantified.ToDictionary(pair => pair.Key, pair => pair.Value),
    };

    /// <summary>Puts a value in the place of the one with the same key.</summary>
    public void Set(ProductValue value)
    {
        Values.RemoveAll(value.HasKeyOf);
        Values.Add(value);
    }

    public void Erase(string attribute, string? locale, string? scope) => Values.RemoveAll(value => value.HasKey(attribute, locale, scope));

    public CatalogItem ToItem()
    {
        Values.Sort(ProductValue.Compare);
        DateTimeOffset now = Timestamps.Now();
        return new CatalogItem(new ItemDetails
        {
            Categories = Categories,
            Groups = Groups,
            Values = [.. Values],
            Associations = Associations,
            Quantified = Quantified,
        })
        {
            IsModel = IsModel,
            Uuid = Uuid,
            Code = Code,
            Enabled = Enabled,
            Family = Family,
            FamilyVariant = FamilyVariant,
            Parent = Parent,
            Created = _stored?.Created ?? now,
            Updated = now,
        };
    }

    /// <summary>Whether the write would change nothing (5.10).</summary>
    public bool IsUnchanged()
    {
        if (_stored is not CatalogItem before)
        {
            return false;
        }

        Values.Sort(ProductValue.Compare);
        ItemDetails details = before.Details;
        return Code == before.Code && Enabled == before.Enabled && Family == before.Family && Parent == before.Parent
            && Categories.SequenceEqual(details.Categories)
            && Groups.SequenceEqual(details.Groups)
            && Values.Count == details.Values.Length
            && Values.Zip(details.Values, (mine, theirs) => mine.HasKeyOf(theirs) && mine.HasSameData(theirs)).All(same => same)
            && SameEntries(Associations, details.Associations, targets => targets.IsEmpty, (mine, theirs) => mine.Equals(theirs))
            && SameEntries(Quantified, details.Quantified, targets => targets.IsEmpty, (mine, theirs) => mine.Equals(theirs));
    }

    private static bool SameEntries<T>(
        IReadOnlyDictionary<string, T> mine, IReadOnlyDictionary<string, T> theirs, Func<T, bool> isEmpty, Func<T, T, bool> same)
    {
        List<KeyValuePair<string, T>> filled = [.. mine.Where(pair => !isEmpty(pair.Value))];
        return filled.Count == theirs.Count(pair => !isEmpty(pair.Value))
            && filled.All(pair => theirs.TryGetValue(pair.Key, out T? other) && same(pair.Value, other));
    }
}
