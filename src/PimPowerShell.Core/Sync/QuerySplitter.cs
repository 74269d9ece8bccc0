using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Sync;

/// <summary>Divides a list for several readers.</summary>
public static class QuerySplitter
{
    private const int SampleSize = 100;

    /// <summary>
    /// Parts of a list of about one size, by the time at which items were made: it never changes, so no item moves from
    /// one part to another while they are read. What is made meanwhile falls into the last part. Takes a count for each
    /// part, and some more.
    /// </summary>
    /// <param name="provider">The back end.</param>
    /// <param name="query">The list.</param>
    /// <param name="count">How many parts; 1 is the whole list. A part may be empty.</param>
    /// <param name="context">The caller.</param>
    /// <exception cref="PimException">The list cannot be searched by that time, before any request; or the server refused.</exception>
    public static async Task<IReadOnlyList<QueryShare>> SplitAsync(this IPimProvider provider, PimQuery query, int count, CallContext context)
    {
        string field = query.Resource.CreationFilter
            ?? throw new PimException(PimErrorKind.Unsupported, $"{provider.Name} cannot search {query.Resource.Noun} by the time of its creation.");
        Task<long> counting = CountAsync(provider, query, context);
        if (count == 1)
        {
            return [new QueryShare(1, 1, query, await counting.ConfigureAwait(false))];
        }

        Task<IReadOnlyList<DateTimeOffset>> reading = SampleAsync(provider, query, field, context);
        await Task.WhenAll(counting, reading).ConfigureAwait(false);
        long total = counting.Result;
        var shares = new TimeShares(count, total, reading.Result, DateTimeOffset.UtcNow);
        while (shares.Next() is { Count: > 0 } times)
        {
            long[] counts = await Task.WhenAll(times.Select(time => CountAsync(provider, query.With([Before(field, time)]), context))).ConfigureAwait(false);
            foreach ((DateTimeOffset time, long before) in times.Zip(counts, (time, before) => (time, before)))
            {
                shares.Learn(time, before);
            }
        }

        IReadOnlyList<KeyValuePair<DateTimeOffset, long>> ends = shares.Ends();
        return [.. Enumerable.Range(0, count).Select(place =>
        {
            PimCriterion[] ranges = [.. place > 0 ? [From(field, ends[place - 1].Key)] : Array.Empty<PimCriterion>(), .. place < ends.Count ? [Before(field, ends[place].Key)] : Array.Empty<PimCriterion>()];
            long until = place < ends.Count ? ends[place].Value : total;
            return new QueryShare(place + 1, count, query.With(ranges), Math.Max(0, until - (place > 0 ? ends[place - 1].Value : 0)));
        })];
    }

    private static PimCriterion Before(string field, DateTimeOffset time) => new(field, "<", time);

    /// <summary>From a time on: there is no operator for that, but times are whole seconds.</summary>
    private static PimCriterion From(string field, DateTimeOffset time) => new(field, ">", time.AddSeconds(-1));

    private static async Task<long> CountAsync(IPimProvider provider, PimQuery query, CallContext context) =>
        await provider.CountAsync(query, context).ConfigureAwait(false)
        ?? throw new PimException(PimErrorKind.WrongServer, $"{provider.Name} did not say how many items the list of {query.Resource.Noun} has.");

    /// <summary>When the items of the first page were made. They come in the order of their keys, most often a random one.</summary>
    private static async Task<IReadOnlyList<DateTimeOffset>> SampleAsync(IPimProvider provider, PimQuery query, string field, CallContext context)
    {
        var times = new List<DateTimeOffset>();
        using PimPage? page = await provider.Read(query with { PageSize = SampleSize }).NextAsync(context).ConfigureAwait(false);
        foreach (JsonDocument item in page?.ReadDocuments() ?? [])
        {
            using (item)
            {
                if (item.RootElement.TryGetProperty(field, out JsonElement text) && text.ValueKind == JsonValueKind.String && text.TryGetDateTimeOffset(out DateTimeOffset time))
                {
                    times.Add(time);
                }
            }
        }

        return times;
    }
}
