using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Bulk;

/// <summary>Reads what the server holds of the items of one chunk, and compares.</summary>
internal sealed class PresentItems(IPimProvider provider, IReadOnlyDictionary<string, string> pathValues, CallContext context)
{
    /// <summary>What of each line differs from what the server holds. An item that is not there differs as a whole.</summary>
    public async Task<IReadOnlyList<LineChanges>> CompareAsync(BulkPlace place, IReadOnlyList<BulkItem> items)
    {
        IReadOnlyDictionary<string, string> owners = place.PathValues ?? pathValues;
        Dictionary<string, ReadOnlyMemory<byte>> present = await ReadAsync(place.Resource, owners, items.Select(static item => item.Key)).ConfigureAwait(false);
        var changes = new LineChanges[items.Count];
        for (int i = 0; i < changes.Length; i++)
        {
            present.TryGetValue(items[i].Key, out ReadOnlyMemory<byte> item);
            changes[i] = await provider.CompareAsync(place.Resource, owners, items[i].Line, item, context).ConfigureAwait(false) with { Present = item };
        }

        return changes;
    }

    /// <summary>Those of some keys that the server has items of.</summary>
    public async Task<ICollection<string>> FindAsync(PimResource resource, IReadOnlyDictionary<string, string> owners, IEnumerable<string> keys) =>
        (await ReadAsync(resource, owners, keys).ConfigureAwait(false)).Keys;

    /// <summary>The items of some keys, those that the server has.</summary>
    public Task<Dictionary<string, ReadOnlyMemory<byte>>> ReadAsync(PimResource resource, IReadOnlyDictionary<string, string> owners, IEnumerable<string> keys) =>
        ReadAsync(new PimQuery(resource) { PathValues = owners, Options = resource.WholeItemOptions }, keys);

    /// <summary>As much of the items of some keys as a query asks for, those that the server has.</summary>
    public async Task<Dictionary<string, ReadOnlyMemory<byte>>> ReadAsync(PimQuery query, IEnumerable<string> keys)
    {
        byte[] name = Encoding.UTF8.GetBytes(query.Resource.Key);
        var present = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.OrdinalIgnoreCase);
        IPageSource pages = provider.Read(query with { Keys = [.. keys.Distinct(StringComparer.OrdinalIgnoreCase)], ByListOnly = true });
        try
        {
            while (await pages.NextAsync(context).ConfigureAwait(false) is { } page)
            {
                using (page)
                {
                    Keep(page, name, present);
                }
            }
        }
        catch (PimException e) when (query.PathValues.Count > 0 && e.Kind == PimErrorKind.NotFound)
        {
            // what they lie in is not there, so that they are not either
        }

        return present;
    }

    private static void Keep(PimPage page, byte[] name, Dictionary<string, ReadOnlyMemory<byte>> present)
    {
        Utf8JsonReader reader = page.OpenItems();
        while (PimPage.NextItem(ref reader))
        {
            ReadOnlyMemory<byte> item = JsonCursor.TakeValue(ref reader, page.Items);
            if (JsonCursor.FindString(item.Span, name) is { } key)
            {
                // the page's memory is given back
                present[key] = item.ToArray();
            }
        }
    }
}
