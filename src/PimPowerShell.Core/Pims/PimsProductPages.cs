using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Pims;

/// <summary>
/// The pages of a product list. The names of the paging fields are not certain, and a server ignores names that it does
/// not know, so the list ends only where a page brings nothing new, and a page that repeats the first is an error.
/// </summary>
internal sealed class PimsProductPages(PimsCaller caller, PimsProbe probe, PimsMetadata metadata, PimsCategories categories, PimsListRequest list) : IPageSource
{
    private readonly PimsPlace _place = new(list.PageSize, list.StartPage);
    private readonly PimsListCheck _check = new(list, probe.Names);
    private readonly HashSet<string> _first = new(StringComparer.Ordinal);
    private readonly HashSet<ulong> _seen = [];
    private long _rows;
    private bool _isEnded;

    public async Task<PimPage?> NextAsync(CallContext context)
    {
        if (_isEnded)
        {
            return End(context);
        }

        await probe.EnsureAsync(context).ConfigureAwait(false);
        int category = list.Category is null ? 0 : await categories.FindIdAsync(list.Category, context).ConfigureAwait(false);
        foreach (string field in list.Fields)
        {
            probe.Names.Tell(field, context);
        }

        while (true)
        {
            (PimResponse response, PimsAnswer answer) = await caller.ListAsync("getList", writer => list.Write(writer, _place.Page, category), context).ConfigureAwait(false);
            PimPage? page = null;
            try
            {
                page = Take(response, answer, context);
            }
            finally
            {
                if (page is null)
                {
                    response.Dispose();
                }
            }

            if (page is not null || _isEnded)
            {
                return page ?? End(context);
            }
        }
    }

    /// <summary>The products of an answer that are new; null where there are none, or where an earlier page comes first.</summary>
    private PimPage? Take(PimResponse response, PimsAnswer answer, CallContext context)
    {
        metadata.Learn(answer.Definition);
        List<PimsRow> rows = answer.Rows;
        bool wasLost = _place.IsLost;
        if (!_place.Fits(rows.Count, answer.Count))
        {
            return null;
        }

        if (_place.IsLost && !wasLost)
        {
            context.Notes?.Invoke(new PimNote("The number of products keeps falling while the list is read: some may be left out. Read the list to its end before you change it.", IsWarning: true));
        }

        CheckNumber(rows, answer.Count);
        _check.Look(answer, rows, metadata, _rows == 0, context);
        _rows += rows.Count;
        int known = _seen.Count;
        // a product without a SKU cannot be told from another
        List<PimsRow> fresh = rows.FindAll(row => _seen.Add(Hash(row.Sku)) || row.Sku.Length == 0);
        bool hasNew = _seen.Count > known;
        int number = _place.Page;
        _isEnded = !_place.Take(rows.Count, hasNew, answer.Count);
        if (!hasNew)
        {
            return null;
        }

        PimPage page = fresh.Count == rows.Count ? PimPage.Of(response, answer.List, isList: true, answer.Count) : PimPage.Part(response, Join(fresh), answer.Count);
        page.Number = number;
        return page;
    }

    private void CheckNumber(List<PimsRow> rows, long? count)
    {
        if (_place.IsFirst)
        {
            _first.UnionWith(rows.Select(row => row.Sku));
        }
        else if (rows.Count > 0 && rows.Count >= Math.Min(_first.Count, 2) && _place.IsUnmoved(count) && rows.TrueForAll(row => _first.Contains(row.Sku)))
        {
            throw new PimException(PimErrorKind.WrongServer,
                $"Page {_place.Page} repeats page {list.StartPage}: the server does not know the page number as '{probe.Names["PageNumber"]}'. Give the right name with Connect-Pim -FieldName @{{ PageNumber = '...' }}.");
        }
    }

    /// <summary>A list that ended before the count that the server gave would be a loss that nobody sees.</summary>
    private PimPage? End(CallContext context)
    {
        // rows that a server lists twice are in its count twice
        long had = _place.HasReturned ? _seen.Count : _rows;
        if (_place.Least > had)
        {
            throw new PimException(PimErrorKind.Broken, $"The server counts {_place.Least} products, and its pages held {had}.");
        }

        _check.End(context);
        return null;
    }

    /// <summary>64 bits of FNV-1a instead of the SKU itself: a million of them are remembered in 30 MB.</summary>
    [MethodImpl(Jit.Hot)]
    private static ulong Hash(string sku)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in sku)
        {
            hash = (hash ^ c) * 1099511628211;
        }

        return hash;
    }

    private static ReadOnlyMemory<byte> Join(List<PimsRow> products)
    {
        using var stream = new MemoryStream();
        stream.WriteByte((byte)'[');
        foreach (PimsRow product in products)
        {
            if (stream.Length > 1)
            {
                stream.WriteByte((byte)',');
            }

            stream.Write(product.Json.ToArray(), 0, product.Json.Length);
        }

        stream.WriteByte((byte)']');
        return stream.ToArray();
    }
}
