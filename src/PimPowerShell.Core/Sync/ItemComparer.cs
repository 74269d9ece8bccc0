using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>Compares one item with that of the same key on another server.</summary>
/// <param name="source">Where the item was read.</param>
/// <param name="target">Where the other one was.</param>
/// <param name="resource">The kind of thing.</param>
/// <param name="owners">The keys of what it lies in.</param>
/// <param name="gaps">What the editions of the two do not both have.</param>
/// <param name="definitions">The definitions of its attributes, where these are not the catalog's; null elsewhere.</param>
/// <param name="members">Its lists of which one alone has each code.</param>
/// <param name="settings">What to compare.</param>
/// <param name="context">The caller.</param>
internal sealed class ItemComparer(
    IPimProvider source, IPimProvider target, PimResource resource, IReadOnlyDictionary<string, string> owners, EditionGaps gaps,
    IReadOnlyDictionary<string, AttributeDefinition>? definitions, MemberLists members, CompareSettings settings, CallContext context)
{
    /// <summary>What there is to say of an item; null where the other server cannot have it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="item">The item as a list gives it. Files are taken out of it, and of the other.</param>
    /// <param name="present">The other one; null where it is not there.</param>
    public async Task<ItemComparison?> CompareAsync(string key, JsonObject item, JsonObject? present)
    {
        IReadOnlyList<PimDifference> files = ItemFiles.Take(source, resource, item, present, definitions);
        JsonObject line = ItemLine.Of(resource, key, item);
        if (gaps.LeaveOut(line, owners) is not null)
        {
            return null;
        }

        JsonObject? kept = present is null ? null : ItemLine.Of(resource, key, present);
        gaps.Forget(kept, owners);
        if (resource.Values is not null)
        {
            var attributes = line[ItemLine.Attributes] as JsonObject;
            files = ItemFiles.TakeLinks(await FileLinks.FindAsync(source, attributes, context).ConfigureAwait(false), attributes ?? [], kept?[ItemLine.Attributes] as JsonObject);
        }

        if (present is null || kept is null)
        {
            return new ItemComparison(ComparisonStatus.Missing, resource, key, owners)
            {
                Files = files,
                Line = await ItemLine.ShapeAsync(source, resource, line, context).ConfigureAwait(false),
            };
        }

        members.Keep(line, kept);
        // most items are the same but for what only the servers write
        if (JsonNode.DeepEquals(line, kept))
        {
            return Result(files, default, []);
        }

        byte[] wanted = await ItemLine.ShapeAsync(source, resource, line, context).ConfigureAwait(false);
        if (JsonNode.Parse(wanted) is JsonObject shaped)
        {
            if (settings.IgnoresExtraValues)
            {
                ExtraElements.Keep(resource, shaped, kept);
            }
            else
            {
                Erasures.Add(resource, shaped, kept);
            }

            gaps.Keep(shaped, kept, owners);
            wanted = ItemLine.Bytes(shaped);
        }

        LineChanges changes = await target.CompareAsync(resource, owners, wanted, ItemLine.Bytes(present), context).ConfigureAwait(false);
        return Result(files, changes.Line, changes.Differences);

        ItemComparison Result(IReadOnlyList<PimDifference> filesLeft, ReadOnlyMemory<byte> left, IReadOnlyList<PimDifference> differences) =>
            new(left.IsEmpty && filesLeft.Count == 0 ? ComparisonStatus.Equal : ComparisonStatus.Different, resource, key, owners)
            {
                Files = filesLeft,
                Line = left,
                Differences = [.. differences, .. filesLeft],
            };
    }
}
