using System;
using System.Collections.Generic;

namespace PimPowerShell.Sandbox.Akeneo.Products;

/// <summary>
/// One order of items: the generated ones, which have their places, and among them those that were added.
/// It can be walked while others write; a walk sees what is added behind the place where it is.
/// </summary>
/// <param name="count">How many places there are for generated items.</param>
/// <param name="keyAt">The key of a place.</param>
/// <param name="itemAt">The item of a place as it is now, or null when there is none any more.</param>
/// <param name="comparer">The order.</param>
internal sealed class OverlaidOrder<TKey>(int count, Func<int, TKey> keyAt, Func<int, CatalogItem?> itemAt, IComparer<TKey> comparer)
{
    private const int ChunkSize = 64;

    private readonly object _gate = new();
    private readonly List<TKey> _keys = [];
    private readonly List<CatalogItem> _items = [];

    public void Put(TKey key, CatalogItem item)
    {
        lock (_gate)
        {
            int at = _keys.BinarySearch(key, comparer);
            if (at >= 0)
            {
                _items[at] = item;
            }
            else
            {
                _keys.Insert(~at, key);
                _items.Insert(~at, item);
            }
        }
    }

    public void Remove(TKey key)
    {
        lock (_gate)
        {
            int at = _keys.BinarySearch(key, comparer);
            if (at >= 0)
            {
                _keys.RemoveAt(at);
                _items.RemoveAt(at);
            }
        }
    }

    public IEnumerable<CatalogItem> All() => Walk(0, NextAdded(hasKey: false, default!));

    public IEnumerable<CatalogItem> After(TKey key) => Walk(FirstPlaceAfter(key), NextAdded(hasKey: true, key));

    private IEnumerable<CatalogItem> Walk(int place, List<KeyValuePair<TKey, CatalogItem>> added)
    {
        int next = 0;
        while (true)
        {
            if (next == added.Count && added.Count == ChunkSize)
            {
                added = NextAdded(hasKey: true, added[next - 1].Key);
                next = 0;
            }

            bool hasAdded = next < added.Count;
            if (place < count && (!hasAdded || comparer.Compare(keyAt(place), added[next].Key) < 0))
            {
                if (itemAt(place++) is CatalogItem item)
                {
                    yield return item;
                }
            }
            else if (hasAdded)
            {
                yield return added[next++].Value;
            }
            else
            {
                yield break;
            }
        }
    }

    private int FirstPlaceAfter(TKey key)
    {
        int low = 0;
        int high = count;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (comparer.Compare(keyAt(middle), key) <= 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private List<KeyValuePair<TKey, CatalogItem>> NextAdded(bool hasKey, TKey key)
    {
        lock (_gate)
        {
            int at = hasKey ? _keys.BinarySearch(key, comparer) : 0;
            at = at < 0 ? ~at : hasKey ? at + 1 : 0;
            List<KeyValuePair<TKey, CatalogItem>> chunk = [];
            for (; at < _keys.Count && chunk.Count < ChunkSize; at++)
            {
                chunk.Add(new(_keys[at], _items[at]));
            }

            return chunk;
        }
    }
}
