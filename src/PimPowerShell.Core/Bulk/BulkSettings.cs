using System;
using System.Collections.Generic;

namespace PimPowerShell.Core.Bulk;

/// <summary>How a bulk write goes about it.</summary>
public sealed record BulkSettings
{
    /// <summary>Items in one request, at most what the back end takes.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>Requests in flight; the session's own limit holds besides.</summary>
    public int ThrottleLimit { get; init; } = 4;

    /// <summary>Bytes in one request, where a proxy takes less than the back end's default; a larger single item is still sent alone.</summary>
    public int? BodyBytes { get; init; }

    /// <summary>The keys of what the items lie in, where an item does not say its own.</summary>
    public IReadOnlyDictionary<string, string> PathValues { get; init; } = new Dictionary<string, string>();

    /// <summary>The server's query options.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>Rounds of reading back and sending again, for items whose answer was lost.</summary>
    public int MaximumRetryCount { get; init; } = 5;

    /// <summary>The wait before the second of those rounds; it doubles with each.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Looks at each item first for what the server would refuse, by the structure that is read once a session; such an item is not sent.</summary>
    public bool Validate { get; init; }

    /// <summary>Does not send what <see cref="Validate"/> finds odd, although the server would take it.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Reads what the server holds, and sends only what differs.</summary>
    public bool OnlyChanged { get; init; }

    /// <summary>Does all that comes before sending, and sends nothing.</summary>
    public bool IsPreview { get; init; }

    /// <summary>
    /// Takes the whole input before anything is sent, and writes what others refer to before them. The input is held in memory.
    /// </summary>
    public bool InOrder { get; init; }

    /// <summary>Sends an item although something of the run that it refers to was not written. Means something with <see cref="InOrder"/> only.</summary>
    public bool IgnorePrerequisites { get; init; }

    /// <summary>Makes products that others are to be associated with, and that are nowhere. Means something with <see cref="InOrder"/> only.</summary>
    public bool CreateMissingItems { get; init; }

    /// <summary>Leaves associations with products and models that are nowhere out of what is sent; a warning names them. Means something with <see cref="InOrder"/> only.</summary>
    public bool SkipMissingItems { get; init; }

    /// <summary>
    /// The file that keeps which inputs the server has taken, for a run that goes on where an earlier one was broken
    /// off; null for none.
    /// </summary>
    public string? JournalPath { get; init; }

    /// <summary>Failed or unknown items after which the run ends; null for any number.</summary>
    public long? MaximumFailures { get; init; }

    /// <summary>The time after which nothing more is sent; null for any.</summary>
    public TimeSpan? TimeBudget { get; init; }

    /// <summary>What tells how long a run has gone on, each time that it could end; null for the machine's clock.</summary>
    internal Func<TimeSpan>? Clock { get; init; }
}

/// <summary>Why a bulk write ended before its input did.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Message">That, in a sentence.</param>
/// <param name="Cause">What the server or the network said; null where neither is to blame.</param>
public sealed record BulkEnd(BulkEndReason Reason, string Message, PimException? Cause = null);

/// <summary>Why a bulk write ended before its input did.</summary>
public enum BulkEndReason
{
    /// <summary>The caller gave up.</summary>
    Cancelled,
    /// <summary>The server is gone, or takes the login no longer.</summary>
    Broken,
    /// <summary>More items failed than were allowed to.</summary>
    TooManyFailures,
    /// <summary>The time is used up.</summary>
    TimeUp,
}
