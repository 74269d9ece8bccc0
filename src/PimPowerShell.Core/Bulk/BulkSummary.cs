using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using PimPowerShell.Core.Http;

namespace PimPowerShell.Core.Bulk;

/// <summary>What a bulk write has done so far. May be read at any time, from any thread.</summary>
public sealed class BulkSummary
{
    private readonly Stopwatch _clock;
    private readonly object _gate = new();
    private readonly List<float> _milliseconds = [];
    private readonly ConcurrentQueue<string> _made = new();
    private readonly long[] _counts = new long[Enum.GetValues(typeof(BulkStatus)).Length];
    private long _taken;
    private long _requests;
    private long _retries;
    private long _throttledTicks;

    internal BulkSummary(Stopwatch clock) => _clock = clock;

    /// <summary>Items that were taken.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    /// <summary>Items that have their result.</summary>
    public long Done => _counts.Select((_, status) => this[(BulkStatus)status]).Sum();

    /// <summary>Items with one result.</summary>
    public long this[BulkStatus status] => Interlocked.Read(ref _counts[(int)status]);

    /// <summary>The keys of products that were made since others are associated with them; they are no items of the run.</summary>
    public IReadOnlyList<string> MissingCreated => [.. _made];

    /// <summary>Since the start.</summary>
    public TimeSpan Elapsed => _clock.Elapsed;

    /// <summary>Items with a result, a second.</summary>
    public double LinesPerSecond => Elapsed > TimeSpan.Zero ? Done / Elapsed.TotalSeconds : 0;

    /// <summary>Attempts at requests, reads for comparison and renewals of tokens among them.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Attempts that were repetitions.</summary>
    public long Retries => Interlocked.Read(ref _retries);

    /// <summary>How long requests waited because the server said that there were too many; those of all lanes added up.</summary>
    public TimeSpan ThrottledTime => new(Interlocked.Read(ref _throttledTicks));

    /// <summary>The time that half of all attempts took at most.</summary>
    public TimeSpan LatencyP50 => Percentile(0.50);

    /// <summary>The time that 95 of 100 attempts took at most.</summary>
    public TimeSpan LatencyP95 => Percentile(0.95);

    internal void Take() => Interlocked.Increment(ref _taken);

    internal void CountMade(string key) => _made.Enqueue(key);

    internal void CountRetry(int items)
    {
        if (items > 0)
        {
            Interlocked.Increment(ref _retries);
        }
    }

    /// <summary>Adds the requests of a part of the run that was counted by itself; its items are counted here.</summary>
    internal void Add(BulkSummary part)
    {
        Interlocked.Add(ref _requests, part.Requests);
        Interlocked.Add(ref _retries, part.Retries);
        Interlocked.Add(ref _throttledTicks, part.ThrottledTime.Ticks);
        float[] milliseconds;
        lock (part._gate)
        {
            milliseconds = [.. part._milliseconds];
        }

        lock (_gate)
        {
            _milliseconds.AddRange(milliseconds);
        }
    }

    /// <summary>Counts a result, and gives the number of all that did not come to a good end.</summary>
    internal long Count(BulkStatus status)
    {
        Interlocked.Increment(ref _counts[(int)status]);
        return this[BulkStatus.Failed] + this[BulkStatus.Unknown];
    }

    /// <summary>A log that counts, and hands on.</summary>
    internal Action<RequestLogEntry> Listen(Action<RequestLogEntry>? next) => entry =>
    {
        if (entry.RetryIn is { } wait)
        {
            Interlocked.Increment(ref _retries);
            if (entry.StatusCode == 429)
            {
                Interlocked.Add(ref _throttledTicks, wait.Ticks);
            }
        }
        else
        {
            Interlocked.Increment(ref _requests);
            lock (_gate)
            {
                _milliseconds.Add((float)entry.Duration.TotalMilliseconds);
            }
        }

        next?.Invoke(entry);
    };

    private TimeSpan Percentile(double part)
    {
        float[] sorted;
        lock (_gate)
        {
            sorted = [.. _milliseconds];
        }

        Array.Sort(sorted);
        return sorted.Length == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(sorted[Math.Max(0, (int)Math.Ceiling(sorted.Length * part) - 1)]);
    }
}
