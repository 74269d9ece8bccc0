using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PimPowerShell.Sandbox.Pims.Generation;
using PimPowerShell.Sandbox.Pims.Schema;

namespace PimPowerShell.Sandbox.Pims.Products;

/// <summary>The values of products as callers see them: ids become paths, and what the server computes is computed.</summary>
internal sealed class ProductReader(ProductStore store, AttributeTable attributes, CategoryTree categories)
{
    private readonly PimsAttribute? _variationOf = attributes.Find(PimsAttribute.VariationOf);
    private readonly PimsAttribute? _variationAttributes = attributes.Find(PimsAttribute.VariationAttributes);
    private readonly PimsAttribute _categories = attributes[PimsAttribute.Categories];
    private readonly PimsAttribute _status = attributes[PimsAttribute.Status];

    public CategoryTree Tree => categories;

    public string? ParentOf(PimsProduct product) => _variationOf is null ? null : product.Value(_variationOf) as string;

    public string StatusOf(PimsProduct product) => product.Value(_status) as string ?? "active";

    /// <summary>The categories that still exist; without any the product is among the uncategorized.</summary>
    public int[] CategoriesOf(PimsProduct product)
    {
        int[] ids = product.Value(_categories) as int[] ?? [];
        int[] known = Array.TrueForAll(ids, Exists) ? ids : Array.FindAll(ids, Exists);
        return known.Length == 0 ? [CategorySeeds.Uncategorized] : known;
    }

    public IReadOnlyList<PimsProduct> VariantsOf(PimsProduct product) => _variationOf is null ? [] : store.VariantsOf(product, _variationOf);

    /// <summary>Null, a text, or texts.</summary>
    public object? Read(PimsProduct product, PimsAttribute attribute) => attribute.Name switch
    {
        PimsAttribute.Categories => Array.ConvertAll(CategoriesOf(product), id => categories.PathOf(id) ?? ""),
        PimsAttribute.VariationAttributes => VariationAttributesOf(product),
        PimsAttribute.VariationSkus => VariantsOf(product).Select(variant => variant.Sku).ToArray(),
        _ => attribute.Type == "completeness" ? Completeness(product) : product.Value(attribute),
    };

    /// <summary>The parent's list is in force for its variants.</summary>
    private string[]? VariationAttributesOf(PimsProduct product)
    {
        if (_variationAttributes is null)
        {
            return null;
        }

        PimsProduct owner = ParentOf(product) is string parent && store.Find(parent) is PimsProduct found ? found : product;
        return owner.Value(_variationAttributes) as string[];
    }

    private bool Exists(int id) => categories.PathOf(id) is not null;

    private string Completeness(PimsProduct product)
    {
        int all = 0;
        int filled = 0;
        foreach (PimsAttribute attribute in attributes.All)
        {
            if (attribute.Group == "Basic" && !attribute.IsReadOnly && !attribute.Name.StartsWith("variation_", StringComparison.Ordinal))
            {
                all++;
                filled += product.Value(attribute) is null ? 0 : 1;
            }
        }

        return (100 * filled / all).ToString(CultureInfo.InvariantCulture);
    }
}
