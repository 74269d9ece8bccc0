using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Akeneo;

/// <summary>
/// The pages of one query: a list, or several lists and single items one after the other when keys are asked for.
/// </summary>
internal sealed class AkeneoPages : IPageSource
{
    private const int MostKeys = 100;

    // as many pages as a short list may have: the locales of a new PIM
    private const int FewKeys = 3;

    // servers and proxies take addresses of about 8,000 characters
    private const int LongestKeyList = 5000;
    private const int LeastKeyList = 500;

    // the path, paging and the brackets of the condition
    private const int RoomForPath = 500;

    private readonly AkeneoProvider _provider;
    private readonly PimQuery _query;
    private readonly Queue<Leg> _legs = new();
    private string? _cursor;
    private int _page;

    public AkeneoPages(AkeneoProvider provider, PimQuery query)
    {
        _provider = provider;
        _query = query;
        if (query.Keys is null)
        {
            _legs.Enqueue(new Leg(query.Resource, null, []));
        }
        else
        {
            AddKeyLegs(query);
        }

        Rewind();
    }

    public async Task<PimPage?> NextAsync(CallContext context)
    {
        if (_legs.Count == 0)
        {
            return null;
        }

        Leg leg = _legs.Peek();
        if (leg is { Key: { } key, Resource.KeyHasSlashes: true } && AkeneoAddress.EscapePath(key) is null)
        {
            _legs.Dequeue();
            return PimPage.Empty(PimException.NotFound(leg.Resource.Noun, key));
        }

        PimRequest request = leg.Key is null ? ListRequest(leg) : new PimRequest(HttpMethod.Get, _provider.Address.Of(leg.Resource, _query.PathValues, leg.Key, _query.Options));
        PimPage page = await ReadAsync(request, leg, context).ConfigureAwait(false);
        if (Follow(leg, page.Next))
        {
            page.Cursor = _cursor;
        }
        else
        {
            _legs.Dequeue();
            Rewind();
        }

        return page;
    }

    private async Task<PimPage> ReadAsync(PimRequest request, Leg leg, CallContext context)
    {
        PimResponse response = await _provider.SendAsync(request, context).ConfigureAwait(false);
        try
        {
            if (response.IsSuccess)
            {
                PimPage page = Checked(PimPage.Parse(response), request);
                return leg.Wanted is null ? page : Pick(page, leg);
            }

            PimException refusal = _provider.Refusal(request, response);
            response.Dispose();
            return leg.Key is not null && refusal is { Kind: PimErrorKind.NotFound, IsNoRoute: false } ? PimPage.Empty(refusal) : throw refusal;
        }
        catch (PimException) when (response.IsSuccess)
        {
            response.Dispose();
            throw;
        }
        catch (JsonException e)
        {
            response.Dispose();
            throw new PimException(PimErrorKind.WrongServer, $"{request.Address.AbsolutePath} did not answer with JSON: {e.Message}", e);
        }
    }

    /// <summary>The items with the keys wanted, where no address leads to a single one.</summary>
    private static PimPage Pick(PimPage page, Leg leg)
    {
        using (page)
        {
            byte[] name = Encoding.UTF8.GetBytes(leg.Resource.Key);
            var picked = new List<ReadOnlyMemory<byte>>();
            Utf8JsonReader reader = page.OpenItems();
            while (PimPage.NextItem(ref reader))
            {
                ReadOnlyMemory<byte> item = JsonCursor.TakeValue(ref reader, page.Items);
                if (JsonCursor.FindString(item.Span, name) is { } key && leg.Wanted!.Contains(key))
                {
                    picked.Add(item);
                }
            }

            return PimPage.Of(JsonBytes.Write(writer => JsonTree.Write(writer, picked)), page.Next);
        }
    }

    /// <summary>A catalog that was disabled in the PIM answers with success, and with an error in place of its products.</summary>
    private static PimPage Checked(PimPage page, PimRequest request) =>
        !page.IsList && JsonCursor.FindString(page.Items.Span, "error"u8) is { } error
            ? throw new PimException(PimErrorKind.Refused, $"{request.Method} {request.Address.AbsolutePath} was answered with an error: {error}") { StatusCode = 200, ServerMessage = error }
            : page;

    /// <summary>
    /// Takes only the position from the server's link: it drops some of the query's options
    /// (search_locale and others, see the issue about lost parameters in pim-community-dev, number 11722).
    /// </summary>
    private bool Follow(Leg leg, string? next)
    {
        if (leg.Key is not null || next is null || leg.Keys is > 0 and var keys && keys <= _query.PageSize)
        {
            // a full page has a link even where nothing can follow
            return false;
        }

        string? cursor = QueryValue(next, "search_after");
        if (cursor is not null)
        {
            bool moves = cursor != _cursor;
            _cursor = cursor;
            return moves;
        }

        _page++;
        return QueryValue(next, "page") is not null;
    }

    private void Rewind()
    {
        _cursor = _query.SearchAfter;
        _page = _query.StartPage;
    }

    private PimRequest ListRequest(Leg leg)
    {
        List<KeyValuePair<string, string>> paging = Paging(leg);
        string? search = AkeneoSearch.Write(leg.Resource, _query.Criteria.Concat(leg.Criteria), _query.Search, _query.MoreSearches);
        var options = new List<KeyValuePair<string, string>>(paging);
        if (search is not null)
        {
            options.Add(new KeyValuePair<string, string>("search", search));
        }

        options.AddRange(_query.Options);
        Uri address = _provider.Address.Of(leg.Resource, _query.PathValues, null, options);
        return address.PathAndQuery.Length <= AkeneoLongSearch.LongestAddress ? new PimRequest(HttpMethod.Get, address)
            : AkeneoLongSearch.Request(_provider, leg.Resource, search, _query.Options, paging);
    }

    private List<KeyValuePair<string, string>> Paging(Leg leg)
    {
        var options = new List<KeyValuePair<string, string>>();
        PagingStyle paging = leg.Resource.Paging == PagingStyle.SearchAfter && _query.ByPageNumber ? PagingStyle.Page : leg.Resource.Paging;
        if (paging == PagingStyle.SearchAfter)
        {
            Add("pagination_type", "search_after");
        }

        if (paging is PagingStyle.SearchAfter or PagingStyle.Cursor && _cursor is not null)
        {
            Add("search_after", _cursor);
        }
        else if (paging == PagingStyle.Page)
        {
            Add("page", _page.ToString(CultureInfo.InvariantCulture));
        }

        if (paging is PagingStyle.Page or PagingStyle.SearchAfter || leg.Resource.TakesPageSize)
        {
            Add("limit", _query.PageSize.ToString(CultureInfo.InvariantCulture));
        }

        return options;

        void Add(string name, string value) => options.Add(new KeyValuePair<string, string>(name, value));
    }

    private void AddKeyLegs(PimQuery query)
    {
        if (!query.Resource.FindsKeys && (!query.Resource.Verbs.HasFlag(ResourceVerbs.Read) || (query is { ByListOnly: true, Resource.IsShort: true } && query.Keys!.Count > FewKeys)))
        {
            _legs.Enqueue(new Leg(query.Resource, null, []) { Wanted = new HashSet<string>(query.Keys!, StringComparer.OrdinalIgnoreCase) });
            return;
        }

        foreach (IGrouping<string, string> group in query.Keys!.GroupBy(key => _provider.KeyField(query.Resource, key)))
        {
            string[] keys = [.. group.Distinct(StringComparer.OrdinalIgnoreCase)];
            bool isPathKey = group.Key == query.Resource.Key;
            bool canBeRead = isPathKey && !query.ByListOnly && query.Search is null && query.MoreSearches.Count == 0 && query.Criteria.Count == 0
                && query.Options.Keys.All(query.Resource.ReadOptions.Contains);
            bool isFound = !isPathKey || query.Resource.FindsKeys;
            if ((keys.Length == 1 && canBeRead && PathSegment.Fits(keys[0])) || !isFound)
            {
                foreach (string key in keys)
                {
                    // none is asked for where one of them has no address
                    _legs.Enqueue(new Leg(query.Resource, query.Resource.KeyHasSlashes ? key : PathSegment.Checked(key), []));
                }

                continue;
            }

            string field = isPathKey ? query.Resource.KeyFilter ?? group.Key : group.Key;
            foreach (string[] chunk in Chunks(keys, RoomForKeys(query)))
            {
                _legs.Enqueue(new Leg(query.Resource, null, [new PimCriterion(field, "IN", chunk)]) { Keys = chunk.Length });
            }
        }
    }

    /// <summary>What of an address the query's own options and conditions leave.</summary>
    private static int RoomForKeys(PimQuery query)
    {
        string search = AkeneoSearch.Write(query.Resource, query.Criteria, query.Search, query.MoreSearches) ?? "";
        int rest = Uri.EscapeDataString(search).Length + query.Options.Sum(static option => option.Key.Length + Uri.EscapeDataString(option.Value).Length + 2);
        return Math.Max(LeastKeyList, Math.Min(LongestKeyList, AkeneoLongSearch.LongestAddress - RoomForPath - rest));
    }

    private static IEnumerable<string[]> Chunks(string[] keys, int longest)
    {
        var chunk = new List<string>();
        int length = 0;
        foreach (string key in keys)
        {
            int needed = Uri.EscapeDataString(key).Length + 9;
            if (chunk.Count == MostKeys || (chunk.Count > 0 && length + needed > longest))
            {
                yield return chunk.ToArray();
                chunk.Clear();
                length = 0;
            }

            chunk.Add(key);
            length += needed;
        }

        yield return chunk.ToArray();
    }

    private static string? QueryValue(string address, string name)
    {
        int start = address.IndexOf('?');
        foreach (string part in start < 0 ? [] : address.Substring(start + 1).Split('&'))
        {
            int equals = part.IndexOf('=');
            if (equals > 0 && Uri.UnescapeDataString(part.Substring(0, equals)) == name)
            {
                return Uri.UnescapeDataString(part.Substring(equals + 1).Replace('+', ' '));
            }
        }

        return null;
    }

    /// <param name="Resource">What is read.</param>
    /// <param name="Key">The one item to read; null for a list.</param>
    /// <param name="Criteria">Conditions of this list besides the query's.</param>
    private sealed record Leg(PimResource Resource, string? Key, PimCriterion[] Criteria)
    {
        /// <summary>How many keys a list asks for, which is the most that it gives; 0 for all other lists.</summary>
        public int Keys { get; init; }

        /// <summary>The keys that are picked out of the list; null for all.</summary>
        public HashSet<string>? Wanted { get; init; }
    }
}
