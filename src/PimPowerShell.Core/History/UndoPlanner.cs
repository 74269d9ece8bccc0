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
        List<((string Resource, string Key) Name, List<HistoryEntry> Entries)> items = ByItem([.. entries]);
        var steps = new UndoStep[items.Count];
        var present = new PresentItems(provider, s_noOwners, context);
        foreach (IGrouping<PimResource, int> kind in Enumerable.Range(0, items.Count).GroupBy(number => ResourceOf(items[number].Name)))
        {
            int[] numbers = [.. kind];
            for (int start = 0; start < numbers.Length; start += Chunk)
            {
                int[] chunk = [.. numbers.Skip(start).Take(Chunk)];
                Dictionary<string, ReadOnlyMemory<byte>> found = await present.ReadAsync(kind.Key, s_noOwners, chunk.Select(number => items[number].Name.Key)).ConfigureAwait(false);
                foreach (int number in chunk)
                {
                    found.TryGetValue(items[number].Name.Key, out ReadOnlyMemory<byte> item);
                    steps[number] = await PlanAsync(kind.Key, items[number].Name.Key, items[number].Entries, item, context).ConfigureAwait(false);
                }
            }
        }

        return steps;
    }

    /// <summary>The entries of each item. One that was made by its other key alone has its first entry under that, and all others under its key.</summary>
    private static List<((string Resource, string Key) Name, List<HistoryEntry> Entries)> ByItem(IReadOnlyList<HistoryEntry> entries)
    {
        ILookup<(string, string), HistoryEntry> byOther = entries.Where(static entry => entry.OtherKey is not null).ToLookup(static entry => Other(entry.Resource, entry.OtherKey!));
        return [.. entries.GroupBy(entry => (entry.Resource, KeyOf(entry, byOther))).Select(static group => (group.Key, group.ToList()))];
    }

    /// <summary>The key of the first entry behind one that names it as its other key: before that it may have been another item's.</summary>
    private static string KeyOf(HistoryEntry entry, ILookup<(string, string), HistoryEntry> byOther) =>
        entry.OtherKey is null && byOther[Other(entry.Resource, entry.Key)].ToArray() is { Length: > 0 } named
            && HistoryOrder.OldestFirst([entry, .. named]).SkipWhile(other => !ReferenceEquals(other, entry)).Skip(1).FirstOrDefault() is { } next
            ? next.Key : entry.Key;

    private static (string, string) Other(string resource, string key) => (resource, key.ToLowerInvariant());

    private PimResource ResourceOf((string Resource, string Key) name) =>
        provider.Resources.FirstOrDefault(resource => resource.Noun == name.Resource)?.KnownBy(name.Key)
        ?? throw new PimException(PimErrorKind.Unsupported, $"{provider.Name} has no {name.Resource}.") { Subject = name.Resource };

    private async Task<UndoStep> PlanAsync(PimResource resource, string key, IReadOnlyList<HistoryEntry> entries, ReadOnlyMemory<byte> item, CallContext context)
    {
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
