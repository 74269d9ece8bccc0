using System;
using System.Diagnostics;
using System.Management.Automation;

namespace PimPowerShell.Output;

/// <summary>Tells how far something is, at most four times a second.</summary>
/// <param name="cmdlet">Where to.</param>
/// <param name="activity">What is going on.</param>
internal sealed class ThrottledProgress(Cmdlet cmdlet, string activity)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(250);

    private readonly Stopwatch _sinceShown = Stopwatch.StartNew();
    private bool _isShown;

    /// <summary>Shows how far it is, if it is time.</summary>
    /// <param name="state">That, in words.</param>
    /// <param name="adjust">Adds what else is known.</param>
    public void Show(Func<string> state, Action<ProgressRecord>? adjust = null)
    {
        if (_sinceShown.Elapsed < s_interval)
        {
            return;
        }

        _sinceShown.Restart();
        _isShown = true;
        var record = new ProgressRecord(0, activity, state());
        adjust?.Invoke(record);
        cmdlet.WriteProgress(record);
    }

    public void Complete()
    {
        if (_isShown)
        {
            cmdlet.WriteProgress(new ProgressRecord(0, activity, "done") { RecordType = ProgressRecordType.Completed });
        }
    }
}
