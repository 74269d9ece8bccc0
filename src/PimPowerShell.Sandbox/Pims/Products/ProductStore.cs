using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using PimPowerShell.Sandbox.Pims.Generation;
using PimPowerShell.Sandbox.Pims.Schema;

namespace PimPowerShell.Sandbox.Pims.Products;

/// <summary>All products: the generated ones, and over them whatever was written. A row is a product's number, for ever.</summary>
internal sealed class ProductStore(GeneratedProducts generated)
{
    private readonly ConcurrentDictionary<int, PimsProduct> _written = new();
    private readonly ConcurrentDictionary<string, int> _created = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<int, bool>> _adopted = new(StringComparer.OrdinalIgnoreCase);
    private int _count = generated.Count;
    private long _version;

    /// <summary>Held while a product is written. Reading needs no lock.</summary>
    public object Gate { get; } = new();

    public GeneratedProducts Generated => generated;

    /// <summary>All products, deleted ones and variants included.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Rises with every write.</summary>
    public long Version => Interlocked.Read(ref _version);

    public IEnumerable<PimsProduct> Written => _written.Values;

    public PimsProduct At(int row) => _written.TryGetValue(row, out PimsProduct? product) ? product : new PimsProduct(row, null, generated, null);

    /// <summary>A product by its SKU, in any case.</summary>
    public PimsProduct? Find(string sku)
    {
        if (_created.TryGetValue(sku, out int row))
        {
            return At(row);
        }

        row = generated.RowOf(sku);
        return row < 0 ? null : At(row);
    }

    /// <summary>The products that name another as the one that they are a variation of, by row.</summary>
    public IReadOnlyList<PimsProduct> VariantsOf(PimsProduct parent, PimsAttribute variationOf)
    {
        IEnumerable<int> born = parent.Row < generated.Count ? generated.VariantsOf(parent.Row) : [];
        IEnumerable<int> adopted = _adopted.TryGetValue(parent.Sku, out ConcurrentDictionary<int, bool>? rows) ? rows.Keys : [];
        return [.. born.Concat(adopted).Distinct().OrderBy(row => row).Select(At).Where(child => IsChild(child, parent, variationOf))];
    }

    /// <summary>Adds a product; the gate must be held.</summary>
    public PimsProduct Create(string sku, IReadOnlyDictionary<string, object?> values)
    {
        PimsProduct product = new(_count, sku, null, values);
        Put(product);
        _created[sku] = product.Row;
        Volatile.Write(ref _count, _count + 1);
        Interlocked.Increment(ref _version);
        return product;
    }

    /// <summary>Puts a changed product in the place of what it was; the gate must be held.</summary>
    public void Save(PimsProduct product)
    {
        Put(product);
        Interlocked.Increment(ref _version);
    }

    private void Put(PimsProduct product)
    {
        _written[product.Row] = product;
        if (product.Written!.TryGetValue(PimsAttribute.VariationOf, out object? parent) && parent is string sku)
        {
            _adopted.GetOrAdd(sku, _ => new())[product.Row] = true;
        }
    }

    private static bool IsChild(PimsProduct child, PimsProduct parent, PimsAttribute variationOf) =>
        child.Value(variationOf) is string sku && sku.Equals(parent.Sku, StringComparison.OrdinalIgnoreCase);
}
