using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>Compares the items of one kind, or those of one kind that lie in the same thing.</summary>
/// <param name="mine">The reference; null where it has not what they lie in.</param>
/// <param name="theirs">The other server; null where that has not.</param>
/// <param name="target">The other server's provider.</param>
/// <param name="resource">The kind of thing.</param>
/// <param name="owners">The keys of what they lie in.</param>
/// <param name="gaps">What the editions of the two do not both have.</param>
/// <param name="settings">What to compare.</param>
/// <param name="context">The caller.</param>
internal sealed class KindComparer(
    CatalogSide? mine, CatalogSide? theirs, IPimProvider target, PimResource resource, IReadOnlyDictionary<string, string> owners, EditionGaps gaps,
    CompareSettings settings, CallContext context)
{
    // all keys of a kind are held, and a print is a small part of one
    private readonly HashSet<Fingerprint> _seen = [];
    private readonly MemberLists _members = new(resource);
    private readonly DeletedParents? _above = mine is not null && DeletedParents.MayHide(resource) ? new(mine.Provider, resource, context) : null;

    /// <summary>Whether the lists may be long, and are looked up by keys.</summary>
    public bool IsLong => resource.ReadsManyKeys;

    /// <param name="give">Takes what was found, some items at a time.</param>
    public async Task CompareAsync(Func<IReadOnlyList<ItemComparison>, Task> give)
    {
        if (!IsLong)
        {
            await give(await CompareAllAsync().ConfigureAwait(false)).ConfigureAwait(false);
            return;
        }

        try
        {
            await CompareLongAsync(give).ConfigureAwait(false);
        }
        catch (PimException e) when (IsOwnerGone(e))
        {
            TellOwnerGone(e);
        }
    }

    /// <summary>Compares short lists, which cannot be searched for keys, at once.</summary>
    public async Task<IReadOnlyList<ItemComparison>> CompareAllAsync()
    {
        try
        {
            return await CompareShortAsync().ConfigureAwait(false);
        }
        catch (PimException e) when (IsOwnerGone(e))
        {
            TellOwnerGone(e);
            return [];
        }
    }

    /// <summary>Whether what the items lie in was deleted meanwhile, which is no fault of all others of the kind.</summary>
    private bool IsOwnerGone(PimException e) => owners.Count > 0 && e.Kind == PimErrorKind.NotFound;

    private void TellOwnerGone(PimException e) => context.Notes?.Invoke(
        new PimNote($"{resource.Noun} of '{string.Join("' '", owners.Values)}' is not compared: {e.ServerMessage ?? e.Message}", IsWarning: false));

    private async Task CompareLongAsync(Func<IReadOnlyList<ItemComparison>, Task> give)
    {
        if (mine is not null)
        {
            // the next pages are read and looked up meanwhile
            var ahead = new AheadQueue<(IReadOnlyList<JsonObject> Page, Dictionary<string, JsonObject> Kept)>();
            try
            {
                await mine.ReadAsync(await QueryAsync(mine).ConfigureAwait(false), async page =>
                {
                    ahead.Add(LookUpAsync(await WithDeletedParentsAsync(page).ConfigureAwait(false)));
                    if (ahead.IsFull)
                    {
                        await give(await ComparePageAsync(await ahead.NextAsync().ConfigureAwait(false)).ConfigureAwait(false)).ConfigureAwait(false);
                    }
                }).ConfigureAwait(false);
                while (ahead.HasMore)
                {
                    await give(await ComparePageAsync(await ahead.NextAsync().ConfigureAwait(false)).ConfigureAwait(false)).ConfigureAwait(false);
                }
            }
            finally
            {
                await ahead.DrainAsync().ConfigureAwait(false);
            }
        }

        if (theirs is not null)
        {
            PimQuery keys = await KeysAlone.OfAsync(theirs.Provider, await QueryAsync(theirs).ConfigureAwait(false), context).ConfigureAwait(false);
            await theirs.ReadAsync(keys, async page => await give(await FindExtraAsync(page).ConfigureAwait(false)).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<ItemComparison>> CompareShortAsync()
    {
        Dictionary<string, JsonObject>[] read = await Task.WhenAll(All(mine), All(theirs)).ConfigureAwait(false);
        (Dictionary<string, JsonObject> items, Dictionary<string, JsonObject> kept) = (read[0], read[1]);
        IReadOnlyList<ItemComparison> found = await CompareItemsAsync(resource, [.. items], kept).ConfigureAwait(false);
        return [.. found, .. kept.Keys.Where(key => !items.ContainsKey(key)).Select(key => Extra(resource, key))];

        Task<Dictionary<string, JsonObject>> All(CatalogSide? side) => side?.AllAsync(resource, owners) ?? Task.FromResult(new Dictionary<string, JsonObject>());
    }

    private async Task<(IReadOnlyList<JsonObject> Page, Dictionary<string, JsonObject> Kept)> LookUpAsync(IReadOnlyList<JsonObject> page) =>
        (page, await FindAsync(theirs, resource, Keyed(resource, page).Select(static item => item.Key)).ConfigureAwait(false));

    private async Task<IReadOnlyList<ItemComparison>> ComparePageAsync((IReadOnlyList<JsonObject> Page, Dictionary<string, JsonObject> Kept) known)
    {
        IReadOnlyList<JsonObject> page = known.Page;
        List<KeyValuePair<string, JsonObject>> items = Keyed(resource, page);
        var found = new List<ItemComparison>(await CompareItemsAsync(resource, items, known.Kept).ConfigureAwait(false));
        if (items.Count < page.Count && ByOwnKey() is { } byOwnKey)
        {
            // a product without an identifier has its uuid alone, and what it is associated with goes by uuids there
            Dictionary<string, JsonObject> nameless = await FindAsync(mine, byOwnKey, Nameless(byOwnKey, page)).ConfigureAwait(false);
            found.AddRange(await CompareItemsAsync(byOwnKey, [.. nameless], await FindAsync(theirs, byOwnKey, nameless.Keys).ConfigureAwait(false)).ConfigureAwait(false));
        }

        return found;
    }

    private async Task<IReadOnlyList<ItemComparison>> FindExtraAsync(IReadOnlyList<JsonObject> page)
    {
        IReadOnlyList<ItemComparison> found = await FindExtraAsync(resource, [.. Keyed(resource, page).Select(static item => item.Key)]).ConfigureAwait(false);
        return ByOwnKey() is { } byOwnKey ? [.. found, .. await FindExtraAsync(byOwnKey, Nameless(byOwnKey, page)).ConfigureAwait(false)] : found;
    }

    /// <summary>Looks once more for what the reference's list did not have: a search finds some items alone, and items come and go.</summary>
    private async Task<IReadOnlyList<ItemComparison>> FindExtraAsync(PimResource kind, IReadOnlyList<string> keys)
    {
        string[] unseen = [.. keys.Where(key => !_seen.Contains(Fingerprint.OfKey(key)))];
        Dictionary<string, JsonObject> there = await FindAsync(mine, kind, unseen).ConfigureAwait(false);
        List<KeyValuePair<string, JsonObject>> items = Keyed(kind, await WithDeletedParentsAsync([.. there.Values]).ConfigureAwait(false));
        IReadOnlyList<ItemComparison> both = items.Count == 0 ? []
            : await CompareItemsAsync(kind, items, await FindAsync(theirs, kind, items.Select(static item => item.Key)).ConfigureAwait(false)).ConfigureAwait(false);
        return [.. both, .. unseen.Where(key => !there.ContainsKey(key)).Select(key => Extra(kind, key))];
    }

    private async Task<IReadOnlyList<ItemComparison>> CompareItemsAsync(PimResource kind, IReadOnlyList<KeyValuePair<string, JsonObject>> items, Dictionary<string, JsonObject> kept)
    {
        if (items.Count == 0)
        {
            return [];
        }

        await mine!.StripInheritedAsync(kind, [.. items.Select(static item => item.Value)]).ConfigureAwait(false);
        await (theirs?.StripInheritedAsync(kind, kept.Values) ?? Task.CompletedTask).ConfigureAwait(false);
        IReadOnlyDictionary<string, AttributeDefinition>? attributes = kind.AttributeNoun is null ? null
            : await mine.Provider.GetAttributesAsync(new PimQuery(kind) { PathValues = owners }, context).ConfigureAwait(false);
        gaps.Note(attributes, owners);
        if (theirs is not null && gaps.MayBeBeyond)
        {
            gaps.NoteBeyond(await target.GetAttributesAsync(new PimQuery(kind) { PathValues = owners }, context).ConfigureAwait(false), owners);
        }

        var comparer = new ItemComparer(mine.Provider, target, kind, owners, gaps, attributes, _members, settings, context);
        var found = new List<ItemComparison>();
        foreach (KeyValuePair<string, JsonObject> item in items)
        {
            _members.Note(item.Value);
        }

        foreach (KeyValuePair<string, JsonObject> item in items)
        {
            _seen.Add(Fingerprint.OfKey(item.Key));
            if (await comparer.CompareAsync(item.Key, item.Value, kept.TryGetValue(item.Key, out JsonObject? present) ? present : null).ConfigureAwait(false) is { } result
                && (settings.IncludesEqual || result.Status != ComparisonStatus.Equal))
            {
                found.Add(result);
            }
        }

        return found;
    }

    /// <summary>Items of the reference, and before them the deleted ones above them that its list leaves out.</summary>
    private async Task<IReadOnlyList<JsonObject>> WithDeletedParentsAsync(IReadOnlyList<JsonObject> items)
    {
        if (_above is null)
        {
            return items;
        }

        foreach (JsonObject item in items)
        {
            _above.Add(ItemLine.Key(resource, item) ?? "", CatalogPlan.Parent(resource, item));
        }

        var all = new List<JsonObject>(items);
        await foreach (IReadOnlyList<ReadOnlyMemory<byte>> found in _above.FindAsync().ConfigureAwait(false))
        {
            all.InsertRange(0, found.Select(static item => (JsonObject)JsonNode.Parse(item.Span)!));
        }

        return all;
    }

    private async Task<PimQuery> QueryAsync(CatalogSide side)
    {
        PimQuery query = PimQuery.Whole(resource) with { PathValues = owners, Search = settings.Searches.FirstOrDefault(), MoreSearches = [.. settings.Searches.Skip(1)] };
        return query with { Criteria = await side.Provider.ReadFilterAsync(query, settings.Conditions, context).ConfigureAwait(false) };
    }

    private async Task<Dictionary<string, JsonObject>> FindAsync(CatalogSide? side, PimResource kind, IEnumerable<string> keys) =>
        side is null ? [] : await side.FindAsync(kind, owners, [.. keys]).ConfigureAwait(false);

    /// <summary>The same kind of thing by a key that every item has; null where a server has no such way.</summary>
    private PimResource? ByOwnKey() => target.Resources.FirstOrDefault(kind => kind.ByOtherKey == resource) is { } own && mine?.Provider.Resources.Contains(own) != false ? own : null;

    private static List<KeyValuePair<string, JsonObject>> Keyed(PimResource kind, IReadOnlyList<JsonObject> page) =>
        [.. page.Select(item => new KeyValuePair<string, JsonObject>(ItemLine.Key(kind, item)!, item)).Where(static item => item.Key is not null)];

    private List<string> Nameless(PimResource byOwnKey, IReadOnlyList<JsonObject> page) =>
        [.. page.Where(item => ItemLine.Key(resource, item) is null).Select(item => ItemLine.Key(byOwnKey, item)).OfType<string>()];

    private ItemComparison Extra(PimResource kind, string key) => new(ComparisonStatus.Extra, kind, key, owners);
}
