using System;
using System.Diagnostics;
using System.Threading;
using PimPowerShell.Core.Bulk;

namespace PimPowerShell.Core.Sync;

/// <summary>What a run has done so far. May be read at any time, from any thread.</summary>
public sealed class SyncSummary
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly long[] _counts = new long[Enum.GetValues(typeof(ItemChangeKind)).Length];
    private long _read;
    private long _listed;
    private long _unchanged;

    internal SyncSummary() => Traffic = new BulkSummary(_clock);

    /// <summary>Items that became this.</summary>
    public long this[ItemChangeKind kind] => Interlocked.Read(ref _counts[(int)kind]);

    /// <summary>Items that were read and compared.</summary>
    public long Read => Interlocked.Read(ref _read);

    /// <summary>Items of which the key was read, to find those that are gone.</summary>
    public long Listed => Interlocked.Read(ref _listed);

    /// <summary>Items that were read and do not differ.</summary>
    public long Unchanged => Interlocked.Read(ref _unchanged);

    /// <summary>Whether all items were read.</summary>
    public bool IsFull { get; internal set; }

    /// <summary>From when on changes were read, by the server's clock; null when all items were.</summary>
    public DateTimeOffset? Since { get; internal set; }

    /// <summary>Where the next run goes on, by the server's clock; null until this run is at its end, and where the next one reads all.</summary>
    public DateTimeOffset? Watermark { get; internal set; }

    /// <summary>Whether the run came to its end.</summary>
    public bool IsComplete { get; internal set; }

    /// <summary>Why the run ended before its end; null while it goes on, or when it came to its end.</summary>
    public string? EndedBy { get; internal set; }

    /// <summary>Since the start.</summary>
    public TimeSpan Elapsed => _clock.Elapsed;

    /// <summary>What was sent.</summary>
    public BulkSummary Traffic { get; }

    internal void Count(ItemChangeKind kind) => Interlocked.Increment(ref _counts[(int)kind]);

    internal void CountRead() => Interlocked.Increment(ref _read);

    internal void CountListed() => Interlocked.Increment(ref _listed);

    internal void CountUnchanged() => Interlocked.Increment(ref _unchanged);
}
