using System;
using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Sandbox.Akeneo.Products;

/// <summary>An item as the API shows it: with what it inherits from the models above it (5.5).</summary>
internal sealed class ItemView
{
    private readonly ItemStore _items;
    private List<CatalogItem>? _line;
    private ProductValue[]? _values;
    private string[]? _categories;

    public ItemView(CatalogItem item, ItemStore items)
    {
        Item = item;
        _items = items;
    }

    public CatalogItem Item { get; }

    /// <summary>The item and the models above it, the root last.</summary>
    public IReadOnlyList<CatalogItem> Line => _line ??= FindLine();

    /// <summary>Own values and inherited ones, by attribute.</summary>
    public ProductValue[] Values => _values ??= Item.Parent is null ? Item.Details.Values : MergeValues();

    /// <summary>Own categories and inherited ones, by code.</summary>
    public string[] Categories => _categories ??= Item.Parent is null
        ? Item.Details.Categories
        : [.. Line.SelectMany(item => item.Details.Categories).Distinct().OrderBy(code => code, StringComparer.Ordinal)];

    public string? RootParent => Line.Count > 1 ? Line[Line.Count - 1].Code : null;

    /// <summary>The family variant that the item belongs to, or null for a simple product.</summary>
    public string? FamilyVariant => Line[Line.Count - 1].FamilyVariant;

    public IReadOnlyDictionary<string, AssociationTargets> Associations
    {
        get
        {
            if (Item.Parent is null)
            {
                return Item.Details.Associations;
            }

            Dictionary<string, AssociationTargets> merged = [];
            foreach (KeyValuePair<string, AssociationTargets> pair in Line.SelectMany(item => item.Details.Associations))
            {
                merged[pair.Key] = merged.TryGetValue(pair.Key, out AssociationTargets? known) ? known.Union(pair.Value) : pair.Value;
            }

            return merged;
        }
    }

    public IReadOnlyDictionary<string, QuantifiedTargets> Quantified
    {
        get
        {
            Dictionary<string, QuantifiedTargets> merged = [];
            foreach (KeyValuePair<string, QuantifiedTargets> pair in Line.Reverse().SelectMany(item => item.Details.Quantified))
            {
                merged[pair.Key] = pair.Value;
            }

            return merged;
        }
    }

    private List<CatalogItem> FindLine()
    {
        List<CatalogItem> line = [Item];
        for (string? parent = Item.Parent; parent is not null;)
        {
            CatalogItem? model = _items.Model(parent);
            if (model is null)
            {
                break;
            }

            line.Add(model);
            parent = model.Parent;
        }

        return line;
    }

    private ProductValue[] MergeValues()
    {
        List<ProductValue> merged = [.. Item.Details.Values];
        HashSet<(string, string?, string?)> keys = [.. merged.Select(Key)];
        foreach (ProductValue value in Line.Skip(1).SelectMany(model => model.Details.Values))
        {
            if (keys.Add(Key(value)))
            {
                merged.Add(value);
            }
        }

        merged.Sort(ProductValue.Compare);
        return [.. merged];
    }

    private static (string Attribute, string? Locale, string? Scope) Key(ProductValue value) => (value.Attribute, value.Locale, value.Scope);
}
