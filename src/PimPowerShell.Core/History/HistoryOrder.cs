using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Core.History;

/// <summary>The order of entries whose source does not say in which order it gives them.</summary>
public static class HistoryOrder
{
    /// <summary>Oldest first. A server's times may be whole seconds: what happened within one stays in the order given.</summary>
    public static IEnumerable<HistoryEntry> OldestFirst(IReadOnlyList<HistoryEntry> entries)
    {
        bool isNewestFirst = entries.Count > 0 && entries[0].Time > entries[entries.Count - 1].Time;
        return (isNewestFirst ? Enumerable.Reverse(entries) : entries).OrderBy(static entry => entry.Time);
    }
}
