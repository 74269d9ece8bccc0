using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Sync;

/// <summary>The items of queries as the server's own bytes.</summary>
internal sealed class ItemSource(IPimProvider provider, CallContext context)
{
    /// <summary>The items of a query, a page at a time; they are good until the next page is asked for.</summary>
    public async IAsyncEnumerable<List<ReadOnlyMemory<byte>>> ReadAsync(PimQuery query)
    {
        await foreach ((List<ReadOnlyMemory<byte>> items, _) in ReadPagesAsync(query).ConfigureAwait(false))
        {
            yield return items;
        }
    }

    /// <summary>The same, with what a list goes on with behind each page; null for nothing.</summary>
    public async IAsyncEnumerable<(List<ReadOnlyMemory<byte>> Items, string? Cursor)> ReadPagesAsync(PimQuery query)
    {
        using var pages = new PageReader(provider.Read(query), context);
        while (await pages.ReadAsync().ConfigureAwait(false) is { } page)
        {
            using (page)
            {
                yield return (page.TakeItems(), page.Cursor);
            }
        }
    }

    /// <summary>The server's clock; null where it does not tell it.</summary>
    public async Task<DateTimeOffset?> ReadClockAsync(PimQuery query)
    {
        using PimPage? page = await provider.Read(query).NextAsync(context).ConfigureAwait(false);
        return page?.Date;
    }

    /// <summary>The first item of a query; empty when there is none.</summary>
    public async Task<ReadOnlyMemory<byte>> FirstAsync(PimQuery query)
    {
        await foreach (List<ReadOnlyMemory<byte>> items in ReadAsync(query).ConfigureAwait(false))
        {
            if (items.Count > 0)
            {
                // the page's memory is given back
                return items[0].ToArray();
            }
        }

        return default;
    }
}
