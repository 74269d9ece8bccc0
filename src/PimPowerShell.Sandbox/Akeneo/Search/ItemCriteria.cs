using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Akeneo.Products;

namespace PimPowerShell.Sandbox.Akeneo.Search;

/// <summary>The conditions of a search for items, and where possible the few items that can meet them.</summary>
internal sealed class ItemCriteria
{
    private readonly List<Func<CatalogItem, bool>> _onItem = [];
    private readonly List<Func<ItemView, bool>> _onView = [];
    private IReadOnlyList<CatalogItem>? _candidates;

    public bool IsEmpty => _onItem.Count + _onView.Count == 0;

    /// <summary>The only items that can match, or null when all have to be looked at.</summary>
    public IReadOnlyList<CatalogItem>? Candidates => _candidates;

    /// <summary>Adds a condition that needs no more than the item's head; those are asked first.</summary>
    public void Add(Func<CatalogItem, bool> condition) => _onItem.Add(condition);

    public void AddOnView(Func<ItemView, bool> condition) => _onView.Add(condition);

    /// <summary>Adds a condition by naming the items that meet it.</summary>
    public void AddCandidates(IEnumerable<CatalogItem> items)
    {
        HashSet<CatalogItem> found = [.. items];
        if (_candidates is null)
        {
            _candidates = [.. found];
        }

        HashSet<(Guid, string?)> keys = [.. found.Select(Key)];
        _onItem.Add(item => keys.Contains(Key(item)));
    }

    public bool Matches(CatalogItem item, ItemStore items)
    {
        foreach (Func<CatalogItem, bool> condition in _onItem)
        {
            if (!condition(item))
            {
                return false;
            }
        }

        if (_onView.Count == 0)
        {
            return true;
        }

        ItemView view = new(item, items);
        return _onView.TrueForAll(condition => condition(view));
    }

    // generated items are made anew each time, so they are told apart by what names them
    private static (Guid Uuid, string? Code) Key(CatalogItem item) => (item.Uuid, item.IsModel ? item.Code : null);
}
