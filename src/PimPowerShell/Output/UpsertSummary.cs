using System;
using System.Collections.Generic;
using System.Management.Automation;
using PimPowerShell.Core.Bulk;

namespace PimPowerShell.Output;

/// <summary>What a bulk run came to, as users see it.</summary>
internal static class UpsertSummary
{
    /// <param name="writer">The run; results that nobody has taken are taken.</param>
    /// <param name="notGiven">Results that a stopped pipeline took no more.</param>
    public static PSObject From(BulkWriter writer, IEnumerable<UpsertResult> notGiven)
    {
        BulkSummary summary = writer.Summary;
        var rest = new List<UpsertResult>(notGiven);
        while (writer.TryTake(out BulkResult result))
        {
            rest.Add(UpsertResult.From(result));
        }

        var view = new PSObject();
        view.TypeNames.Insert(0, "PimPowerShell.UpsertSummary");
        Add("Total", summary.Taken);
        foreach (BulkStatus status in Enum.GetValues(typeof(BulkStatus)))
        {
            Add(status.ToString(), summary[status]);
        }

        Add("Elapsed", summary.Elapsed);
        Add("LinesPerSecond", Math.Round(summary.LinesPerSecond, 1));
        Add("Requests", summary.Requests);
        Add("Retries", summary.Retries);
        Add("ThrottledTime", summary.ThrottledTime);
        Add("LatencyP50", summary.LatencyP50);
        Add("LatencyP95", summary.LatencyP95);
        Add("EndedBy", writer.End?.Message);
        Add("NotGiven", rest.ToArray());
        return view;

        void Add(string name, object? value) => view.Properties.Add(new PSNoteProperty(name, value), preValidated: true);
    }
}
