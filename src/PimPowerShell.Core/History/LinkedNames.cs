using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;

namespace PimPowerShell.Core.History;

/// <summary>Gives the products that changes associate the keys by which the server finds them by now.</summary>
/// <param name="provider">The server, and its history.</param>
/// <param name="context">The caller.</param>
internal sealed class LinkedNames(IPimProvider provider, CallContext context)
{
    // the kind of thing that has two keys
    private readonly PimResource? _product = provider.Resources.FirstOrDefault(static resource => CatalogKeys.HasTwo(resource) && CatalogKeys.IsAssociated(resource));

    /// <summary>The entries of some items with these keys.</summary>
    /// <param name="resource">The kind of thing that they are of.</param>
    /// <param name="entries">The entries of each item.</param>
    public async Task<HistoryEntry[][]> TranslateAsync(PimResource resource, HistoryEntry[][] entries)
    {
        if (_product is null || !entries.Any(own => own.Any(entry => entry.Changes.Any(change => AreIn(resource, change)))))
        {
            return entries;
        }

        (string uuid, string identifier) = (_product.OtherServersKey ?? _product.Key, _product.ByOtherKey?.Key ?? _product.Key);
        IReadOnlyDictionary<string, ItemNow>[][] now = [.. entries.Select(own => own.Select(entry => NowOf(resource, entry, identifier)).ToArray())];
        if (resource.ByOtherKey is not null)
        {
            return Change(entries, (entry, i, number) => Translate(resource, entry, identifier, uuid, name => now[i][number].TryGetValue(name, out ItemNow? item) ? item.Key : null));
        }

        // what goes by its name is associated by names
        IEnumerable<string> uuids = entries.SelectMany(static own => own).SelectMany(entry => Names(resource, entry, uuid)).Where(static name => Guid.TryParse(name, out _))
            .Concat(now.SelectMany(static own => own).SelectMany(static found => found.Values).Select(static item => item.Key).OfType<string>());
        Dictionary<string, string> names = await new OwnKeys(provider, _product.ByOtherKey is null ? _product.ByUuid!() : _product).FindOthersAsync([.. uuids.Distinct(StringComparer.OrdinalIgnoreCase)], context).ConfigureAwait(false);
        return Change(entries, (entry, i, number) => Translate(
            resource, Translate(resource, entry, identifier, identifier, name => !now[i][number].TryGetValue(name, out ItemNow? item) ? null : Name(item.Key) ?? item.Name), uuid, identifier, Name));

        string? Name(string? key) => key is not null && names.TryGetValue(key, out string? name) ? name : null;
    }

    private IReadOnlyDictionary<string, ItemNow> NowOf(PimResource resource, HistoryEntry entry, string identifier) =>
        Names(resource, entry, identifier).Where(static name => !Guid.TryParse(name, out _)).ToArray() is { Length: > 0 } names && provider.Recorder is { } recorder
            ? recorder.Store.NowOf(entry, _product!.Noun, names) : new Dictionary<string, ItemNow>();

    private static HistoryEntry[][] Change(HistoryEntry[][] entries, Func<HistoryEntry, int, int, HistoryEntry> change) =>
        [.. entries.Select((own, i) => own.Select((entry, number) => change(entry, i, number)).ToArray())];

    private static HistoryEntry Translate(PimResource resource, HistoryEntry entry, string name, string newName, Func<string, string?> newKey) => entry with
    {
        Changes = [.. entry.Changes.Select(change => !AreIn(resource, change) ? change : change with { Present = ProductLinks.Rename(change.Present, name, newName, newKey), Wanted = ProductLinks.Rename(change.Wanted, name, newName, newKey) })],
    };

    private static IEnumerable<string> Names(PimResource resource, HistoryEntry entry, string name) =>
        from change in entry.Changes
        where AreIn(resource, change)
        from value in new[] { change.Present, change.Wanted }
        from key in ProductLinks.Keys(value, name)
        select key;

    private static bool AreIn(PimResource resource, PimDifference change) => ProductLinks.AreIn(ItemLine.FieldOf(resource, change.Property));
}
