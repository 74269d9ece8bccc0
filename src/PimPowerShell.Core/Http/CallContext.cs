using System;
using System.Diagnostics;
using System.Threading;
using PimPowerShell.Core.History;

namespace PimPowerShell.Core.Http;

/// <summary>What one operation of a caller brings along to each of its requests.</summary>
/// <param name="Cancellation">Ends the operation: waits, retries and transfers stop at once.</param>
/// <param name="Log">Takes a line for each attempt. Called from any thread; must return quickly. Null: nobody listens.</param>
/// <param name="Notes">Takes what a provider has to remark. Called from any thread; must return quickly. Null: nobody listens.</param>
public sealed record CallContext(CancellationToken Cancellation = default, Action<RequestLogEntry>? Log = null, Action<PimNote>? Notes = null)
{
    /// <summary>Whose writes these are, for the history; null where nobody says.</summary>
    public WriteOrigin? Origin { get; init; }

    /// <summary>
    /// The moment, as <see cref="System.Diagnostics.Stopwatch"/> tells it, at which the operation began: nothing is refused by what a session
    /// has kept from before, which is asked for once more. 0 for one to which all that is kept is good enough.
    /// </summary>
    public long Began { get; init; }

    /// <summary>The same for an operation that begins now at the latest.</summary>
    internal CallContext Dated() => Began > 0 ? this : this with { Began = Stopwatch.GetTimestamp() };
}
