using System.Collections.Generic;

namespace PimPowerShell.Sandbox.Traffic;

/// <summary>Tells the counters what a batch holds, for as long as its answer is not sent.</summary>
internal sealed class CallTrace(PimSandboxCounters counters)
{
    private IReadOnlyCollection<string> _keys = [];

    public PimSandboxCounters Counters { get; } = counters;

    /// <summary>Says which keys this batch holds, each named once.</summary>
    public void Hold(IReadOnlyCollection<string> keys)
    {
        _keys = keys;
        Counters.EnterKeys(keys);
    }

    public void Release()
    {
        Counters.LeaveKeys(_keys);
        _keys = [];
    }
}
