using System;
using System.Collections.Generic;

namespace PimPowerShell.Core.History;

/// <summary>
/// Which entries are of one item. A key that never changes, as a uuid is, tells it as soon as an entry has one. Else it is
/// told by its name: an identifier goes on with the item that gets another, and may be another item's from then on.
/// </summary>
internal sealed class ItemThreads
{
    // what is removed is made again by it, where names are all that a session has with another uuid
    private const string Undoing = "Undo-PimChange";

    private readonly Dictionary<string, ItemThread> _byKey = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ItemThread> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ItemThread> _byFormerName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The item of the next entry; one of its own where it is of none so far.</summary>
    public ItemThread Join(in HistoryNames entry)
    {
        ItemThread thread = Find(entry) ?? new ItemThread();
        bool isKeyed = IsKeyed(entry);
        if (isKeyed)
        {
            thread.Key = entry.Key;
            _byKey[NameOf(entry.Resource, entry.Key)] = thread;
        }
        else if (entry.Deed == HistoryDeed.Made)
        {
            thread.Key = null;
        }

        if (entry.FormerKey is { } former)
        {
            _byFormerName[NameOf(entry.Resource, former)] = thread;
        }

        if (!isKeyed || entry.OtherKey is not null)
        {
            Rename(thread, entry.Resource, entry.After);
        }

        thread.IsRemoved = entry.Deed == HistoryDeed.Removed || (thread.IsRemoved && entry.Deed != HistoryDeed.Made);
        return thread;
    }

    /// <summary>The item that such an entry would be of; null for none so far.</summary>
    public ItemThread? Find(in HistoryNames entry)
    {
        _byName.TryGetValue(NameOf(entry.Resource, entry.Before), out ItemThread? named);
        bool isMade = entry.Deed == HistoryDeed.Made;
        if (IsKeyed(entry))
        {
            return _byKey.TryGetValue(NameOf(entry.Resource, entry.Key), out ItemThread? known) ? known
                // what was written of it by its name alone
                : named is { Key: null } && !(isMade && named.IsRemoved) ? named : null;
        }

        if (isMade && entry.Source == Undoing)
        {
            // it may have the name that it had before it was renamed, and then removed
            ItemThread? removed = named ?? (_byFormerName.TryGetValue(NameOf(entry.Resource, entry.Before), out ItemThread? former) ? former : null);
            return removed is { IsRemoved: true } ? removed : named?.Key is null ? named : null;
        }

        return isMade && named?.Key is not null ? null : named;
    }

    // no key has a line feed in it
    public static string NameOf(string resource, string key) => resource + "\n" + key;

    private bool IsKeyed(in HistoryNames entry) =>
        entry.OtherKey is not null || _byKey.ContainsKey(NameOf(entry.Resource, entry.Key)) || Guid.TryParse(entry.Key, out _);

    private void Rename(ItemThread thread, string resource, string name)
    {
        if (thread.Name is { } former && _byName.TryGetValue(NameOf(resource, former), out ItemThread? holder) && holder == thread)
        {
            _byName.Remove(NameOf(resource, former));
        }

        thread.Name = name;
        _byName[NameOf(resource, name)] = thread;
    }
}

/// <summary>One item, as the entries say.</summary>
internal sealed class ItemThread
{
    /// <summary>The key that never changes; null where no entry has one.</summary>
    public string? Key { get; set; }

    /// <summary>What it was called last; null where no entry says.</summary>
    public string? Name { get; set; }

    /// <summary>Whether the last that was heard of it is that it was removed.</summary>
    public bool IsRemoved { get; set; }

    /// <summary>Its entries, by their numbers.</summary>
    public List<int> Entries { get; } = [];
}

/// <summary>What an item is called by now.</summary>
/// <param name="Thread">The item.</param>
/// <param name="Key">The key that never changes; null for none that is known.</param>
/// <param name="Name">What it was called last.</param>
internal sealed record ItemNow(ItemThread Thread, string? Key, string Name)
{
    public static ItemNow Of(ItemThread thread) => new(thread, thread.Key, thread.Name ?? thread.Key!);
}
