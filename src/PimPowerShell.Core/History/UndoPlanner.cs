using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;

namespace PimPowerShell.Core.History;

/// <summary>
/// Finds what has to be written to undo changes: the values before, where the server still has the values after.
/// Several changes of one value are undone as one.
/// </summary>
/// <param name="provider">The server. Nothing is written.</param>
/// <param name="isForced">Whether values that were changed again since are undone too.</param>
public sealed class UndoPlanner(IPimProvider provider, bool isForced)
{
    private static readonly Dictionary<string, string> s_noOwners = [];

    /// <summary>One step for each item that was changed, in the order in which they come.</summary>
    /// <param name="entries">The changes.</param>
    /// <param name="context">The caller.</param>
    /// <exception cref="PimException">The server cannot be read, or keeps no such things.</exception>
    public async Task<IReadOnlyList<UndoStep>> PlanAsync(IEnumerable<HistoryEntry> entries, CallContext context)
    {
        var planned = new List<(UndoItem Item, UndoStep Step)>();
        foreach (UndoItem item in await new UndoItems(provider, context).FindAsync([.. entries]).ConfigureAwait(false))
        {
            planned.Add((item, await PlanAsync(item, context).ConfigureAwait(false)));
        }

        var inherited = new UndoInherited(provider, planned.ConvertAll(static plan => plan.Step), context);
        var steps = new List<UndoStep>();
        foreach ((UndoItem item, UndoStep step) in planned)
        {
            steps.Add(step with { InheritedFault = await inherited.FaultAsync(item, step).ConfigureAwait(false) });
        }

        return steps;
    }

    private async Task<UndoStep> PlanAsync(UndoItem item, CallContext context)
    {
        var step = new UndoStep(item.Resource, item.Key, item.Name, new LineChanges(default, []));
        bool wasRemoved = item.Entries.Any(static entry => entry.Deed == HistoryDeed.Removed);
        if (item.Entries.Any(static entry => entry.Deed == HistoryDeed.Made))
        {
            return step with { Fault = $"It was made by what is to be undone, so that there is nothing to go back to. Remove-Pim{item.Resource.Noun} removes it." };
        }

        if (item.Present.IsEmpty != wasRemoved && !(wasRemoved && isForced))
        {
            return step with { Fault = wasRemoved ? "It was removed, and has been made again since. Give -Force to give it the values that it had." : "It does not exist any more." };
        }

        if (item.Present.IsEmpty && HistoryOrder.OldestFirst(item.Entries).Last(static entry => entry.Deed == HistoryDeed.Removed).Changes.Count == 0)
        {
            return step with { Fault = "The history has that it was removed, and not what it was." };
        }

        item = item with { Entries = [.. item.Entries.Where(static entry => entry.InheritedFrom is null)] };
        if (item.Entries.Count == 0)
        {
            return step;
        }

        string? identifier = CatalogKeys.HasTwo(item.Resource) ? await provider.Metadata.GetIdentifierAttributeAsync(context).ConfigureAwait(false) : null;
        CodeValues codes = await CodesAsync(item, context).ConfigureAwait(false);
        IReadOnlyList<NetChange> changes = NetChange.Of(item.Entries, codes);
        PimDifference[] differences = [.. changes.Select(static change => change.Difference)];
        LineChanges back = await CompareAsync(item, DifferenceLine.OfPresent(item.Resource, item.Key, differences), context).ConfigureAwait(false);
        if (isForced || wasRemoved || back.Line.IsEmpty)
        {
            return With(step, item, back, identifier);
        }

        LineChanges since = await CompareAsync(item, DifferenceLine.OfWanted(item.Resource, item.Key, differences), context).ConfigureAwait(false);
        Dictionary<string, PimDifference> left = differences.ToDictionary(DifferenceLine.Place, StringComparer.OrdinalIgnoreCase);
        HashSet<string> places = Places(since.Differences.Where(found => !(left.TryGetValue(DifferenceLine.Place(found), out PimDifference? own) && IsOwn(found, own, identifier))).Concat(changes.Where(static change => change.IsBroken).Select(static change => change.Difference)));
        Dictionary<string, PimDifference> breaks = changes.Select(static change => change.Break).OfType<PimDifference>().ToDictionary(DifferenceLine.Place, StringComparer.OrdinalIgnoreCase);
        PimDifference[] kept = [.. back.Differences.Where(difference => places.Contains(DifferenceLine.Place(difference)))];
        if (kept.Length == 0)
        {
            return With(step, item, back, identifier);
        }

        PimDifference[] rest = [.. differences.Where(difference => !places.Contains(DifferenceLine.Place(difference)))];
        LineChanges some = rest.Length == 0 ? step.Changes : await CompareAsync(item, DifferenceLine.OfPresent(item.Resource, item.Key, rest), context).ConfigureAwait(false);
        return With(step, item, some, identifier) with
        {
            ChangedSince = [.. kept.Select(difference => Since(difference, DifferenceLine.Place(difference)))],
        };

        // what the server has may be what was written last, over what somebody else had changed
        PimDifference Since(PimDifference difference, string place) => left.TryGetValue(place, out PimDifference? own)
            ? breaks.TryGetValue(place, out PimDifference? broken) && codes.Alike(difference, difference.Present, own.Wanted) ? broken : difference with { Wanted = own.Wanted }
            : difference with { Wanted = default };
    }

    private static UndoStep With(UndoStep step, UndoItem item, LineChanges changes, string? identifier) => step with
    {
        Changes = changes,
        Rename = changes.Differences.FirstOrDefault(difference => IsIdentifier(difference, identifier)) is { } change ? new UndoRename(change, item.Present.IsEmpty) : null,
    };

    private static bool IsIdentifier(PimDifference difference, string? identifier) => identifier is not null && string.Equals(difference.Attribute, identifier, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether what is there instead of what was written is nobody else's work.</summary>
    private static bool IsOwn(PimDifference found, PimDifference own, string? identifier) => IsIdentifier(found, identifier)
        ? UndoRenames.IsTemporary(SameJson.Text(found.Present), SameJson.Text(own.Wanted))
        : IsOwnList(found, own);

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

    private Task<CodeValues> CodesAsync(UndoItem item, CallContext context) =>
        CodeValues.FindAsync(provider, item.Resource, item.Entries.SelectMany(static entry => entry.Changes), context);

    private Task<LineChanges> CompareAsync(UndoItem item, byte[] line, CallContext context) =>
        provider.CompareAsync(item.Resource, s_noOwners, line, item.Present, context);

    private static HashSet<string> Places(IEnumerable<PimDifference> differences) => new(differences.Select(DifferenceLine.Place), StringComparer.OrdinalIgnoreCase);
}
