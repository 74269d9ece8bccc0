using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Structure;

namespace PimPowerShell.Sandbox.Akeneo.Products;

/// <summary>
/// Which product holds which value of an attribute whose values are unique. It knows the products that were written;
/// the generated ones hold values of a range of their own.
/// </summary>
internal sealed class UniqueValues
{
    private readonly Dictionary<(string Attribute, string Value), Guid> _holders = [];
    private readonly Dictionary<Guid, List<(string, string)>> _held = [];

    public IEnumerable<Violation> Check(ItemDraft draft, Catalog catalog) =>
        from value in draft.Sent
        where catalog.Attribute(value.Attribute)!.IsUnique
        where _holders.TryGetValue(Key(value), out Guid holder) && holder != draft.Uuid
        select Violation.OfValue(value.Attribute, value.Locale, value.Scope,
            $"The {value.Attribute} attribute can not have the same value more than once. The {value.Data} value is already set on another product.");

    public void Saved(CatalogItem item, Catalog catalog)
    {
        Removed(item.Uuid);
        List<(string, string)> keys = [.. item.Details.Values.Where(value => catalog.Attribute(value.Attribute)?.IsUnique == true).Select(Key)];
        keys.ForEach(key => _holders[key] = item.Uuid);
        _held[item.Uuid] = keys;
    }

    public void Removed(Guid uuid)
    {
        if (_held.TryGetValue(uuid, out List<(string, string)>? keys))
        {
            keys.ForEach(key => _holders.Remove(key));
            _held.Remove(uuid);
        }
    }

    private static (string Attribute, string Value) Key(ProductValue value) => (value.Attribute, value.Data.ToString()!);
}
