using System;
using System.Diagnostics;
using System.Threading;

namespace PimPowerShell.Core.Bulk;

/// <summary>
/// Whether a run goes on. It ends when the time is used up or the caller stops it, over a login that is refused, over too many failures,
/// and over a server that answers none of as many chunks in a row as go out at once. The first reason is the one that counts.
/// </summary>
internal sealed class RunEnding(BulkSettings settings, Stopwatch clock, CancellationToken stop)
{
    // fewer chunks without an answer may be a server that starts anew
    private const int FewestUnanswered = 3;

    private BulkEnd? _end;
    private int _unanswered;

    /// <summary>Why the run has ended; null while it goes on.</summary>
    public BulkEnd? End => Volatile.Read(ref _end);

    /// <summary>Ends the run where the time or the caller says so. Whether it has ended.</summary>
    public bool HasEnded()
    {
        if (settings.TimeBudget is { } budget && (settings.Clock?.Invoke() ?? clock.Elapsed) >= budget)
        {
            EndWith(new BulkEnd(BulkEndReason.TimeUp, $"The time budget of {budget} is used up."));
        }
        else if (stop.IsCancellationRequested)
        {
            EndWith(new BulkEnd(BulkEndReason.Cancelled, "Stopped."));
        }

        return End is not null;
    }

    /// <summary>Ends the run for a reason of the caller's.</summary>
    public void EndWith(BulkEnd end) => Interlocked.CompareExchange(ref _end, end, null);

    /// <summary>Takes how a chunk fared: null where the server has answered it.</summary>
    public void Watch(PimException? failure)
    {
        if (failure is null)
        {
            Volatile.Write(ref _unanswered, 0);
        }
        else if (failure.EndsEverything || Interlocked.Increment(ref _unanswered) >= Math.Max(FewestUnanswered, settings.ThrottleLimit))
        {
            EndWith(new BulkEnd(BulkEndReason.Broken, failure.Message, failure));
        }
    }

    /// <summary>Takes how many items have failed so far.</summary>
    public void Watch(long failures)
    {
        if (failures > settings.MaximumFailures)
        {
            EndWith(new BulkEnd(BulkEndReason.TooManyFailures, $"More than {settings.MaximumFailures} items failed."));
        }
    }
}
