using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using PimPowerShell.Core.Http;

namespace PimPowerShell.Core.Tests.Support;

/// <summary>Keeps the log of a test's calls.</summary>
internal sealed class CallLog
{
    private readonly ConcurrentQueue<RequestLogEntry> _entries = new();

    public IReadOnlyList<RequestLogEntry> Entries => [.. _entries];

    /// <summary>The attempts, without the lines about waits.</summary>
    public IReadOnlyList<RequestLogEntry> Attempts => [.. _entries.Where(entry => entry.RetryIn is null)];

    /// <summary>The waits between attempts.</summary>
    public IReadOnlyList<TimeSpan> Waits => [.. _entries.Where(entry => entry.RetryIn is not null).Select(entry => entry.RetryIn!.Value)];

    /// <summary>The addresses of the attempts, decoded.</summary>
    public IReadOnlyList<string> Addresses => [.. Attempts.Select(entry => Uri.UnescapeDataString(entry.Address))];

    public string Text => string.Join("\n", _entries);

    public CallContext Context(CancellationToken cancellation = default, Action<RequestLogEntry>? also = null) => new(cancellation, entry =>
    {
        _entries.Enqueue(entry);
        also?.Invoke(entry);
    });
}
