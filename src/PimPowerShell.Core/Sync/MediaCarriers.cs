using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>
/// By way of what the files of products without an identifier are sent, since the server takes files by identifiers alone:
/// products of the import itself that have a file in the same place, and get it back. Where a run ends in between, the next
/// one finds that their file differs. Takes products from any thread, and gives them to one caller at a time.
/// </summary>
/// <param name="provider">Knows what a link to a file looks like.</param>
/// <param name="side">The server that they are on.</param>
internal sealed class MediaCarriers(IPimProvider provider, CatalogSide side)
{
    private const int ChunkSize = 100;

    private static readonly Dictionary<string, string> s_nowhere = [];

    private readonly ConcurrentDictionary<(string Attribute, ValueSpot Place), string> _keys = [];
    // one of each parent: an attribute is on the same level of all variants that it has
    private readonly ConcurrentDictionary<(string Attribute, ValueSpot Place), ConcurrentDictionary<string, string>> _variants = [];

    /// <summary>Keeps a product whose files are there.</summary>
    public void Keep(BulkItem item)
    {
        if (item.Resource.ByOtherKey is null || JsonNode.Parse(item.Line.Span) is not JsonObject line)
        {
            return;
        }

        foreach ((string, ValueSpot) spot in Spots(item.Resource, line))
        {
            if (ItemLine.Parent(line) is not { } parent)
            {
                _keys.TryAdd(spot, item.Key);
            }
            else if (!_keys.ContainsKey(spot))
            {
                // its file may be its parent's, and a write of that is refused
                _variants.GetOrAdd(spot, static _ => new(StringComparer.OrdinalIgnoreCase)).TryAdd(parent, item.Key);
            }
        }
    }

    /// <summary>By way of what a file is sent; null where nothing has a file of its own in that place.</summary>
    /// <exception cref="PimException">What has one cannot be read.</exception>
    public async Task<string?> OfAsync(BulkItem item, PimDifference file)
    {
        (string, ValueSpot) spot = (file.Attribute!, new ValueSpot(file.Locale, file.Channel, item.Resource.ChannelField));
        return _keys.TryGetValue(spot, out string? key) ? key : await FindVariantAsync(item.Resource, spot).ConfigureAwait(false);
    }

    /// <summary>A variant that has a file in some place itself; null for none. It is looked for once.</summary>
    private async Task<string?> FindVariantAsync(PimResource resource, (string, ValueSpot) spot)
    {
        if (!_variants.TryGetValue(spot, out ConcurrentDictionary<string, string>? variants))
        {
            return null;
        }

        string[] keys = [.. variants.Values];
        for (int start = 0; start < keys.Length; start += ChunkSize)
        {
            Dictionary<string, JsonObject> items = await side.FindAsync(resource, s_nowhere, [.. keys.Skip(start).Take(ChunkSize)]).ConfigureAwait(false);
            await side.StripInheritedAsync(resource, items.Values).ConfigureAwait(false);
            if (items.FirstOrDefault(item => Spots(resource, item.Value).Contains(spot)).Key is { } found)
            {
                return _keys[spot] = found;
            }
        }

        _variants.TryRemove(spot, out _);
        return null;
    }

    /// <summary>The places in which an item has files.</summary>
    private IEnumerable<(string, ValueSpot)> Spots(PimResource resource, JsonObject item) =>
        from attribute in FileValues.MapOf(item) ?? []
        from value in (attribute.Value as JsonArray ?? []).OfType<JsonObject>()
        where ItemFiles.HasFile(provider, value)
        select (attribute.Key, new ValueSpot(value, resource.ChannelField));
}
