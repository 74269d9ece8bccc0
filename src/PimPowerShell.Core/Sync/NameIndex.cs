using System;
using System.Collections.Generic;
using PimPowerShell.Core.Bulk;

namespace PimPowerShell.Core.Sync;

/// <summary>
/// Finds the items of a store by the other key that they had when they were last seen. It is made when it is first asked, from
/// those that were not seen in this run by then, and takes about 50 bytes of memory for each.
/// </summary>
internal sealed class NameIndex(ItemStore store, Func<ReadOnlyMemory<byte>, string?> nameOf)
{
    private Dictionary<Fingerprint, Fingerprint>? _keys;

    /// <summary>The key of the item that had a name, unless that item was seen in this run: then it is known where it is. Null for none.</summary>
    public string? FindUnseen(string name)
    {
        _keys ??= Read();
        return _keys.TryGetValue(Print(name), out Fingerprint key) ? store.UnseenKey(key) : null;
    }

    private Dictionary<Fingerprint, Fingerprint> Read()
    {
        var keys = new Dictionary<Fingerprint, Fingerprint>();
        foreach ((Fingerprint key, ReadOnlyMemory<byte> item) in store.UnseenItems())
        {
            if (nameOf(item) is { } name)
            {
                keys[Print(name)] = key;
            }
        }

        return keys;
    }

    // a server takes identifiers in any case for the same
    private static Fingerprint Print(string name) => Fingerprint.Of(name.ToLowerInvariant());
}
