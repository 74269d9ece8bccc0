using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>Reads what a run compares, step by step, and finds what became of it.</summary>
/// <param name="settings">What is kept in step.</param>
/// <param name="source">The server's items.</param>
/// <param name="queries">What to ask for.</param>
/// <param name="store">What was last seen.</param>
/// <param name="comparer">Compares with it.</param>
/// <param name="context">The caller.</param>
internal sealed class ChangeFinder(SyncSettings settings, ItemSource source, ChangeQueries queries, ItemStore store, StoreComparer comparer, CallContext context)
{
    // single reads in flight
    private const int ReadsAtOnce = 4;

    private readonly PimResource _resource = settings.Query.Resource;

    /// <summary>All that a run finds, from some place on.</summary>
    /// <param name="last">How far the last one came; null where all items are read.</param>
    /// <param name="start">The place.</param>
    public async IAsyncEnumerable<Findings> FindAsync(Watermark? last, SyncPlace start)
    {
        for (SyncStep step = start.Step; step <= SyncStep.Removed; step++)
        {
            if (Read(last, step == start.Step ? start : new SyncPlace(step)) is { } findings)
            {
                await foreach (Findings found in findings.ConfigureAwait(false))
                {
                    yield return found;
                }
            }

            if (step < SyncStep.Removed)
            {
                yield return new Findings { Place = new SyncPlace(step + 1) };
            }
        }
    }

    /// <summary>What one step finds; null where the run does without it.</summary>
    private IAsyncEnumerable<Findings>? Read(Watermark? last, SyncPlace place) => (place.Step, last) switch
    {
        (SyncStep.Items, null) => CompareAsync(queries.All, place),
        (SyncStep.Items, _) => CompareAsync(queries.ChangedSince(last.Time - settings.Overlap, last.Zone), place),
        (SyncStep.Variants, not null) => ReadVariantsAsync(last, place),
        (SyncStep.Keys, not null) when !settings.SkipRemoved => ReadKeysAsync(place),
        (SyncStep.Removed, _) => FindRemovedAsync(place),
        _ => null,
    };

    /// <summary>The variants of product models: what a model says is in its variants too, and does not touch their time.</summary>
    private async IAsyncEnumerable<Findings> ReadVariantsAsync(Watermark last, SyncPlace place)
    {
        TimeSpan lookback = settings.VariantLookback > settings.Overlap ? settings.VariantLookback : settings.Overlap;
        if (await queries.ModelsSinceAsync(last.Time - lookback, last.Zone, context).ConfigureAwait(false) is not { } models)
        {
            yield break;
        }

        await foreach ((List<ReadOnlyMemory<byte>> changed, SyncPlace? next) in ReadAsync(models, place).ConfigureAwait(false))
        {
            string[] codes = Codes(changed);
            var all = new List<string>(codes);
            foreach (string[] chunk in ChangeQueries.Chunks(codes))
            {
                await foreach (List<ReadOnlyMemory<byte>> below in source.ReadAsync(await queries.ModelsBelowAsync(chunk, context).ConfigureAwait(false)).ConfigureAwait(false))
                {
                    all.AddRange(Codes(below));
                }
            }

            foreach (string[] chunk in ChangeQueries.Chunks([.. all.Distinct(StringComparer.Ordinal)]))
            {
                await foreach (Findings found in CompareAsync(queries.VariantsOf(chunk)).ConfigureAwait(false))
                {
                    yield return found;
                }
            }

            yield return new Findings { Place = next };
        }

        static string[] Codes(List<ReadOnlyMemory<byte>> models) => [.. models.Select(static model => JsonCursor.FindString(model.Span, "code"u8)!)];
    }

    /// <summary>Sees what the server lists, and reads what it lists with another time than was last seen, or was not seen at all.</summary>
    private async IAsyncEnumerable<Findings> ReadKeysAsync(SyncPlace place)
    {
        PimQuery keys = await queries.KeysAsync(context).ConfigureAwait(false);
        comparer.ForgetKeyless();
        await foreach ((List<ReadOnlyMemory<byte>> items, SyncPlace? next) in ReadAsync(keys, place).ConfigureAwait(false))
        {
            string[] missed = [.. items.Select(comparer.FindMissed).OfType<string>()];
            foreach (string[] chunk in ChangeQueries.Chunks(missed))
            {
                await foreach (Findings found in CompareAsync(queries.Of(chunk)).ConfigureAwait(false))
                {
                    yield return found;
                }
            }

            yield return new Findings { Place = next };
        }
    }

    /// <summary>
    /// Reads each item that was not seen by its key, before it is said to be gone; then those that were held back until that
    /// was said, and those that were associated with it, or with what nobody has seen. Where nobody looks for what is gone,
    /// those alone whose other key another item has.
    /// </summary>
    private async IAsyncEnumerable<Findings> FindRemovedAsync(SyncPlace place)
    {
        await foreach (Findings found in ReadEachAsync(settings.SkipRemoved ? comparer.Holders : store.Unseen(), comparer.CompareAsync, place).ConfigureAwait(false))
        {
            yield return found;
        }

        await foreach (Findings found in ReadEachAsync([.. comparer.Held.Select(static item => item.Key)], comparer.CompareHeldAsync, place).ConfigureAwait(false))
        {
            yield return found;
        }

        // what a filter leaves out is not known to begin with
        foreach (string[] chunk in ChangeQueries.Chunks(queries.HasFilter ? [] : comparer.FindUnknown()))
        {
            ICollection<string> there = await queries.FindAsync(chunk, context).ConfigureAwait(false);
            var findings = new Findings();
            findings.Kept.AddRange(chunk.Where(key => !there.Contains(key)).Select(static key => new KeyValuePair<string, ReadOnlyMemory<byte>>(key, default)));
            yield return findings;
        }

        // the server takes what is gone out of associations, and leaves the times of those who had it as they were
        foreach (string[] chunk in ChangeQueries.Chunks(comparer.FindLinkedToGone()))
        {
            await foreach (Findings found in CompareAsync(queries.Of(chunk), null, comparer.CompareAgainAsync).ConfigureAwait(false))
            {
                yield return found;
            }
        }
    }

    private async IAsyncEnumerable<Findings> ReadEachAsync(IReadOnlyList<string> keys, Func<Findings, ReadOnlyMemory<byte>, Task> compareAsync, SyncPlace place)
    {
        for (int start = 0; start < keys.Count; start += ReadsAtOnce)
        {
            string[] some = [.. keys.Skip(start).Take(ReadsAtOnce)];
            ReadOnlyMemory<byte>[] items = await Task.WhenAll(some.Select(ReadOneAsync)).ConfigureAwait(false);
            var findings = new Findings { Place = place };
            for (int i = 0; i < some.Length; i++)
            {
                if (items[i].IsEmpty)
                {
                    comparer.Remove(findings, some[i]);
                }
                else
                {
                    await compareAsync(findings, items[i]).ConfigureAwait(false);
                }
            }

            yield return findings;
        }
    }

    /// <summary>An item that no list had; empty when it is gone, or the filter does not find it.</summary>
    private async Task<ReadOnlyMemory<byte>> ReadOneAsync(string key)
    {
        ReadOnlyMemory<byte> item = await source.FirstAsync(queries.One(key)).ConfigureAwait(false);
        if (item.IsEmpty || _resource.IsDeleted(item))
        {
            return default;
        }

        return queries.HasFilter ? await source.FirstAsync(queries.Of([key])).ConfigureAwait(false) : item;
    }

    /// <param name="query">The items.</param>
    /// <param name="place">Where in the run's own list of them to begin; null for a list that a run cannot end in.</param>
    /// <param name="compareAsync">Finds what became of one of them.</param>
    private async IAsyncEnumerable<Findings> CompareAsync(PimQuery query, SyncPlace? place = null, Func<Findings, ReadOnlyMemory<byte>, Task>? compareAsync = null)
    {
        await foreach ((List<ReadOnlyMemory<byte>> items, SyncPlace? next) in ReadAsync(query, place).ConfigureAwait(false))
        {
            var findings = new Findings { Place = next };
            foreach (ReadOnlyMemory<byte> item in items)
            {
                await (compareAsync ?? comparer.CompareAsync)(findings, item).ConfigureAwait(false);
            }

            yield return findings;
        }
    }

    /// <summary>
    /// A list from some place on, each page with the place behind it. Behind the last page there is none, nor where pages go by
    /// numbers: what is deleted moves others onto pages that were read. Where all items are compared each time, that does no harm.
    /// </summary>
    private async IAsyncEnumerable<(List<ReadOnlyMemory<byte>> Items, SyncPlace? Next)> ReadAsync(PimQuery query, SyncPlace? place)
    {
        int pages = place?.Pages ?? 0;
        await foreach ((List<ReadOnlyMemory<byte>> items, string? cursor) in source.ReadPagesAsync(query with { SearchAfter = place?.Cursor, StartPage = pages + 1 }).ConfigureAwait(false))
        {
            pages++;
            yield return (items, place is null ? null
                : cursor is not null ? place with { Cursor = cursor }
                : _resource.IsComparedWhole ? place with { Pages = pages } : null);
        }
    }
}
