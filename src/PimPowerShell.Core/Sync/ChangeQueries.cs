using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>What a run asks the server.</summary>
internal sealed class ChangeQueries
{
    // keys that one condition takes
    private const int KeysAtOnce = 100;

    private readonly IPimProvider _provider;
    private readonly PimQuery _query;

    public ChangeQueries(IPimProvider provider, PimQuery query)
    {
        _provider = provider;
        _query = query with { Options = PimQuery.Whole(query.Resource).Options };
    }

    /// <summary>Whether a list of keys costs less than one of items.</summary>
    public bool HasCheapKeys => KeysAlone.AreCheap(_query.Resource);

    /// <summary>Whether the filter leaves anything out.</summary>
    public bool HasFilter => _query.Criteria.Count > 0 || _query.Search is not null || _query.MoreSearches.Count > 0;

    /// <summary>All items.</summary>
    public PimQuery All => _query;

    /// <summary>What tells the server's clock, at the least cost.</summary>
    public PimQuery Clock => _query with { PageSize = 1 };

    /// <summary>Items that changed.</summary>
    public PimQuery ChangedSince(DateTimeOffset time, TimeSpan zone) => _query.With([Since(_query.Resource, time, zone)]);

    /// <summary>All items with little more than their keys.</summary>
    public async Task<PimQuery> KeysAsync(CallContext context) => await KeysAlone.OfAsync(_provider, _query, context).ConfigureAwait(false);

    /// <summary>Items by their keys, as the list gives them.</summary>
    public PimQuery Of(IReadOnlyList<string> keys) => _query with { Keys = keys, ByListOnly = true };

    /// <summary>One item by its key, whatever the filter says, and past the server's index where there is a way.</summary>
    public PimQuery One(string key) => new(_query.Resource) { Keys = [key], PathValues = _query.PathValues, Options = _query.Resource.WholeItemOptions };

    /// <summary>Those of some keys that the server has, whatever the filter says.</summary>
    public async Task<ICollection<string>> FindAsync(IReadOnlyList<string> keys, CallContext context)
    {
        PimQuery all = await KeysAlone.OfAsync(_provider, new PimQuery(_query.Resource) { PathValues = _query.PathValues }, context).ConfigureAwait(false);
        return (await new PresentItems(_provider, _query.PathValues, context).ReadAsync(all, keys).ConfigureAwait(false)).Keys;
    }

    /// <summary>What items take values from, as far as it changed; null where they take none.</summary>
    public async Task<PimQuery?> ModelsSinceAsync(DateTimeOffset time, TimeSpan zone, CallContext context) => Models is { } models
        ? await KeysAlone.OfAsync(_provider, new PimQuery(models).With([Since(models, time, zone)]), context).ConfigureAwait(false)
        : null;

    /// <summary>Of the same kind, what lies below others.</summary>
    public async Task<PimQuery> ModelsBelowAsync(IReadOnlyList<string> codes, CallContext context) =>
        await KeysAlone.OfAsync(_provider, new PimQuery(Models!).With([Below(codes)]), context).ConfigureAwait(false);

    /// <summary>The items right below these.</summary>
    public PimQuery VariantsOf(IReadOnlyList<string> codes) => _query.With([Below(codes)]);

    /// <summary>A list in parts that one condition takes.</summary>
    public static IEnumerable<string[]> Chunks(IReadOnlyList<string> keys)
    {
        for (int start = 0; start < keys.Count; start += KeysAtOnce)
        {
            yield return [.. keys.Skip(start).Take(KeysAtOnce)];
        }
    }

    private PimResource? Models => _query.Resource.InheritsFrom is { } noun ? _provider.Resources.FirstOrDefault(resource => resource.Noun == noun && resource.ChangedField is not null) : null;

    private static PimCriterion Below(IReadOnlyList<string> codes) => new(PimCriteria.Parent, "IN", codes);

    private static PimCriterion Since(PimResource resource, DateTimeOffset time, TimeSpan zone)
    {
        if (resource.FilterDates == FilterDateStyle.ServerTime && zone != TimeSpan.Zero)
        {
            // the server takes what is sent for its own time; the hour is for a change to or from summer time since
            time = time + zone - TimeSpan.FromHours(1);
        }

        // what changes in a second that has begun has the time of that second
        return PimCriteria.ChangedSince(time - TimeSpan.FromSeconds(1));
    }
}
