using System;
using System.Globalization;
using System.Management.Automation;
using PimPowerShell.Core.Bulk;

namespace PimPowerShell.Output;

/// <summary>Tells how far a bulk run is.</summary>
/// <param name="cmdlet">Where to.</param>
/// <param name="summary">What was done.</param>
/// <param name="total">How many items there are in all; null where they come down the pipeline.</param>
internal sealed class ProgressReport(Cmdlet cmdlet, BulkSummary summary, int? total)
{
    private readonly ThrottledProgress _progress = new(cmdlet, "Writing to the PIM");

    public void Show() => _progress.Show(
        () => string.Format(CultureInfo.CurrentCulture, "{0:N0} of {1:N0} items, {2:N0} a second, {3:N0} failed",
            summary.Done, total ?? summary.Taken, summary.LinesPerSecond, summary[BulkStatus.Failed] + summary[BulkStatus.Unknown]),
        record =>
        {
            (long done, double rate) = (summary.Done, summary.LinesPerSecond);
            record.PercentComplete = total is > 0 ? (int)Math.Min(100, done * 100 / total.Value) : -1;
            record.SecondsRemaining = total is > 0 && rate > 0 ? (int)((total.Value - done) / rate) : -1;
        });

    public void Complete() => _progress.Complete();
}
