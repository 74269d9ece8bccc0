using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Core.Bulk;

namespace PimPowerShell.Output;

/// <summary>What a bulk run came to, as users see it.</summary>
internal static class UpsertSummary
{
    /// <param name="summary">What was done.</param>
    /// <param name="end">Why the run ended before its input did.</param>
    /// <param name="notGiven">Results that a stopped pipeline took no more.</param>
    public static PSObject From(BulkSummary summary, BulkEnd? end, IEnumerable<UpsertResult> notGiven) => TypedObject.Of("PimPowerShell.UpsertSummary", [
        ("Total", summary.Taken),
        .. Enum.GetValues(typeof(BulkStatus)).Cast<BulkStatus>().Select(status => (status.ToString(), (object?)summary[status])),
        ("MissingCreated", summary.MissingCreated.ToArray()),
        ("Elapsed", summary.Elapsed),
        ("LinesPerSecond", Math.Round(summary.LinesPerSecond, 1)),
        ("Requests", summary.Requests),
        ("Retries", summary.Retries),
        ("ThrottledTime", summary.ThrottledTime),
        ("LatencyP50", summary.LatencyP50),
        ("LatencyP95", summary.LatencyP95),
        ("EndedBy", end?.Message),
        ("NotGiven", notGiven.ToArray()),
    ]);
}
