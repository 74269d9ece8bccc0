using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Core.Bulk;

namespace PimPowerShell.Core.Sync;

/// <summary>Where items have their lines in the file of a store, and which were seen in this run. Not thread-safe.</summary>
internal sealed class ItemPlaces
{
    private readonly Dictionary<Fingerprint, ItemPlace> _places = [];

    /// <summary>How many items have a line.</summary>
    public int Count { get; private set; }

    /// <summary>The place of an item; one without length where it has no line.</summary>
    public ItemPlace Find(Fingerprint print) => _places.TryGetValue(print, out ItemPlace place) ? place : default;

    /// <summary>Notes that an item was seen; false where that is known.</summary>
    public bool See(Fingerprint print)
    {
        ItemPlace place = Find(print);
        if (place.IsSeen)
        {
            return false;
        }

        _places[print] = place with { IsSeen = true };
        return true;
    }

    /// <summary>Notes of all items that have a line whether they were seen, and whether they were kept.</summary>
    /// <param name="isSeen">Says it of each, by its number in the order of lines.</param>
    /// <param name="isKept">Says the other.</param>
    public void See(Func<int, bool> isSeen, Func<int, bool> isKept)
    {
        int number = 0;
        foreach (KeyValuePair<Fingerprint, ItemPlace> line in Lines().ToList())
        {
            _places[line.Key] = line.Value with { IsSeen = isSeen(number), IsKept = isKept(number) };
            number++;
        }
    }

    /// <summary>Whether they were seen, as <see cref="PausedRun"/> keeps it.</summary>
    public byte[] PackSeen() => PausedRun.Pack([.. Lines().Select(static line => line.Value.IsSeen)]);

    /// <summary>Whether they were kept, in the same way.</summary>
    public byte[] PackKept() => PausedRun.Pack([.. Lines().Select(static line => line.Value.IsKept)]);

    /// <summary>Those that have a line, in the order of their lines; of those from some place on.</summary>
    public IEnumerable<KeyValuePair<Fingerprint, ItemPlace>> Lines(long start = 0) =>
        _places.Where(place => place.Value.Length > 0 && place.Value.Offset >= start).OrderBy(static place => place.Value.Offset);

    /// <summary>Those of them that were not seen.</summary>
    public IEnumerable<KeyValuePair<Fingerprint, ItemPlace>> Unseen() => _places.Where(static place => place.Value.IsUnseen).OrderBy(static place => place.Value.Offset);

    /// <summary>Gives an item a place, and tells how many bytes its line had that counts no longer.</summary>
    public long Put(Fingerprint print, ItemPlace place)
    {
        ItemPlace before = Find(print);
        Count += (place.Length > 0 ? 1 : 0) - (before.Length > 0 ? 1 : 0);
        _places[print] = place;
        return before.Length > 0 ? before.Length + 1 : 0;
    }

    /// <summary>Forgets an item, and tells the same.</summary>
    public long Remove(Fingerprint print)
    {
        long dead = Put(print, default);
        _places.Remove(print);
        return dead;
    }
}
