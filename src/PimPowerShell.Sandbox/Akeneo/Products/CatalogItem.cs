using System;
using System.Collections.Generic;

namespace PimPowerShell.Sandbox.Akeneo.Products;

/// <summary>A product or a product model, with what is its own. Never changed: a write puts another in its place.</summary>
internal sealed class CatalogItem
{
    private readonly Func<int, ItemDetails>? _load;
    private ItemDetails? _details;

    /// <summary>An item that somebody wrote.</summary>
    public CatalogItem(ItemDetails details) => _details = details;

    /// <summary>A generated item: what is costly about it is made when somebody asks.</summary>
    public CatalogItem(int position, Func<int, ItemDetails> load)
    {
        Position = position;
        _load = load;
    }

    public bool IsModel { get; init; }

    /// <summary>Empty for product models.</summary>
    public Guid Uuid { get; init; }

    /// <summary>The identifier of a product, which may be null, or the code of a product model.</summary>
    public string? Code { get; init; }

    public bool Enabled { get; init; }

    public string? Family { get; init; }

    /// <summary>Of product models only; a variant has its model's.</summary>
    public string? FamilyVariant { get; init; }

    public string? Parent { get; init; }

    public DateTimeOffset Created { get; init; }

    public DateTimeOffset Updated { get; init; }

    /// <summary>Whether nobody has written the item since the sandbox started.</summary>
    public bool IsGenerated => _load is not null;

    public int Position { get; }

    public ItemDetails Details => _details ??= _load!(Position);
}

/// <summary>The larger part of an item.</summary>
internal sealed class ItemDetails
{
    public static readonly IReadOnlyDictionary<string, AssociationTargets> NoAssociations = new Dictionary<string, AssociationTargets>();
    public static readonly IReadOnlyDictionary<string, QuantifiedTargets> NoQuantified = new Dictionary<string, QuantifiedTargets>();

    public string[] Categories { get; init; } = [];

    public string[] Groups { get; init; } = [];

    /// <summary>Ordered by attribute.</summary>
    public ProductValue[] Values { get; init; } = [];

    public IReadOnlyDictionary<string, AssociationTargets> Associations { get; init; } = NoAssociations;

    public IReadOnlyDictionary<string, QuantifiedTargets> Quantified { get; init; } = NoQuantified;
}
