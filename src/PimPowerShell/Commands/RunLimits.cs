using System;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Output;

namespace PimPowerShell.Commands;

/// <summary>What the parameters -Checkpoint, -MaximumFailure and -TimeBudget say of a run of many writes.</summary>
internal sealed class RunLimits
{
    // a plain number would be taken for ticks, ten million of which make a second
    private static readonly TimeSpan s_shortestBudget = TimeSpan.FromMilliseconds(1);

    private readonly string? _journal;
    private readonly long? _maximumFailures;
    private readonly TimeSpan? _timeBudget;

    /// <summary>Reads them; fails before anything is sent where one does not fit.</summary>
    public RunLimits(PimCmdlet cmdlet, string? checkpoint, long maximumFailure, TimeSpan timeBudget)
    {
        bool hasBudget = cmdlet.MyInvocation.BoundParameters.ContainsKey("TimeBudget");
        if (hasBudget && timeBudget < s_shortestBudget)
        {
            cmdlet.ThrowTerminatingError(PimErrors.Input($"TimeBudget: {timeBudget} is too short for any run; 10 minutes are 00:10:00.", timeBudget));
        }

        _journal = checkpoint is null || cmdlet.IsWhatIf ? null : cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(checkpoint);
        _maximumFailures = cmdlet.MyInvocation.BoundParameters.ContainsKey("MaximumFailure") ? maximumFailure : null;
        _timeBudget = hasBudget ? timeBudget : null;
    }

    /// <summary>The settings of the run with them.</summary>
    public BulkSettings In(BulkSettings settings) => settings with { JournalPath = _journal, MaximumFailures = _maximumFailures, TimeBudget = _timeBudget };
}
