using System.Management.Automation;
using PimPowerShell.Core;
using PimPowerShell.Core.Bulk;

namespace PimPowerShell.Output;

/// <summary>The errors of bulk writes.</summary>
internal static class BulkErrors
{
    /// <summary>The error of one input; null where it has none.</summary>
    public static ErrorRecord? Of(BulkResult result)
    {
        if (result.Status is not (BulkStatus.Failed or BulkStatus.Unknown))
        {
            return null;
        }

        string name = result.Item.Key.Length > 0 ? $"{result.Item.Resource.Noun} '{result.Item.Key}': " : "";
        return PimErrors.NotWritten(name + PimFieldError.Describe(result.Message ?? "no message", result.Errors),
            result.StatusCode, result.Status == BulkStatus.Unknown, UpsertResult.Given(result.Item.Tag));
    }

    /// <summary>The error that a run ended with; null where it ended as it was asked to.</summary>
    public static ErrorRecord? Of(BulkEnd end) => end switch
    {
        { Reason: BulkEndReason.Broken, Cause: { } cause } => PimErrors.From(cause, null),
        { Reason: BulkEndReason.Broken or BulkEndReason.TooManyFailures } => PimErrors.RunEnded(end.Message, end.Reason == BulkEndReason.TooManyFailures),
        _ => null,
    };
}
