using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>Compares items that were read with what was last seen of them.</summary>
/// <param name="store">What was last seen.</param>
/// <param name="resource">The kind of thing.</param>
/// <param name="differences">Finds what differs.</param>
/// <param name="summary">What was done.</param>
internal sealed class StoreComparer(ItemStore store, PimResource resource, ItemDifferences differences, SyncSummary summary)
{
    private readonly byte[] _key = Encoding.UTF8.GetBytes(resource.Key);
    private readonly byte[]? _changed = resource.ChangedField is { } field ? Encoding.UTF8.GetBytes(field) : null;
    private readonly List<(string Key, string Holder)> _held = [];
    private readonly ItemLinks _links = new(resource);
    private OtherKey? _otherKey;
    private NameIndex? _holders;

    /// <summary>How far the server's times are before UTC, by the last item that was read; null while none was, where it matters.</summary>
    public TimeSpan? Zone { get; private set; } = store.Paused?.Zone ?? store.Watermark?.Zone ?? (resource.FilterDates == FilterDateStyle.ServerTime ? null : TimeSpan.Zero);

    /// <summary>Items without a key, of which nothing can be told.</summary>
    public long Keyless { get; private set; }

    /// <summary>Items that are told last, as another one had their other key, which is not known to be gone yet; with those others.</summary>
    public IReadOnlyList<(string Key, string Holder)> Held => [.. _held];

    /// <summary>The keys of what is gone and is named still by something that was told in this run.</summary>
    public IReadOnlyList<string> Left { get; private set; } = [];

    /// <summary>Those others, as far as nothing is known of them still.</summary>
    public IReadOnlyList<string> Holders => [.. _held.Select(static item => item.Holder).Distinct(StringComparer.Ordinal).Where(store.IsUnseen)];

    /// <summary>Holds back an item that has the other key of one whose fate is open: who goes by that key must be told first that the old one is gone.</summary>
    public void HoldBack(OtherKey otherKey) => (_otherKey, _holders) = (otherKey, new NameIndex(store, otherKey.Of));

    /// <summary>Holds back what the run had held back that this one goes on with.</summary>
    public void HoldBack(IEnumerable<(string Key, string Holder)> held)
    {
        foreach ((string key, string holder) in held)
        {
            store.See(key);
            _held.Add((key, holder));
        }
    }

    /// <summary>Begins to count anew what has no key: all items come once more.</summary>
    public void ForgetKeyless() => Keyless = 0;

    /// <summary>Finds what became of an item, unless it came already in this run: what changed since then, the next run finds.</summary>
    public async Task CompareAsync(Findings findings, ReadOnlyMemory<byte> item)
    {
        if (KeyOf(item) is not { } key)
        {
            Keyless++;
            return;
        }

        if (!store.See(key))
        {
            return;
        }

        ReadOnlyMemory<byte> before = store.Read(key);
        if (HolderOf(item, before) is { } holder)
        {
            _held.Add((key, holder));
            return;
        }

        await TellAsync(findings, key, item, before).ConfigureAwait(false);
    }

    /// <summary>Finds what became of an item that was held back.</summary>
    public Task CompareHeldAsync(Findings findings, ReadOnlyMemory<byte> item)
    {
        string key = KeyOf(item)!;
        Release(key);
        return TellAsync(findings, key, item, store.Read(key));
    }

    /// <summary>Finds that an item is gone.</summary>
    public void Remove(Findings findings, string key)
    {
        store.See(key);
        Release(key);
        ReadOnlyMemory<byte> before = store.Read(key);
        if (!before.IsEmpty)
        {
            Tell(findings, new ItemChange(ItemChangeKind.Removed, key, default, before, []));
        }
    }

    /// <summary>
    /// The keys that are named by what was kept since the last whole run, and that no item has which was seen: one may have come
    /// and gone in between.
    /// </summary>
    public IReadOnlyList<string> FindUnknown() => !_links.Any ? []
        : [.. store.KeptSince().SelectMany(_links.Keys).Where(key => !store.Has(key) && !store.Gone.Contains(key)).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The keys of items that, as they were last seen, are associated with one that is gone. Those that were told in this run are left to the next one.</summary>
    public IReadOnlyList<string> FindLinkedToGone()
    {
        string[] linked = store.Gone.Count == 0 || !_links.Any ? [] : [.. store.KeysWhere(item => _links.Name(item, store.Gone))];
        string[] untold = [.. linked.Where(key => !store.IsKept(key))];
        Left = untold.Length < linked.Length ? [.. store.Gone] : [];
        return untold;
    }

    /// <summary>Finds what became of an item that came already in this run, or would not have come.</summary>
    public async Task CompareAgainAsync(Findings findings, ReadOnlyMemory<byte> item)
    {
        if (KeyOf(item) is not { } key)
        {
            return;
        }

        store.See(key);
        await TellAsync(findings, key, item, store.Read(key)).ConfigureAwait(false);
    }

    /// <summary>The key of an item, of which little more was read, unless it is the one that was last seen; that one then counts as seen.</summary>
    public string? FindMissed(ReadOnlyMemory<byte> item)
    {
        summary.CountListed();
        if (KeyOf(item) is not { } key)
        {
            Keyless++;
            return null;
        }

        if (store.IsSeen(key))
        {
            return null;
        }

        ReadOnlyMemory<byte> before = store.Read(key);
        if (before.IsEmpty || ChangedOf(before) != ChangedOf(item))
        {
            return key;
        }

        store.See(key);
        return null;
    }

    private async Task TellAsync(Findings findings, string key, ReadOnlyMemory<byte> item, ReadOnlyMemory<byte> before)
    {
        summary.CountRead();
        Learn(item);
        if (before.IsEmpty)
        {
            Tell(findings, new ItemChange(ItemChangeKind.Added, key, item.ToArray(), default, []));
            return;
        }

        if (before.Span.SequenceEqual(item.Span))
        {
            summary.CountUnchanged();
            return;
        }

        var change = new ItemChange(ItemChangeKind.Changed, key, item.ToArray(), before, await differences.FindAsync(before, item).ConfigureAwait(false));
        if (change.Differences.Count > 0)
        {
            Tell(findings, change);
        }
        else
        {
            // its time alone, or another form of the same
            summary.CountUnchanged();
            findings.Kept.Add(new(key, change.Item));
        }
    }

    private void Release(string key) => _held.RemoveAll(item => item.Key == key);

    private void Tell(Findings findings, ItemChange change)
    {
        summary.Count(change.Kind);
        findings.Told.Add(change);
        findings.Kept.Add(new(change.Key, change.Item));
    }

    /// <summary>The item that had the other key of one that is new, or has another one than before; null for none.</summary>
    private string? HolderOf(ReadOnlyMemory<byte> item, ReadOnlyMemory<byte> before) =>
        !before.Span.SequenceEqual(item.Span) && _otherKey?.Of(item) is { } name && name != _otherKey.Of(before) ? _holders!.FindUnseen(name) : null;

    private string? KeyOf(ReadOnlyMemory<byte> item) => JsonCursor.FindString(item.Span, _key) is { Length: > 0 } key ? key : null;

    private string? ChangedOf(ReadOnlyMemory<byte> item) => _changed is null ? null : JsonCursor.FindString(item.Span, _changed);

    private void Learn(ReadOnlyMemory<byte> item)
    {
        if (ChangedOf(item) is { } text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
        {
            Zone = time.Offset;
        }
    }
}
