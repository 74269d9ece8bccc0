using System;
using System.Threading;

namespace PimPowerShell.Core.Http;

/// <summary>What a caller's write needs after it: where the caller ends, it has a few seconds more.</summary>
internal sealed class GraceTime : IDisposable
{
    /// <summary>How long it goes on after the caller's end.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenRegistration _end;

    /// <summary>Begins it.</summary>
    /// <param name="context">The caller.</param>
    public GraceTime(CallContext context)
    {
        _end = context.Cancellation.Register(() => _source.CancelAfter(Length));
        Context = context with { Cancellation = _source.Token };
    }

    /// <summary>The caller, with the time.</summary>
    public CallContext Context { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Dispose();
        _source.Dispose();
    }
}
