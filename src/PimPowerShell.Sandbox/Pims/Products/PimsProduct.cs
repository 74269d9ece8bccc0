using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Pims.Generation;
using PimPowerShell.Sandbox.Pims.Schema;

namespace PimPowerShell.Sandbox.Pims.Products;

/// <summary>
/// A product as it is stored: generated values, and over them what was written. Never changed: a write puts another in its place.
/// </summary>
internal sealed class PimsProduct(int row, string? sku, GeneratedProducts? generated, IReadOnlyDictionary<string, object?>? written)
{
    private string? _sku = sku;

    public int Row { get; } = row;

    public string Sku => _sku ??= generated!.SkuAt(Row);

    /// <summary>Null as long as nobody has written the product.</summary>
    public IReadOnlyDictionary<string, object?>? Written { get; } = written;

    /// <summary>The stored value: null, a text, texts, or for categories their ids.</summary>
    public object? Value(PimsAttribute attribute) =>
        Written is not null && Written.TryGetValue(attribute.Name, out object? value) ? value
        : attribute.Is(PimsAttribute.Sku) ? Sku
        : generated?.Value(Row, attribute);

    public PimsProduct With(IReadOnlyDictionary<string, object?> changes)
    {
        Dictionary<string, object?> all = Copy();
        foreach (KeyValuePair<string, object?> change in changes)
        {
            all[change.Key] = change.Value;
        }

        return new PimsProduct(Row, Sku, generated, all);
    }

    /// <summary>The product as if an attribute had never been written.</summary>
    public PimsProduct Without(string attribute)
    {
        Dictionary<string, object?> left = Copy();
        left.Remove(attribute);
        return new PimsProduct(Row, Sku, generated, left);
    }

    private Dictionary<string, object?> Copy() =>
        Written?.ToDictionary(value => value.Key, value => value.Value, StringComparer.Ordinal) ?? new(StringComparer.Ordinal);
}
