using System;
using System.Collections.Generic;
using System.Management.Automation;

namespace PimPowerShell.Commands;

/// <summary>Items that were asked for, by each of their keys: a caller may name them by any, in any case.</summary>
internal sealed class FoundItems
{
    private static readonly string[] s_keys = ["Uuid", "Identifier", "Code", "Id"];

    private readonly Dictionary<string, PSObject> _items = new(StringComparer.OrdinalIgnoreCase);

    public bool Has(string key) => _items.ContainsKey(key);

    public PSObject? Find(string key) => _items.TryGetValue(key, out PSObject? item) ? item : null;

    public void Add(IEnumerable<PSObject> items)
    {
        foreach (PSObject item in items)
        {
            foreach (string name in s_keys)
            {
                if (item.Properties[name]?.Value is { } key)
                {
                    _items[LanguagePrimitives.ConvertTo<string>(key)] = item;
                }
            }
        }
    }
}
