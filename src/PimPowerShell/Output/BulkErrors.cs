using System.Management.Automation;
using PimPowerShell.Arguments;
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

        // what could not be read as an item has its place in the message
        string subject = name.Length > 0 ? $"{Place(result.Item)}{result.Item.Resource.Noun} '{name}': " : "";
        return PimErrors.NotWritten(subject + PimFieldError.Describe(result.Message ?? "no message", result.Errors),
            result.StatusCode, result.Status == BulkStatus.Unknown, UpsertResult.Given(result.Item.Tag));
    }

    /// <summary>The file and the line that an item is, as the beginning of a message; empty for all others.</summary>
    public static string Place(BulkItem item) => item.Tag is FileLine line ? $"{line}: " : "";

    /// <summary>The error that a run ended with; null where it ended as it was asked to.</summary>
    public static ErrorRecord? Of(BulkEnd end) => end switch
    {
        { Reason: BulkEndReason.Broken, Cause: { } cause } => PimErrors.From(cause, null),
        { Reason: BulkEndReason.Broken or BulkEndReason.TooManyFailures } => PimErrors.RunEnded(end.Message, end.Reason == BulkEndReason.TooManyFailures),
        _ => null,
    };
}
