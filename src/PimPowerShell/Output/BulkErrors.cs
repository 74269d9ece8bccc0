using System.Management.Automation;
using PimPowerShell.Core;
using PimPowerShell.Core.Bulk;

namespace PimPowerShell.Output;

/// <summary>The errors of bulk writes.</summary>
internal static class BulkErrors
{
    /// <summary>The error of one input; null where it has none.</summary>
    /// <param name="result">What became of it.</param>
    /// <param name="name">What its user calls it.</param>
    public static ErrorRecord? Of(BulkResult result, string name)
    {
        if (result.Status is not (BulkStatus.Failed or BulkStatus.Unknown))
        {
            return null;
        }

        string subject = name.Length > 0 ? $"{result.Item.Resource.Noun} '{name}': " : "";
        return PimErrors.NotWritten(subject + PimFieldError.Describe(result.Message ?? "no message", result.Errors),
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
