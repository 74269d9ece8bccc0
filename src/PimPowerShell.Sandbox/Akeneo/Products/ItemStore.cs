using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using PimPowerShell.Sandbox.Json;
using PimPowerShell.Sandbox.Akeneo.Drafts;
using PimPowerShell.Sandbox.Akeneo.Media;

namespace PimPowerShell.Sandbox.Akeneo.Products;

/// <summary>All products and product models: the generated ones, and over them whatever was written. With their drafts and files.</summary>
internal sealed class ItemStore
{
    private static readonly CatalogItem _deleted = new(new ItemDetails());

    private readonly IGeneratedItems _generated;
    private readonly ConcurrentDictionary<Guid, CatalogItem> _products = new();
    private readonly ConcurrentDictionary<string, Guid> _identifiers = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, CatalogItem> _models = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Guid, bool>> _variants = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, bool>> _subModels = new(StringComparer.OrdinalIgnoreCase);
    private readonly OverlaidOrder<Guid> _byUuid;
    private readonly OverlaidOrder<string> _byIdentifier;
    private readonly OverlaidOrder<string> _byCode;
    private int _productCount;
    private int _modelCount;

    public ItemStore(IGeneratedItems generated)
    {
        _generated = generated;
        _productCount = generated.ProductCount;
        _modelCount = generated.ModelCount;
        _byUuid = new(generated.ProductCount, generated.UuidAt, ProductAt, Comparer<Guid>.Default);
        _byIdentifier = new(generated.ProductCount, generated.IdentifierAtRank, ProductAtRank, StringComparer.OrdinalIgnoreCase);
        _byCode = new(generated.ModelCount, generated.ModelCodeAt, ModelAt, StringComparer.OrdinalIgnoreCase);
        Media = new ProductMedia(generated);
    }

    /// <summary>Whether an asset of a family is enabled.</summary>
    public Func<string, string, bool> IsAssetEnabled { get; set; } = static (_, _) => true;

    /// <summary>What the sandbox started with, whatever was written since.</summary>
    public IGeneratedItems Generated => _generated;

    public DraftStore Drafts { get; } = new();

    public ProductMedia Media { get; }

    /// <summary>Held while products and product models are written. Reading needs no lock.</summary>
    public object Gate { get; } = new();

    /// <summary>Writes the workflows that an item is in; set by whoever keeps the workflows, where the edition has them.</summary>
    public Action<PhpJsonWriter, CatalogItem>? WriteWorkflows { get; set; }

    public int ProductCount => Volatile.Read(ref _productCount);

    /// <summary>Whether any product model was written since the sandbox started.</summary>
    public bool HasWrittenModels => !_models.IsEmpty;

    public int ModelCount => Volatile.Read(ref _modelCount);

    public CatalogItem? Product(Guid uuid)
    {
        if (_products.TryGetValue(uuid, out CatalogItem? item))
        {
            return item == _deleted ? null : item;
        }

        int position = _generated.PositionOf(uuid);
        return position < 0 ? null : _generated.ProductAt(position);
    }

    public CatalogItem? Product(string identifier)
    {
        if (_identifiers.TryGetValue(identifier, out Guid uuid))
        {
            return Product(uuid);
        }

        int position = _generated.PositionOf(identifier);
        CatalogItem? item = position < 0 ? null : ProductAt(position);
        return item is not null && SameCode(item.Code, identifier) ? item : null;
    }

    public CatalogItem? Model(string code)
    {
        if (_models.TryGetValue(code, out CatalogItem? item))
        {
            return item == _deleted ? null : item;
        }

        int rank = _generated.RankOfModel(code);
        return rank < 0 ? null : _generated.ModelAt(rank);
    }

    public IEnumerable<CatalogItem> ProductsByUuid(Guid? after) => after is Guid uuid ? _byUuid.After(uuid) : _byUuid.All();

    public IEnumerable<CatalogItem> ProductsByIdentifier(string? after) => after is null ? _byIdentifier.All() : _byIdentifier.After(after);

    public IEnumerable<CatalogItem> Models(string? after) => after is null ? _byCode.All() : _byCode.After(after);

    /// <summary>A product's place in the order of identifiers; one without an identifier stands at its uuid.</summary>
    public static string OrderKey(CatalogItem item) => item.Code ?? item.Uuid.ToString();

    /// <summary>The products directly below a model.</summary>
    public IEnumerable<CatalogItem> VariantsOf(string model)
    {
        int rank = _generated.RankOfModel(model);
        IEnumerable<CatalogItem?> born = rank < 0 ? [] : _generated.VariantsOf(rank).Select(ProductAt);
        IEnumerable<CatalogItem?> added = _variants.TryGetValue(model, out var uuids) ? uuids.Keys.Select(Product) : [];
        return born.Concat(added).Where(item => item is not null && SameCode(item.Parent, model)).Distinct()!;
    }

    /// <summary>The product models directly below a model.</summary>
    public IEnumerable<CatalogItem> SubModelsOf(string model)
    {
        int rank = _generated.RankOfModel(model);
        IEnumerable<CatalogItem?> born = rank < 0 ? [] : _generated.SubModelsOf(rank).Select(ModelAt);
        IEnumerable<CatalogItem?> added = _subModels.TryGetValue(model, out var codes) ? codes.Keys.Select(Model) : [];
        return born.Concat(added).Where(item => item is not null).Distinct()!;
    }

    public void Save(CatalogItem item)
    {
        if (item.IsModel)
        {
            SaveModel(item);
        }
        else
        {
            SaveProduct(item);
        }
    }

    public void Delete(CatalogItem item)
    {
        if (item.IsModel)
        {
            _models[item.Code!] = _deleted;
            _byCode.Remove(item.Code!);
            Interlocked.Decrement(ref _modelCount);
        }
        else
        {
            RemoveFromOrders(item);
            _byUuid.Remove(item.Uuid);
            _products[item.Uuid] = _deleted;
            Interlocked.Decrement(ref _productCount);
        }
    }

    private void SaveProduct(CatalogItem item)
    {
        CatalogItem? before = Product(item.Uuid);
        if (before is null)
        {
            Interlocked.Increment(ref _productCount);
        }
        else
        {
            RemoveFromOrders(before);
        }

        int position = _generated.PositionOf(item.Uuid);
        _products[item.Uuid] = item;
        if (position < 0)
        {
            _byUuid.Put(item.Uuid, item);
        }

        if (position < 0 || !IsAtItsPlace(item, position))
        {
            _byIdentifier.Put(OrderKey(item), item);
            if (item.Code is not null)
            {
                _identifiers[item.Code] = item.Uuid;
            }
        }

        if (item.Parent is not null)
        {
            _variants.GetOrAdd(item.Parent, _ => new())[item.Uuid] = true;
        }
    }

    private void RemoveFromOrders(CatalogItem before)
    {
        int position = _generated.PositionOf(before.Uuid);
        if (position < 0 || !IsAtItsPlace(before, position))
        {
            _byIdentifier.Remove(OrderKey(before));
            if (before.Code is not null)
            {
                _identifiers.TryRemove(before.Code, out _);
            }
        }

        if (before.Parent is not null && _variants.TryGetValue(before.Parent, out var siblings))
        {
            siblings.TryRemove(before.Uuid, out _);
        }
    }

    private void SaveModel(CatalogItem item)
    {
        if (Model(item.Code!) is null)
        {
            Interlocked.Increment(ref _modelCount);
        }

        _models[item.Code!] = item;
        if (_generated.RankOfModel(item.Code!) < 0)
        {
            _byCode.Put(item.Code!, item);
        }

        if (item.Parent is not null)
        {
            _subModels.GetOrAdd(item.Parent, _ => new(StringComparer.OrdinalIgnoreCase))[item.Code!] = true;
        }
    }

    private bool IsAtItsPlace(CatalogItem item, int position) => item.Code is not null && _generated.PositionOf(item.Code) == position;

    private CatalogItem? ProductAt(int position)
    {
        // an untouched catalog is the common case, and needs no look at the uuid
        return _products.IsEmpty || !_products.TryGetValue(_generated.UuidAt(position), out CatalogItem? item)
            ? _generated.ProductAt(position)
            : item == _deleted ? null : item;
    }

    private CatalogItem? ProductAtRank(int rank)
    {
        CatalogItem? item = ProductAt(_generated.PositionAtRank(rank));
        return item is not null && SameCode(item.Code, _generated.IdentifierAtRank(rank)) ? item : null;
    }

    private CatalogItem? ModelAt(int rank) => Model(_generated.ModelCodeAt(rank));

    private static bool SameCode(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
