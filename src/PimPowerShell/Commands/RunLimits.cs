using System;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Output;

namespace PimPowerShell.Commands;

/// <summary>What the parameters -Checkpoint, -MaximumFailure and -TimeBudget say of a run.</summary>
internal sealed class RunLimits
{
    // a plain number would be taken for ticks, ten million of which make a second
    private static readonly TimeSpan s_shortestBudget = TimeSpan.FromMilliseconds(1);

    private readonly string? _journal;
    private readonly long? _maximumFailures;
    private readonly TimeSpan? _timeBudget;

    private RunLimits(string? journal, long? maximumFailures, TimeSpan? timeBudget) => (_journal, _maximumFailures, _timeBudget) = (journal, maximumFailures, timeBudget);

    /// <summary>Reads them; fails before anything is sent where one does not fit.</summary>
    public static RunLimits Of<T>(T cmdlet) where T : PimCmdlet, ILimited => new(
        cmdlet.Checkpoint is null || cmdlet.IsWhatIf ? null : cmdlet.PathOf(cmdlet.Checkpoint, nameof(ILimited.Checkpoint)),
        cmdlet.MyInvocation.BoundParameters.ContainsKey(nameof(ILimited.MaximumFailure)) ? cmdlet.MaximumFailure : null,
        TimeOf(cmdlet));

    /// <summary>Reads the time alone; null for any. Fails before anything is sent where it does not fit.</summary>
    public static TimeSpan? TimeOf<T>(T cmdlet) where T : PimCmdlet, ITimeLimited
    {
        if (!cmdlet.MyInvocation.BoundParameters.ContainsKey(nameof(ITimeLimited.TimeBudget)))
        {
            return null;
        }

        if (cmdlet.TimeBudget < s_shortestBudget)
        {
            cmdlet.ThrowTerminatingError(PimErrors.Input($"{nameof(ITimeLimited.TimeBudget)}: {cmdlet.TimeBudget} is too short for any run; 10 minutes are 00:10:00.", cmdlet.TimeBudget));
        }

        return cmdlet.TimeBudget;
    }

    /// <summary>The settings of the run with them.</summary>
    public BulkSettings In(BulkSettings settings) => settings with { JournalPath = _journal, MaximumFailures = _maximumFailures, TimeBudget = _timeBudget };
}
