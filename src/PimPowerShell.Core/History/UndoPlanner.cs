using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.History;

/// <summary>
/// Finds what has to be written to undo changes: the values before, where the server still has the values after.
/// Several changes of one value are undone as one.
/// </summary>
/// <param name="provider">The server. Nothing is written.</param>
/// <param name="isForced">Whether values that were changed again since are undone too.</param>
public sealed class UndoPlanner(IPimProvider provider, bool isForced)
{
    private const int Chunk = 100;

    private static readonly Dictionary<string, string> s_noOwners = [];

    /// <summary>One step for each item that was changed, in the order in which they come.</summary>
    /// <param name="entries">The changes.</param>
    /// <param name="context">The caller.</param>
    /// <exception cref="PimException">The server cannot be read, or keeps no such things.</exception>
    public async Task<IReadOnlyList<UndoStep>> PlanAsync(IEnumerable<HistoryEntry> entries, CallContext context)
    {
        List<List<HistoryEntry>> items = [.. entries.GroupBy(static entry => (entry.Resource, entry.Key)).Select(static group => group.ToList())];
        var steps = new UndoStep[items.Count];
        var present = new PresentItems(provider, s_noOwners, context);
        foreach (IGrouping<PimResource, int> kind in Enumerable.Range(0, items.Count).GroupBy(number => ResourceOf(items[number][0])))
        {
            int[] numbers = [.. kind];
            for (int start = 0; start < numbers.Length; start += Chunk)
            {
                int[] chunk = [.. numbers.Skip(start).Take(Chunk)];
                Dictionary<string, ReadOnlyMemory<byte>> found = await present.ReadAsync(kind.Key, s_noOwners, chunk.Select(number => items[number][0].Key)).ConfigureAwait(false);
                foreach (int number in chunk)
                {
                    found.TryGetValue(items[number][0].Key, out ReadOnlyMemory<byte> item);
                    steps[number] = await PlanAsync(kind.Key, items[number], item, context).ConfigureAwait(false);
                }
            }
        }

        return steps;
    }

    private PimResource ResourceOf(HistoryEntry entry) =>
        provider.Resources.FirstOrDefault(resource => resource.Noun == entry.Resource)?.KnownBy(entry.Key)
        ?? throw new PimException(PimErrorKind.Unsupported, $"{provider.Name} has no {entry.Resource}.") { Subject = entry.Resource };

    private async Task<UndoStep> PlanAsync(PimResource resource, IReadOnlyList<HistoryEntry> entries, ReadOnlyMemory<byte> item, CallContext context)
    {
        string key = entries[0].Key;
        var step = new UndoStep(resource, key, entries.Select(static entry => entry.OtherKey).LastOrDefault(static name => name is not null) ?? key, new LineChanges(default, []));
        bool wasRemoved = entries.Any(static entry => entry.Deed == HistoryDeed.Removed);
        if (entries.Any(static entry => entry.Deed == HistoryDeed.Made))
        {
            return step with { Fault = $"It was made by what is to be undone, so that there is nothing to go back to. Remove-Pim{resource.Noun} removes it." };
        }

        if (item.IsEmpty != wasRemoved && !(wasRemoved && isForced))
        {
            return step with { Fault = wasRemoved ? "It was removed, and has been made again since. Give -Force to give it the values that it had." : "It does not exist any more." };
        }

        IReadOnlyList<NetChange> changes = NetChange.Of(entries);
        PimDifference[] differences = [.. changes.Select(static change => change.Difference)];
        LineChanges back = await CompareAsync(resource, DifferenceLine.OfPresent(resource, key, differences), item, context).ConfigureAwait(false);
        if (isForced || wasRemoved || back.Line.IsEmpty)
        {
            return step with { Changes = back };
        }

        LineChanges since = await CompareAsync(resource, DifferenceLine.OfWanted(resource, key, differences), item, context).ConfigureAwait(false);
        Dictionary<string, PimDifference> left = differences.ToDictionary(DifferenceLine.Place, StringComparer.OrdinalIgnoreCase);
        HashSet<string> places = Places(since.Differences.Where(found => !(left.TryGetValue(DifferenceLine.Place(found), out PimDifference? own) && IsOwnList(found, own))).Concat(changes.Where(static change => change.IsBroken).Select(static change => change.Difference)));
        PimDifference[] kept = [.. back.Differences.Where(difference => places.Contains(DifferenceLine.Place(difference)))];
        if (kept.Length == 0)
        {
            return step with { Changes = back };
        }

        PimDifference[] rest = [.. differences.Where(difference => !places.Contains(DifferenceLine.Place(difference)))];
        return step with
        {
            Changes = rest.Length == 0 ? step.Changes : await CompareAsync(resource, DifferenceLine.OfPresent(resource, key, rest), item, context).ConfigureAwait(false),
            ChangedSince = [.. kept.Select(difference => difference with { Wanted = left.TryGetValue(DifferenceLine.Place(difference), out PimDifference? own) ? own.Wanted : default })],
        };
    }

    /// <summary>A variant's list shows what its models have too, so that it never is what was written: all else in it was there before.</summary>
    private static bool IsOwnList(PimDifference found, PimDifference own)
    {
        if (Texts(found.Present) is not { } present || Texts(own.Wanted) is not { } written || !present.IsSupersetOf(written))
        {
            return false;
        }

        present.ExceptWith(written);
        return Texts(own.Present) is { } before && present.IsSubsetOf(before);
    }

    private static HashSet<string>? Texts(ReadOnlyMemory<byte> list)
    {
        if (list.IsEmpty)
        {
            return [];
        }

        using JsonDocument document = JsonDocument.Parse(list);
        return SameJson.Texts(document.RootElement, StringComparer.OrdinalIgnoreCase);
    }

    private Task<LineChanges> CompareAsync(PimResource resource, byte[] line, ReadOnlyMemory<byte> item, CallContext context) =>
        provider.CompareAsync(resource, s_noOwners, line, item, context);

    private static HashSet<string> Places(IEnumerable<PimDifference> differences) => new(differences.Select(DifferenceLine.Place), StringComparer.OrdinalIgnoreCase);
}
