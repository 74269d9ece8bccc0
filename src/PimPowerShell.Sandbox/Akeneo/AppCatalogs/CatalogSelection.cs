using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Products;
using PimPowerShell.Sandbox.Http;

namespace PimPowerShell.Sandbox.Akeneo.AppCatalogs;

/// <summary>The items of an app's catalog that a call asks for: those of its families that are enabled, updated within a time.</summary>
internal sealed class CatalogSelection
{
    private readonly AppCatalog _catalog;
    private readonly ItemStore _items;
    private readonly DateTimeOffset? _before;
    private readonly DateTimeOffset? _after;

    public CatalogSelection(AppCatalog catalog, ItemStore items, QueryString query)
    {
        _catalog = catalog;
        _items = items;
        _before = Time(query, "updated_before");
        _after = Time(query, "updated_after");
    }

    public IEnumerable<CatalogItem> Products(Guid? after) => _items.ProductsByUuid(after).Where(Holds);

    public IEnumerable<CatalogItem> SimpleProducts(Guid? after) => Products(after).Where(item => item.Parent is null);

    /// <summary>The models that are below no other.</summary>
    public IEnumerable<CatalogItem> Models(string? after) => _items.Models(after).Where(item => item.Parent is null && Holds(item));

    /// <summary>All products below a model, however deep.</summary>
    public IEnumerable<CatalogItem> Variants(CatalogItem model, Guid? after) => Below(model.Code!)
        .Where(item => Holds(item) && (after is not Guid cursor || item.Uuid.CompareTo(cursor) > 0))
        .OrderBy(item => item.Uuid);

    public bool HasFamilyOf(CatalogItem item) =>
        _catalog.Families.Length == 0 || _catalog.Families.Contains(item.Family, StringComparer.OrdinalIgnoreCase);

    public bool Holds(CatalogItem item) =>
        item.Enabled
        && HasFamilyOf(item)
        && (_before is not DateTimeOffset before || item.Updated < before)
        && (_after is not DateTimeOffset after || item.Updated > after);

    private IEnumerable<CatalogItem> Below(string model) =>
        _items.VariantsOf(model).Concat(_items.SubModelsOf(model).SelectMany(sub => Below(sub.Code!)));

    private static DateTimeOffset? Time(QueryString query, string name) => query[name] is not string text
        ? null
        : Timestamps.ReadIso(text) ?? throw ApiException.Invalid([new(name, "This value is not in a valid ISO 8601 standard datetime format.")]);
}
