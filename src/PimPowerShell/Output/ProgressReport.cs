using System;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using PimPowerShell.Core.Bulk;

namespace PimPowerShell.Output;

/// <summary>Tells how far a bulk run is, at most four times a second.</summary>
/// <param name="cmdlet">Where to.</param>
/// <param name="summary">What was done.</param>
/// <param name="total">How many items there are in all; null where they come down the pipeline.</param>
internal sealed class ProgressReport(Cmdlet cmdlet, BulkSummary summary, int? total)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(250);

    private readonly Stopwatch _sinceShown = Stopwatch.StartNew();
    private bool _isShown;

    public void Show()
    {
        if (_sinceShown.Elapsed < s_interval)
        {
            return;
        }

        _sinceShown.Restart();
        _isShown = true;
        long done = summary.Done;
        double rate = summary.LinesPerSecond;
        cmdlet.WriteProgress(new ProgressRecord(0, "Writing to the PIM", string.Format(CultureInfo.CurrentCulture,
            "{0:N0} of {1:N0} items, {2:N0} a second, {3:N0} failed", done, total ?? summary.Taken, rate, summary[BulkStatus.Failed] + summary[BulkStatus.Unknown]))
        {
            PercentComplete = total is > 0 ? (int)Math.Min(100, done * 100 / total.Value) : -1,
            SecondsRemaining = total is > 0 && rate > 0 ? (int)((total.Value - done) / rate) : -1,
        });
    }

    public void Complete()
    {
        if (_isShown)
        {
            cmdlet.WriteProgress(new ProgressRecord(0, "Writing to the PIM", "done") { RecordType = ProgressRecordType.Completed });
        }
    }
}
