using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Core.Compare;

namespace PimPowerShell.Core.History;

/// <summary>What several changes of one value come to: from before the first to behind the last.</summary>
/// <param name="Difference">Both ends.</param>
/// <param name="IsBroken">Whether somebody else changed it in between.</param>
internal sealed record NetChange(PimDifference Difference, bool IsBroken)
{
    /// <summary>What the entries of one item come to, value by value.</summary>
    public static IReadOnlyList<NetChange> Of(IReadOnlyList<HistoryEntry> entries)
    {
        HistoryEntry[] ordered = [.. HistoryOrder.OldestFirst(entries)];
        IReadOnlyList<NetChange> changes = Join(ordered);
        if (!HistoryOrder.IsKnown(ordered) && changes.Any(static change => change.IsBroken))
        {
            // entries of one second may have come with the newest first
            IReadOnlyList<NetChange> others = Join(Enumerable.Reverse(ordered).OrderBy(static entry => entry.Time));
            changes = others.Any(static change => change.IsBroken) ? changes : others;
        }

        return changes;
    }

    private static IReadOnlyList<NetChange> Join(IEnumerable<HistoryEntry> entries)
    {
        var changes = new List<NetChange>();
        var places = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (PimDifference change in entries.SelectMany(static entry => entry.Changes))
        {
            string place = DifferenceLine.Place(change);
            if (places.TryGetValue(place, out int number))
            {
                NetChange before = changes[number];
                changes[number] = new NetChange(before.Difference with { Wanted = change.Wanted }, before.IsBroken || !SameJson.Alike(before.Difference.Wanted, change.Present));
            }
            else
            {
                places[place] = changes.Count;
                changes.Add(new NetChange(change, false));
            }
        }

        return changes;
    }
}
