using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Core.Compare;

namespace PimPowerShell.Core.History;

/// <summary>
/// Finds what of a server's own history was written by sessions that keep one too, and gives it the run and the source that
/// these know. The clocks of the two may differ: what was changed tells, and of several the one that is nearest in time.
/// </summary>
internal static class HistoryRuns
{
    // more than two clocks and their zones can be apart; what is farther away is the same change made once more
    private static readonly TimeSpan s_farthest = TimeSpan.FromDays(1);

    /// <summary>The server's entries, in the order in which it gave them.</summary>
    /// <param name="entries">The server's entries of an item.</param>
    /// <param name="kept">What was kept of the same item.</param>
    public static IReadOnlyList<HistoryEntry> Join(IReadOnlyList<HistoryEntry> entries, IReadOnlyList<HistoryEntry> kept)
    {
        HistoryEntry[] joined = [.. entries];
        HashSet<int> open = [.. Enumerable.Range(0, joined.Length)];
        foreach (HistoryEntry own in kept)
        {
            int[] nearest = [.. open.OrderBy(number => (joined[number].Time - own.Time).Duration())];
            // a server may keep a code in another case; a text that differs in case alone is another one
            if ((Find(inAnyCase: false) ?? Find(inAnyCase: true)) is { } place)
            {
                open.Remove(place);
                joined[place] = joined[place] with { Run = own.Run, Source = own.Source };
            }

            int? Find(bool inAnyCase) => nearest.Where(number => IsOf(joined[number], own, inAnyCase)).Select(static number => (int?)number).FirstOrDefault();
        }

        return joined;
    }

    /// <summary>Whether an entry has all that a write changed; a server changes more with it.</summary>
    private static bool IsOf(HistoryEntry entry, HistoryEntry own, bool inAnyCase) => entry.Deed == own.Deed
        && (entry.Time - own.Time).Duration() <= s_farthest && (entry.User is null || own.User is null || string.Equals(entry.User, own.User, StringComparison.OrdinalIgnoreCase))
        && (own.Deed == HistoryDeed.Made || own.Changes.All(change => entry.Changes.Any(other => string.Equals(other.Attribute, change.Attribute, StringComparison.OrdinalIgnoreCase)
            && SameJson.Alike(other.Present, change.Present, inAnyCase) && SameJson.Alike(other.Wanted, change.Wanted, inAnyCase))));
}
