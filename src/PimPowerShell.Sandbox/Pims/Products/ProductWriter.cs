using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Sandbox.Json;
using PimPowerShell.Sandbox.Pims.Api;
using PimPowerShell.Sandbox.Pims.Generation;
using PimPowerShell.Sandbox.Pims.Schema;

namespace PimPowerShell.Sandbox.Pims.Products;

/// <summary>Creates and edits products, and writes their history.</summary>
internal sealed class ProductWriter(ProductStore store, HistoryStore history, PimsSchema schema, CategoryStore categories, PimsLimits limits)
{
    // values of unique attributes that were written, with the row that has each
    private readonly ConcurrentDictionary<string, int> _unique = new(StringComparer.OrdinalIgnoreCase);

    public PimsProduct Create(string sku, JsonElement values, AttributeMap map, string user)
    {
        lock (store.Gate)
        {
            if (store.Find(sku) is not null)
            {
                throw new PimsException("Product already exists!");
            }

            if (store.Count >= limits.Skus)
            {
                throw new PimsException("The limit of SKUs is exceeded!");
            }

            Dictionary<string, object?> changes = Read(values, map);
            foreach (MappedAttribute mapped in map.All.Where(mapped => mapped.Default is not null && !changes.ContainsKey(mapped.Attribute.Name)))
            {
                changes[mapped.Attribute.Name] = mapped.Default;
            }

            if (!changes.ContainsKey(PimsAttribute.Status))
            {
                changes[PimsAttribute.Status] = "active";
            }

            Check(sku, store.Count, changes);
            PimsProduct product = store.Create(sku, changes);
            Record(null, product, changes.Keys, user);
            return product;
        }
    }

    public PimsProduct Edit(string sku, JsonElement values, AttributeMap map, string user)
    {
        lock (store.Gate)
        {
            PimsProduct before = store.Find(sku) ?? throw PimsException.NoProduct();
            Dictionary<string, object?> changes = Read(values, map);
            Check(before.Sku, before.Row, changes);
            return Save(before, changes, user);
        }
    }

    /// <summary>Takes texts out of whatever attributes hold them, as breaking an asset's links does.</summary>
    public void Remove(PimsProduct product, PimsAttribute attribute, Func<string, bool> isGone, string user)
    {
        lock (store.Gate)
        {
            PimsProduct before = store.At(product.Row);
            object? left = before.Value(attribute) is string[] texts && Array.FindAll(texts, text => !isGone(text)) is { Length: > 0 } kept ? kept : null;
            Save(before, new Dictionary<string, object?> { [attribute.Name] = left }, user);
        }
    }

    /// <summary>Drops what was written to an attribute that is gone: another one may come under its name.</summary>
    public void Forget(string attribute)
    {
        lock (store.Gate)
        {
            foreach (PimsProduct product in store.Written.Where(product => product.Written!.ContainsKey(attribute)))
            {
                store.Save(product.Without(attribute));
            }
        }
    }

    private PimsProduct Save(PimsProduct before, Dictionary<string, object?> changes, string user)
    {
        PimsProduct after = before.With(changes);
        store.Save(after);
        Record(before, after, changes.Keys, user);
        return after;
    }

    /// <summary>What is asked for, by the attributes' own names. Unknown, hidden and read-only attributes are passed over in silence.</summary>
    private Dictionary<string, object?> Read(JsonElement values, AttributeMap map)
    {
        Dictionary<string, object?> changes = new(StringComparer.Ordinal);
        foreach (KeyValuePair<string, JsonElement> value in PhpJson.Entries(values))
        {
            // the SKU is the request's own; whether this action could rename a product is not documented
            if (map.Find(value.Key) is MappedAttribute { IsReadOnly: false } mapped && !mapped.Attribute.Is(PimsAttribute.Sku))
            {
                changes[mapped.Attribute.Name] = ValueReader.Read(mapped, value.Value, categories.Tree);
            }
        }

        return changes;
    }

    private void Check(string sku, int row, Dictionary<string, object?> changes)
    {
        if (changes.TryGetValue(PimsAttribute.VariationOf, out object? parent) && parent is string parentSku)
        {
            PimsProduct found = store.Find(parentSku) ?? throw new PimsException("Parent product does not exist!");
            changes[PimsAttribute.VariationOf] = found.Sku.Equals(sku, StringComparison.OrdinalIgnoreCase)
                ? throw new PimsException("Product can not be a variation of itself!")
                : found.Sku;
        }

        foreach (KeyValuePair<string, object?> change in changes)
        {
            if (schema.Attributes[change.Key].IsUnique && change.Value is string value)
            {
                CheckUnique(schema.Attributes[change.Key], row, value);
            }
        }
    }

    private void CheckUnique(PimsAttribute attribute, int row, string value)
    {
        string key = attribute.Name + "=" + value;
        int owner = _unique.TryGetValue(key, out int known) ? known : attribute.Is("ean") ? Ean.RowOf(value) : -1;
        bool isTaken = owner >= 0 && owner != row && owner < store.Count && value.Equals(store.At(owner).Value(attribute) as string, StringComparison.OrdinalIgnoreCase);
        _unique[key] = isTaken ? throw new PimsException($"Value \"{value}\" of the attribute \"{attribute.Name}\" is not unique!") : row;
    }

    /// <summary>
    /// Compares what callers see, not what is stored: a product without categories reads as uncategorized, and a variant
    /// has its parent's variation attributes, so that sending back what was read is no change.
    /// </summary>
    private void Record(PimsProduct? before, PimsProduct after, IEnumerable<string> names, string user)
    {
        AttributeTable attributes = schema.Attributes;
        ProductReader reader = new(store, attributes, categories.Tree);
        Dictionary<string, object?> old = [];
        Dictionary<string, object?> now = [];
        foreach (string name in names)
        {
            object? was = before is null ? null : reader.Read(before, attributes[name]);
            object? isNow = reader.Read(after, attributes[name]);
            if (!Same(was, isNow))
            {
                old[name] = was;
                now[name] = isNow;
            }
        }

        if (now.Count > 0)
        {
            history.Add(after.Row, user, old, now);
        }
    }

    private static bool Same(object? left, object? right) =>
        left is string[] lefts && right is string[] rights ? lefts.SequenceEqual(rights) : Equals(left, right);
}
