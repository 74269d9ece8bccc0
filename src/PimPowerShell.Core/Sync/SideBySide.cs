using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace PimPowerShell.Core.Sync;

/// <summary>Compares short lists of many places some at a time: each is a request or two, and would wait for the one before.</summary>
internal static class SideBySide
{
    public static async Task CompareAsync(IEnumerable<KindComparer> places, Func<IReadOnlyList<ItemComparison>, Task> give)
    {
        var ahead = new AheadQueue<IReadOnlyList<ItemComparison>>();
        try
        {
            foreach (KindComparer place in places)
            {
                if (place.IsLong)
                {
                    await place.CompareAsync(give).ConfigureAwait(false);
                    continue;
                }

                ahead.Add(place.CompareAllAsync());
                if (ahead.IsFull)
                {
                    await give(await ahead.NextAsync().ConfigureAwait(false)).ConfigureAwait(false);
                }
            }

            while (ahead.HasMore)
            {
                await give(await ahead.NextAsync().ConfigureAwait(false)).ConfigureAwait(false);
            }
        }
        finally
        {
            await ahead.DrainAsync().ConfigureAwait(false);
        }
    }
}
