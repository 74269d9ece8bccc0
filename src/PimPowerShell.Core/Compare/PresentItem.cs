using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Compare;

/// <summary>One item as the server has it, to compare a line with.</summary>
public static class PresentItem
{
    /// <summary>Reads an item.</summary>
    /// <exception cref="PimException">There is none, or it cannot be read.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(
        IPimProvider provider, PimResource resource, string key, IReadOnlyDictionary<string, string> pathValues, CallContext context)
    {
        (ReadOnlyMemory<byte> item, PimException? missing) = await LookAsync(provider, resource, key, pathValues, context).ConfigureAwait(false);
        return item.IsEmpty ? throw missing ?? PimException.NotFound(resource.Noun, key) : item;
    }

    /// <summary>Reads an item; empty where there is none.</summary>
    /// <exception cref="PimException">It cannot be read.</exception>
    public static async Task<ReadOnlyMemory<byte>> FindAsync(
        IPimProvider provider, PimResource resource, string key, IReadOnlyDictionary<string, string> pathValues, CallContext context) =>
        (await LookAsync(provider, resource, key, pathValues, context).ConfigureAwait(false)).Item;

    private static async Task<(ReadOnlyMemory<byte> Item, PimException? Missing)> LookAsync(
        IPimProvider provider, PimResource resource, string key, IReadOnlyDictionary<string, string> pathValues, CallContext context)
    {
        using PimPage? page = await provider.Read(new PimQuery(resource) { Keys = [key], PathValues = pathValues }).NextAsync(context).ConfigureAwait(false);
        if (page is null)
        {
            return (default, null);
        }

        Utf8JsonReader reader = page.OpenItems();
        // the page's memory is given back
        return PimPage.NextItem(ref reader) ? (JsonCursor.TakeValue(ref reader, page.Items).ToArray(), null) : (default, page.Missing);
    }
}
