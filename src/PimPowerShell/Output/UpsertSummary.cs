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
    public static PSObject From(BulkSummary summary, BulkEnd? end, IEnumerable<UpsertResult> notGiven)
    {
        var view = new PSObject();
        view.TypeNames.Insert(0, "PimPowerShell.UpsertSummary");
        Add("Total", summary.Taken);
        foreach (BulkStatus status in Enum.GetValues(typeof(BulkStatus)))
        {
            Add(status.ToString(), summary[status]);
        }

        Add("MissingCreated", summary.MissingCreated.ToArray());
        Add("Elapsed", summary.Elapsed);
        Add("LinesPerSecond", Math.Round(summary.LinesPerSecond, 1));
        Add("Requests", summary.Requests);
        Add("Retries", summary.Retries);
        Add("ThrottledTime", summary.ThrottledTime);
        Add("LatencyP50", summary.LatencyP50);
        Add("LatencyP95", summary.LatencyP95);
        Add("EndedBy", end?.Message);
        Add("NotGiven", notGiven.ToArray());
        return view;

        void Add(string name, object? value) => view.Properties.Add(new PSNoteProperty(name, value), preValidated: true);
    }
}
