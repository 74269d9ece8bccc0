using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.History;

/// <summary>Finds what items have of those above them, and what of that stays as it is when the steps of a plan are done.</summary>
/// <param name="provider">The server, and its history. Nothing is written.</param>
/// <param name="steps">The steps.</param>
/// <param name="context">The caller.</param>
internal sealed class UndoInherited(IPimProvider provider, IReadOnlyList<UndoStep> steps, CallContext context)
{
    private static readonly Dictionary<string, string> s_noOwners = [];

    /// <summary>Why some of what an item has of others stays as it is; null where nothing does.</summary>
    /// <param name="item">The item.</param>
    /// <param name="step">Its step.</param>
    public async Task<string?> FaultAsync(UndoItem item, UndoStep step)
    {
        HistoryEntry[] inherited = [.. item.Entries.Where(static entry => entry.InheritedFrom is not null)];
        if (inherited.Length == 0 || step.Fault is not null || item.Entries.Any(static entry => entry.Deed == HistoryDeed.Removed))
        {
            return null;
        }

        CodeValues codes = await CodeValues.FindAsync(provider, item.Resource, inherited.SelectMany(static entry => entry.Changes), context).ConfigureAwait(false);
        byte[] line = DifferenceLine.OfPresent(item.Resource, item.Key, NetChange.Of(inherited, codes).Select(static change => change.Difference));
        LineChanges back = await provider.CompareAsync(item.Resource, s_noOwners, line, item.Present, context).ConfigureAwait(false);
        PimDifference[] left = [.. back.Differences.Where(difference => !IsUndoneAbove(item, inherited, difference))];
        left = await WithoutNewParentsAsync(item, step, left).ConfigureAwait(false);
        if (left.Length == 0)
        {
            return null;
        }

        string names = string.Join(", ", left.Select(static difference => difference.Attribute ?? difference.Property).Distinct(StringComparer.OrdinalIgnoreCase));
        HashSet<string> places = new(left.Select(DifferenceLine.Place), StringComparer.OrdinalIgnoreCase);
        IEnumerable<string> owners = inherited.Where(entry => entry.Changes.Any(change => places.Contains(DifferenceLine.Place(change)))).Select(static entry => entry.InheritedFrom!).Distinct(StringComparer.OrdinalIgnoreCase);
        return $"It has {names} of the {item.Resource.InheritsFrom} '{string.Join("', '", owners)}'. Undo the change there{(WasMoved(item) ? ", or the one that gave this item another parent" : "")}.";
    }

    private bool IsUndoneAbove(UndoItem item, HistoryEntry[] inherited, PimDifference difference)
    {
        string place = DifferenceLine.Place(difference);
        return steps.Any(step => step.Resource.Noun == item.Resource.InheritsFrom
            && inherited.Any(entry => string.Equals(entry.InheritedFrom, step.Key, StringComparison.OrdinalIgnoreCase))
            && step.Changes.Differences.Any(change => string.Equals(DifferenceLine.Place(change), place, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Those differences that the parent which a step gives back does not take away.</summary>
    private async Task<PimDifference[]> WithoutNewParentsAsync(UndoItem item, UndoStep step, PimDifference[] left)
    {
        if (left.Length == 0 || step.Changes.Differences.FirstOrDefault(change => change.Property == item.Resource.ParentField) is not { } moved)
        {
            return left;
        }

        var parents = new ParentItems(provider, item.Resource, context);
        ReadOnlyMemory<byte> below = JsonBytes.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString(moved.Property, SameJson.Text(moved.Wanted));
            writer.WriteEndObject();
        });
        Dictionary<string, ReadOnlyMemory<byte>> found = await parents.ReadAsync([below]).ConfigureAwait(false);
        (string Code, ReadOnlyMemory<byte> Item)[] above = [.. parents.Above(below, found)];
        var others = new List<PimDifference>();
        foreach (PimDifference difference in left)
        {
            string? owner = parents.OwnerOf(difference, above);
            bool hasIt = owner is null ? SameJson.Alike(difference.Wanted, default, inAnyCase: false)
                : (await provider.CompareAsync(parents.Resource!, s_noOwners, DifferenceLine.OfWanted(parents.Resource!, owner, [difference]), found[owner], context).ConfigureAwait(false)).Differences.Count == 0;
            if (!hasIt)
            {
                others.Add(difference);
            }
        }

        return [.. others];
    }

    private bool WasMoved(UndoItem item) =>
        provider.Recorder?.Store.Find(item.Resource.Noun, item.Key).Any(entry => entry.Changes.Any(change => change.Property == item.Resource.ParentField)) == true;
}
