using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Sync;

/// <summary>One of the servers that are compared, as lists of items.</summary>
internal sealed class CatalogSide(IPimProvider provider, CallContext context)
{
    private const int MostParents = 2000;

    private static readonly Dictionary<string, string> s_nowhere = [];

    private readonly CatalogOwners _owners = new(provider, context);
    private readonly Dictionary<string, JsonObject> _parents = new(StringComparer.OrdinalIgnoreCase);

    public IPimProvider Provider { get; } = provider;

    /// <summary>Reads all items of a list, a page at a time.</summary>
    /// <param name="query">The list.</param>
    /// <param name="take">Takes a page; the next one is on its way meanwhile.</param>
    public async Task ReadAsync(PimQuery query, Func<IReadOnlyList<JsonObject>, Task> take)
    {
        using var pages = new PageReader(Provider.Read(query), context);
        while (await pages.ReadAsync().ConfigureAwait(false) is { } page)
        {
            List<JsonObject> items;
            using (page)
            {
                items = [.. page.TakeItems().Select(static item => JsonNode.Parse(item.Span)).OfType<JsonObject>()];
            }

            await take(items).ConfigureAwait(false);
        }
    }

    /// <summary>The items of some keys; those that are not there are left out.</summary>
    public async Task<Dictionary<string, JsonObject>> FindAsync(PimResource resource, IReadOnlyDictionary<string, string> owners, IReadOnlyCollection<string> keys)
    {
        var found = new Dictionary<string, JsonObject>(StringComparer.OrdinalIgnoreCase);
        if (keys.Count > 0)
        {
            // options of a list that it does not take with keys would be refused
            var query = new PimQuery(resource) { PathValues = owners, Keys = [.. keys], ByListOnly = true, Options = resource.WholeItemOptions };
            await ReadAsync(query, page => Keep(resource, page, found)).ConfigureAwait(false);
        }

        return found;
    }

    /// <summary>All items of a list by their keys.</summary>
    public async Task<Dictionary<string, JsonObject>> AllAsync(PimResource resource, IReadOnlyDictionary<string, string> owners)
    {
        var found = new Dictionary<string, JsonObject>(StringComparer.OrdinalIgnoreCase);
        await ReadAsync(PimQuery.Whole(resource) with { PathValues = owners }, page => Keep(resource, page, found)).ConfigureAwait(false);
        return found;
    }

    /// <summary>The codes of what the items of a kind lie in, as far as it can have such items.</summary>
    /// <param name="resource">The kind of the items, which lie in one thing.</param>
    public async Task<IReadOnlyList<string>> OwnersAsync(PimResource resource) =>
        [.. (await _owners.OfAsync(resource).ConfigureAwait(false)).Select(static owners => owners.Values.Single())];

    /// <summary>Takes out of items what they only show of those above them.</summary>
    public async Task StripInheritedAsync(PimResource resource, IReadOnlyCollection<JsonObject> items)
    {
        if (resource.InheritsFrom is not { } noun || Provider.Resources.FirstOrDefault(kind => kind.Noun == noun) is not { } parents)
        {
            return;
        }

        string[] wanted = [.. items.Select(ItemLine.Parent).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Where(code => !_parents.ContainsKey(code))];
        if (_parents.Count + wanted.Length > MostParents)
        {
            _parents.Clear();
            wanted = [.. items.Select(ItemLine.Parent).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
        }

        foreach (KeyValuePair<string, JsonObject> parent in await FindAsync(parents, s_nowhere, wanted).ConfigureAwait(false))
        {
            _parents[parent.Key] = parent.Value;
        }

        foreach (JsonObject item in items)
        {
            if (ItemLine.Parent(item) is { } code && _parents.TryGetValue(code, out JsonObject? parent))
            {
                Inherited.Strip(resource, item, parent);
            }
        }
    }

    private static Task Keep(PimResource resource, IReadOnlyList<JsonObject> items, Dictionary<string, JsonObject> found)
    {
        foreach (JsonObject item in items)
        {
            if (ItemLine.Key(resource, item) is { } key)
            {
                found[key] = item;
            }
        }

        return Task.CompletedTask;
    }
}
