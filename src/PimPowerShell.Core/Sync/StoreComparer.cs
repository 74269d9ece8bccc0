using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Threading.Tasks;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>Compares items that were read with what was last seen of them.</summary>
internal sealed class StoreComparer(ItemStore store, PimResource resource, ItemDifferences differences, SyncSummary summary)
{
    private readonly byte[] _key = Encoding.UTF8.GetBytes(resource.Key);

    /// <summary>How far the server's times are before UTC, by the last item that was read.</summary>
    public TimeSpan Zone { get; private set; } = store.Watermark?.Zone ?? TimeSpan.Zero;

    /// <summary>Items without a key, of which nothing can be told.</summary>
    public long Keyless { get; private set; }

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

        summary.CountRead();
        Learn(item);
        ReadOnlyMemory<byte> before = store.Read(key);
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

    /// <summary>Finds that an item is gone.</summary>
    public void Remove(Findings findings, string key)
    {
        store.See(key);
        Tell(findings, new ItemChange(ItemChangeKind.Removed, key, default, store.Read(key), []));
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

        ReadOnlyMemory<byte> before = store.Read(key);
        if (before.IsEmpty || UpdatedOf(before) != UpdatedOf(item))
        {
            return key;
        }

        store.See(key);
        return null;
    }

    private void Tell(Findings findings, ItemChange change)
    {
        summary.Count(change.Kind);
        findings.Told.Add(change);
        findings.Kept.Add(new(change.Key, change.Item));
    }

    private string? KeyOf(ReadOnlyMemory<byte> item) => JsonCursor.FindString(item.Span, _key) is { Length: > 0 } key ? key : null;

    private static string? UpdatedOf(ReadOnlyMemory<byte> item) => JsonCursor.FindString(item.Span, "updated"u8);

    private void Learn(ReadOnlyMemory<byte> item)
    {
        if (UpdatedOf(item) is { } text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
        {
            Zone = time.Offset;
        }
    }
}
