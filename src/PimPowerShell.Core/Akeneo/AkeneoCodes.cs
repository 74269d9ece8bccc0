using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Akeneo;

/// <summary>
/// The codes of a list, to tell whether it has one: read once as far as they are not too many; those beyond are asked
/// for by code.
/// </summary>
/// <param name="provider">Whom to ask.</param>
/// <param name="query">The list.</param>
/// <param name="most">How many codes are kept.</param>
internal sealed class AkeneoCodes(AkeneoProvider provider, PimQuery query, int most)
{
    private readonly SemaphoreSlim _asking = new(1, 1);
    private readonly ConcurrentDictionary<string, bool> _asked = new(StringComparer.OrdinalIgnoreCase);
    private volatile CodeList? _read;

    /// <summary>Whether the list has a code; null when that has to be asked for. What cannot be read is taken to have it.</summary>
    public bool? Has(string code) => Has(code, 0);

    /// <inheritdoc cref="Has(string)"/>
    /// <param name="code">The code.</param>
    /// <param name="began">The moment from before which a list is not good enough to say that it has not.</param>
    public bool? Has(string code, long began)
    {
        CodeList? read = _read;
        return read is null ? null
            : !read.IsReadable || read.Codes.Contains(code) ? true
            : read.Asked < began ? null
            : read.IsWhole ? false
            : _asked.TryGetValue(code, out bool isThere) ? isThere : null;
    }

    /// <summary>The codes for a message; null when they are too many to be known.</summary>
    public IReadOnlyList<string>? Names => _read is { IsReadable: true, IsWhole: true } read ? read.Sorted : null;

    /// <summary>Finds out, after which <see cref="Has(string)"/> knows all of these.</summary>
    public async Task LearnAsync(IReadOnlyCollection<string> codes, CallContext context)
    {
        // those who wait most likely want the same
        await _asking.WaitAsync(context.Cancellation).ConfigureAwait(false);
        try
        {
            if (_read is null || (_read.Asked < context.Began && codes.Any(code => Has(code, context.Began) is null)))
            {
                _read = await ReadListAsync(context).ConfigureAwait(false);
                _asked.Clear();
            }

            string[] unknown = [.. codes.Where(code => Has(code) is null)];
            if (unknown.Length > 0)
            {
                await AskAsync(unknown, context).ConfigureAwait(false);
            }
        }
        catch (PimException e) when (Unreadable.Is(e))
        {
            Unreadable.Tell($"codes of {query.Resource.Noun}{string.Concat(query.PathValues.Values.Select(owner => $" in '{owner}'"))}", e, context);
            _read = CodeList.Unreadable;
        }
        finally
        {
            _asking.Release();
        }
    }

    private async Task<CodeList> ReadListAsync(CallContext context)
    {
        long asked = Stopwatch.GetTimestamp();
        var codes = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        await ReadAsync(query, codes, context, most / query.PageSize).ConfigureAwait(false);
        return new CodeList(true, codes.Count < most, codes, asked);
    }

    private async Task AskAsync(string[] codes, CallContext context)
    {
        if (_asked.Count > most)
        {
            _asked.Clear();
        }

        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        // a code that cannot be part of an address is none
        string[] askable = query.Resource.FindsKeys ? codes : [.. codes.Where(PathSegment.Fits)];
        if (askable.Length > 0)
        {
            await ReadAsync(query with { Keys = askable, ByListOnly = true }, found, context, long.MaxValue).ConfigureAwait(false);
        }

        foreach (string code in codes)
        {
            _asked[code] = found.Contains(code);
        }
    }

    private async Task ReadAsync(PimQuery list, HashSet<string> codes, CallContext context, long maximumPages)
    {
        using var pages = new PageReader(provider.Read(list), context, maximumPages);
        while (await pages.ReadAsync().ConfigureAwait(false) is { } page)
        {
            using (page)
            {
                codes.UnionWith(page.Keys(query.Resource.Key));
            }
        }
    }

    private sealed record CodeList(bool IsReadable, bool IsWhole, HashSet<string> Codes, long Asked)
    {
        public static CodeList Unreadable { get; } = new(false, false, [], long.MaxValue);

        public IReadOnlyList<string> Sorted => [.. Codes.OrderBy(code => code, StringComparer.Ordinal)];
    }
}
