using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Pims;

/// <summary>
/// The pages of a product list. The names of the paging fields are not certain, and a server ignores names that it does
/// not know, so the list ends only where a page brings nothing new, and a page that repeats the first is an error.
/// </summary>
internal sealed class PimsProductPages(PimsCaller caller, PimsProbe probe, PimsMetadata metadata, PimsCategories categories, PimsListRequest list) : IPageSource
{
    private readonly HashSet<string> _first = new(StringComparer.Ordinal);
    private readonly HashSet<ulong> _seen = [];
    private int _page;
    private long _count;
    private bool _isEnded;

    public async Task<PimPage?> NextAsync(CallContext context)
    {
        if (_isEnded)
        {
            return null;
        }

        await probe.EnsureAsync(context).ConfigureAwait(false);
        int category = list.Category is null ? 0 : await categories.FindIdAsync(list.Category, context).ConfigureAwait(false);
        _page++;
        PimResponse response = await caller.CallAsync("products", "getList", writer => list.Write(writer, _page, category), context).ConfigureAwait(false);
        PimsAnswer answer = PimsAnswer.Read(response.Body, "products", "sku_count");
        metadata.Learn(answer.Definition);
        List<string> skus = answer.Skus();
        int fresh = skus.Count(sku => _seen.Add(Hash(sku)));
        if (_page == 1)
        {
            _first.UnionWith(skus);
        }
        else if (skus.Count > 0 && skus.Count >= Math.Min(_first.Count, 2) && skus.All(_first.Contains))
        {
            response.Dispose();
            throw new PimException(PimErrorKind.WrongServer,
                $"Page {_page} repeats page 1: the server does not know the page number as '{probe.Names["PageNumber"]}'. Give the right name with Connect-Pim -FieldName @{{ PageNumber = '...' }}.");
        }

        _count += skus.Count;
        if (fresh == 0)
        {
            _isEnded = true;
            response.Dispose();
            Check(answer.Count);
            return null;
        }

        return PimPage.Of(response, answer.List, isList: true, answer.Count);
    }

    /// <summary>64 bits of FNV-1a instead of the SKU itself: a million of them are remembered in 30 MB.</summary>
    private static ulong Hash(string sku)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in sku)
        {
            hash = (hash ^ c) * 1099511628211;
        }

        return hash;
    }

    /// <summary>A list that ended before the count that the server gave would be a loss that nobody sees.</summary>
    private void Check(long? reported)
    {
        if (reported > _count)
        {
            throw new PimException(PimErrorKind.Broken, $"The server counts {reported} products, and its pages held {_count}.");
        }
    }
}

/// <summary>Products asked for by their SKUs: one alone, or many in chunks.</summary>
internal sealed class PimsKeyPages(PimsCaller caller, PimsFieldNames names, PimsMetadata metadata, IReadOnlyList<string> skus) : IPageSource
{
    private const int ChunkSize = 100;
    private int _next;

    public async Task<PimPage?> NextAsync(CallContext context)
    {
        if (_next >= skus.Count)
        {
            return null;
        }

        if (skus.Count == 1)
        {
            _next++;
            return await OneAsync(skus[0], context).ConfigureAwait(false);
        }

        string[] chunk = [.. skus.Skip(_next).Take(ChunkSize)];
        _next += chunk.Length;
        PimResponse response = await caller.CallAsync("products", "listProductsBySku", writer =>
        {
            writer.WritePropertyName(names["SkuList"]);
            JsonTree.Write(writer, chunk);
        }, context).ConfigureAwait(false);
        PimsAnswer answer = PimsAnswer.Read(response.Body, "products", "sku_count");
        metadata.Learn(answer.Definition);
        return PimPage.Of(response, answer.List, isList: true, answer.Count);
    }

    private async Task<PimPage> OneAsync(string sku, CallContext context)
    {
        try
        {
            PimResponse response = await caller.CallAsync("products", "listProduct", writer => writer.WriteString("sku", sku), context).ConfigureAwait(false);
            return PimPage.Of(response, response.Body, isList: false);
        }
        catch (PimException e) when (e.Kind == PimErrorKind.NotFound)
        {
            return PimPage.Empty(e);
        }
    }
}
