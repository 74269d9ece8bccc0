using System;
using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Core.History;

/// <summary>The order of entries.</summary>
public static class HistoryOrder
{
    /// <summary>
    /// Oldest first: by their places where all have one, since the clocks that their times are of may differ. Else by their
    /// times; a server's times may be whole seconds: what happened within one stays in the order given.
    /// </summary>
    public static IEnumerable<HistoryEntry> OldestFirst(IReadOnlyList<HistoryEntry> entries)
    {
        if (IsKnown(entries))
        {
            return entries.OrderBy(static entry => entry.Place, StringComparer.Ordinal);
        }

        bool isNewestFirst = entries.Count > 0 && entries[0].Time > entries[entries.Count - 1].Time;
        return (isNewestFirst ? Enumerable.Reverse(entries) : entries).OrderBy(static entry => entry.Time);
    }

    /// <summary>Whether each of them says where it stands.</summary>
    internal static bool IsKnown(IReadOnlyList<HistoryEntry> entries) => entries.All(static entry => entry.Place is not null);
}
