using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;

namespace PimPowerShell.Core.History;

/// <summary>Finds the items that entries of a history are of, whatever they have been renamed to since.</summary>
/// <param name="provider">The server. Nothing is written.</param>
/// <param name="context">The caller.</param>
internal sealed class UndoItems(IPimProvider provider, CallContext context)
{
    private const int Chunk = 100;

    private static readonly Dictionary<string, string> s_noOwners = [];

    /// <summary>The items, in the order in which their first entries come.</summary>
    public async Task<IReadOnlyList<UndoItem>> FindAsync(IReadOnlyList<HistoryEntry> entries)
    {
        var groups = ThreadsOf(entries).Zip(entries, static (now, entry) => (Now: now, Entry: entry)).GroupBy(static item => (item.Entry.Resource, item.Now)).ToList();
        var linked = new LinkedNames(provider, context);
        var items = new UndoItem[groups.Count];
        foreach (var kind in Enumerable.Range(0, groups.Count).GroupBy(number => ResourceOf(groups[number].Key.Resource, groups[number].Key.Now)))
        {
            foreach (int[] chunk in Chunks([.. kind]))
            {
                HistoryEntry[][] own = await linked.TranslateAsync(kind.Key, [.. chunk.Select(number => groups[number].Select(static item => item.Entry).ToArray())]).ConfigureAwait(false);
                Dictionary<string, ReadOnlyMemory<byte>> present = await ReadAsync(kind.Key, [.. chunk.Select(number => groups[number].Key.Now)], own).ConfigureAwait(false);
                for (int i = 0; i < chunk.Length; i++)
                {
                    items[chunk[i]] = Item(kind.Key, groups[chunk[i]].Key.Now, own[i], present);
                }
            }
        }

        return items;
    }

    /// <summary>The item of each entry: as the history of the session says, or else as the entries themselves do.</summary>
    private ItemNow[] ThreadsOf(IReadOnlyList<HistoryEntry> entries)
    {
        ItemNow?[] now = [.. provider.Recorder?.Store.NowOf(entries) ?? entries.Select(static _ => (ItemNow?)null)];
        HistoryEntry[] others = [.. entries.Where((_, number) => now[number] is null)];
        var threads = new ItemThreads();
        ILookup<HistoryEntry, ItemThread> joined = HistoryOrder.OldestFirst(others).ToLookup(static entry => entry, entry => threads.Join(HistoryNames.Of(entry)));
        return [.. entries.Select((entry, number) => now[number] ?? ItemNow.Of(joined[entry].First()))];
    }

    private PimResource ResourceOf(string noun, ItemNow now) =>
        provider.Resources.FirstOrDefault(resource => resource.Noun == noun)?.KnownBy(now.Key ?? now.Name)
        ?? throw new PimException(PimErrorKind.Unsupported, $"{provider.Name} has no {noun}.") { Subject = noun };

    /// <summary>The items of a chunk, by all the keys that they were asked for by.</summary>
    private async Task<Dictionary<string, ReadOnlyMemory<byte>>> ReadAsync(PimResource resource, IReadOnlyList<ItemNow> items, HistoryEntry[][] entries)
    {
        var present = new PresentItems(provider, s_noOwners, context);
        if (resource.OtherServersKey is null)
        {
            return await present.ReadAsync(resource, s_noOwners, items.Select(KeyOf)).ConfigureAwait(false);
        }

        // a list by identifier finds nothing by uuid
        Dictionary<string, string> called = await new OwnKeys(provider, resource.ByUuid!()).FindOthersAsync(
            [.. items.Select(static item => item.Key).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)], context).ConfigureAwait(false);
        // what was removed may have been made again with another uuid
        IEnumerable<string> names = items.Select((item, number) => item.Key is null ? item.Name : !called.ContainsKey(item.Key) && WasRemoved(entries[number]) ? NameBefore(item, entries[number]) : null).OfType<string>();
        string[] all = [.. names.Concat(called.Values).Distinct(StringComparer.OrdinalIgnoreCase)];
        Dictionary<string, ReadOnlyMemory<byte>> found = all.Length == 0 ? new(StringComparer.OrdinalIgnoreCase) : await present.ReadAsync(resource, s_noOwners, all).ConfigureAwait(false);
        foreach (KeyValuePair<string, string> name in called)
        {
            if (found.TryGetValue(name.Value, out ReadOnlyMemory<byte> item))
            {
                found[name.Key] = item;
            }
        }

        return found;
    }

    private static UndoItem Item(PimResource resource, ItemNow now, HistoryEntry[] entries, Dictionary<string, ReadOnlyMemory<byte>> present)
    {
        if (resource.OtherServersKey is null)
        {
            present.TryGetValue(KeyOf(now), out ReadOnlyMemory<byte> own);
            return new UndoItem(resource, KeyOf(now), now.Name, entries, own);
        }

        string name = WasRemoved(entries) ? NameBefore(now, entries) : now.Name;
        if (!(now.Key is { } key && present.TryGetValue(key, out ReadOnlyMemory<byte> item)) && !((now.Key is null || WasRemoved(entries)) && present.TryGetValue(name, out item)))
        {
            return new UndoItem(resource, name, name, entries, default);
        }

        // what it is called by now, whoever gave it that name
        name = JsonCursor.FindString(item.Span, Encoding.UTF8.GetBytes(resource.Key)) ?? name;
        return new UndoItem(resource, name, name, entries, item);
    }

    /// <summary>What an item was called before the first of its changes.</summary>
    private static string NameBefore(ItemNow now, HistoryEntry[] entries) =>
        HistoryOrder.OldestFirst(entries).Select(static entry => entry.FormerKey).FirstOrDefault(static name => name is not null) ?? now.Name;

    private static bool WasRemoved(HistoryEntry[] entries) => entries.Any(static entry => entry.Deed == HistoryDeed.Removed);

    private static string KeyOf(ItemNow now) => now.Key ?? now.Name;

    private static IEnumerable<T[]> Chunks<T>(T[] all)
    {
        for (int start = 0; start < all.Length; start += Chunk)
        {
            yield return [.. all.Skip(start).Take(Chunk)];
        }
    }
}
