using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Pims.Products;

namespace PimPowerShell.Sandbox.Pims.Queries;

/// <summary>
/// Finds the rows that a list asks for. The rows of the last few questions are kept until something is written,
/// so that the pages of one list are not each searched for anew.
/// </summary>
internal sealed class ProductFinder(ProductStore store)
{
    private const int KeptMaximum = 4;

    private readonly object _gate = new();
    private readonly List<Found> _kept = [];

    public int[] Find(ListQuery query, ProductReader reader, long schemaVersion)
    {
        Found? found;
        lock (_gate)
        {
            (long, long) state = (store.Version, schemaVersion);
            _kept.RemoveAll(kept => kept.State != state);
            found = _kept.Find(kept => kept.Key == query.Key);
            if (found is null)
            {
                found = new Found(query.Key, state, new Lazy<int[]>(() => Search(query, reader)));
                _kept.Add(found);
                if (_kept.Count > KeptMaximum)
                {
                    _kept.RemoveAt(0);
                }
            }
        }

        return found.Rows.Value;
    }

    private int[] Search(ListQuery query, ProductReader reader)
    {
        List<PimsProduct> moved = [];
        List<int> inPlace = [];
        int count = store.Count;
        for (int row = 0; row < count; row++)
        {
            PimsProduct product = store.At(row);
            if (!Matches(product, query, reader))
            {
                continue;
            }

            // generated rows lie in the default order, as long as they stay with the parent that they were made with
            if (product.Written is null)
            {
                inPlace.Add(row);
            }
            else
            {
                moved.Add(product);
            }
        }

        int[] rows = Merge(inPlace, moved, reader);
        return query.Order.Count == 0 ? rows : ProductOrder.Sort(rows, query.Order, store, reader);
    }

    private static bool Matches(PimsProduct product, ListQuery query, ProductReader reader)
    {
        if (query.OnlyActive ? reader.StatusOf(product) != "active" : !query.IncludesDeleted && reader.StatusOf(product) == "deleted")
        {
            return false;
        }

        return (query.IncludesVariants || reader.ParentOf(product) is null) && query.Conditions.All(condition => condition(product));
    }

    private int[] Merge(List<int> inPlace, List<PimsProduct> moved, ProductReader reader)
    {
        if (moved.Count == 0)
        {
            return [.. inPlace];
        }

        (string, string)[] keys = [.. moved.Select(product => ProductOrder.DefaultKey(product, reader))];
        int[] added = [.. moved.Select(product => product.Row)];
        Array.Sort(keys, added, ProductOrder.DefaultComparer);
        int[] merged = new int[inPlace.Count + added.Length];
        int place = 0;
        int from = 0;
        for (int i = 0; i < added.Length; i++)
        {
            int to = FirstBehind(inPlace, from, keys[i], reader);
            inPlace.CopyTo(from, merged, place, to - from);
            place += to - from;
            from = to;
            merged[place++] = added[i];
        }

        inPlace.CopyTo(from, merged, place, inPlace.Count - from);
        return merged;
    }

    private int FirstBehind(List<int> rows, int from, (string, string) key, ProductReader reader)
    {
        int low = from;
        int high = rows.Count;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (ProductOrder.DefaultComparer.Compare(ProductOrder.DefaultKey(store.At(rows[middle]), reader), key) < 0)
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

    private sealed record Found(string Key, (long Products, long Schema) State, Lazy<int[]> Rows);
}
