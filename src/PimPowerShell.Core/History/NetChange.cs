using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Core.Compare;

namespace PimPowerShell.Core.History;

/// <summary>What several changes of one value come to: from before the first to behind the last.</summary>
/// <param name="Difference">Both ends.</param>
internal sealed record NetChange(PimDifference Difference)
{
    /// <summary>Where somebody else changed it in between: the present is what was found then, the wanted what had been left. Null where nobody did.</summary>
    public PimDifference? Break { get; init; }

    /// <summary>Whether somebody else changed it in between.</summary>
    public bool IsBroken => Break is not null;

    /// <summary>What the entries of one item come to, value by value.</summary>
    public static IReadOnlyList<NetChange> Of(IReadOnlyList<HistoryEntry> entries, CodeValues codes)
    {
        HistoryEntry[] ordered = [.. HistoryOrder.OldestFirst(entries)];
        IReadOnlyList<NetChange> changes = Join(ordered, codes);
        if (!HistoryOrder.IsKnown(ordered) && changes.Any(static change => change.IsBroken))
        {
            // entries of one second may have come with the newest first
            IReadOnlyList<NetChange> others = Join(Enumerable.Reverse(ordered).OrderBy(static entry => entry.Time), codes);
            changes = others.Any(static change => change.IsBroken) ? changes : others;
        }

        return changes;
    }

    private static IReadOnlyList<NetChange> Join(IEnumerable<HistoryEntry> entries, CodeValues codes)
    {
        var changes = new List<NetChange>();
        var places = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        // products that have had each other's identifiers are each found under both
        var seen = new HashSet<(string, string)>();
        foreach ((HistoryEntry entry, PimDifference change) in entries.SelectMany(static entry => entry.Changes.Select(change => (entry, DifferenceLine.Whole(change)))))
        {
            string place = DifferenceLine.Place(change);
            if (entry.Place is { } known && !seen.Add((known, place)))
            {
                continue;
            }

            if (places.TryGetValue(place, out int number))
            {
                NetChange before = changes[number];
                PimDifference? broken = codes.Alike(change, before.Difference.Wanted, change.Present) ? null : change with { Wanted = before.Difference.Wanted };
                changes[number] = new NetChange(before.Difference with { Wanted = change.Wanted }) { Break = before.Break ?? broken };
            }
            else
            {
                places[place] = changes.Count;
                changes.Add(new NetChange(change));
            }
        }

        return changes;
    }
}
