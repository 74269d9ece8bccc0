using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Bulk;
using Xunit;

namespace PimPowerShell.Core.Tests.Bulk;

/// <summary>What an exception says of the item that it was thrown over.</summary>
public sealed class ResultTests
{
    private static readonly BulkItem s_item = new(0, AkeneoResources.ProductByUuid, "a", default);

    [Theory]
    [InlineData(PimErrorKind.Refused, false, BulkStatus.Failed, BulkStatus.Failed)]
    [InlineData(PimErrorKind.NotFound, false, BulkStatus.Failed, BulkStatus.Failed)]
    [InlineData(PimErrorKind.Throttled, false, BulkStatus.Failed, BulkStatus.Failed)]
    [InlineData(PimErrorKind.UserRefused, false, BulkStatus.Failed, BulkStatus.Skipped)]
    [InlineData(PimErrorKind.Unreachable, false, BulkStatus.Skipped, BulkStatus.Skipped)]
    [InlineData(PimErrorKind.Closed, false, BulkStatus.Skipped, BulkStatus.Skipped)]
    [InlineData(PimErrorKind.Closed, true, BulkStatus.Unknown, BulkStatus.Skipped)]
    [InlineData(PimErrorKind.Timeout, true, BulkStatus.Unknown, BulkStatus.Skipped)]
    [InlineData(PimErrorKind.ServerFault, true, BulkStatus.Unknown, BulkStatus.Skipped)]
    public void One_rule_says_what_became_of_it(PimErrorKind kind, bool mayHaveActed, BulkStatus written, BulkStatus unsent)
    {
        var thrown = new PimException(kind, "no") { MayHaveActed = mayHaveActed, StatusCode = 400, Attempts = 3 };

        Assert.Equal((written, "no", 400, 3), Shown(BulkResult.Of(s_item, thrown)));
        Assert.Equal((unsent, "Not sent: no", 400, 0), Shown(BulkResult.Unsent(s_item, thrown, "Not sent")));
    }

    private static (BulkStatus, string?, int?, int) Shown(BulkResult result) => (result.Status, result.Message, result.StatusCode, result.Attempts);
}
