using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;

namespace PimPowerShell.Core.Bulk;

/// <summary>Holds items against the catalog's structure before they are sent.</summary>
internal sealed class ItemCheck(IPimProvider provider, BulkSettings settings, CallContext context)
{
    // what was odd in items that are on their way
    private readonly ConcurrentDictionary<long, string[]> _remarks = new();

    /// <summary>What speaks against sending an item; null when nothing does.</summary>
    /// <param name="item">The item.</param>
    /// <param name="end">Takes why nothing more can be checked, nor sent.</param>
    public async Task<BulkResult?> FindFaultAsync(BulkItem item, Action<BulkEnd> end)
    {
        try
        {
            IReadOnlyList<PimFieldError> errors = await provider.CheckAsync(item.Resource, item.PathValues ?? settings.PathValues, item.Line, context, settings.Options).ConfigureAwait(false);
            if (errors.Count == 0)
            {
                return null;
            }

            if (settings.IsStrict || errors.Any(static error => !error.IsRemark))
            {
                return new BulkResult(item, BulkStatus.Failed, null, "Not sent.", errors, 0);
            }

            _remarks[item.Index] = [.. errors.Select(static remark => PimFieldError.Describe("", [remark]))];
            return null;
        }
        catch (OperationCanceledException)
        {
            return new BulkResult(item, BulkStatus.Skipped, null, "Not sent. Stopped.", [], 0);
        }
        catch (PimException e)
        {
            if (e.IsNoAnswer)
            {
                end(new BulkEnd(BulkEndReason.Broken, e.Message, e));
            }

            return BulkResult.Unsent(item, e, "Not sent, since it could not be checked");
        }
        catch (Exception e)
        {
            return new BulkResult(item, BulkStatus.Failed, null, $"Not sent, since it could not be checked: {e.Message}", [], 0);
        }
    }

    /// <summary>A result with what was odd in its item.</summary>
    public BulkResult WithRemarks(BulkResult result) => !_remarks.IsEmpty && _remarks.TryRemove(result.Item.Index, out string[]? remarks)
        ? result with { Warnings = [.. result.Warnings, .. remarks] }
        : result;
}
