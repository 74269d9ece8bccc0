using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace PimPowerShell.Core.Bulk;

/// <summary>Sends the items of a run that is put in order, wave after wave, with what is to be done about associations with items that are nowhere.</summary>
internal sealed class WaveSender(DependencyOrder order, BulkSettings settings, MissingItems missing, ChunkScheduler scheduler)
{
    /// <summary>Whether nothing may be sent any more.</summary>
    public required Func<bool> HasEnded { get; init; }

    /// <summary>Whether an item is to be sent; gives one that is not its result.</summary>
    public required Func<BulkItem, Task<bool>> IsFit { get; init; }

    /// <summary>Takes the result of an item that is not sent.</summary>
    public required Action<BulkResult> Give { get; init; }

    public async Task SendAsync()
    {
        if (settings.SkipMissingItems && !HasEnded())
        {
            order.LeaveOut(await missing.FindAsync(order.OutsideTargets()).ConfigureAwait(false));
        }

        foreach (IReadOnlyList<BulkItem> wave in order.Waves((item, message) => Give(new BulkResult(item, BulkStatus.Failed, null, message, [], 0))))
        {
            await (settings is { CreateMissingItems: true, IsPreview: false } ? SendAfterMissingAsync(wave) : SendAsync(wave)).ConfigureAwait(false);
            await scheduler.CompleteAsync().ConfigureAwait(false);
        }
    }

    private async Task SendAsync(IReadOnlyList<BulkItem> wave)
    {
        foreach (BulkItem item in wave)
        {
            if (await MaySendAsync(item).ConfigureAwait(false))
            {
                await scheduler.AddAsync(item).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Nothing is made for an item that is not sent.</summary>
    private async Task SendAfterMissingAsync(IReadOnlyList<BulkItem> wave)
    {
        var fit = new List<BulkItem>();
        foreach (BulkItem item in wave)
        {
            if (await MaySendAsync(item).ConfigureAwait(false))
            {
                fit.Add(item);
            }
        }

        await missing.MakeAsync(order.OutsideTargets(fit)).ConfigureAwait(false);
        foreach (BulkItem item in fit)
        {
            await scheduler.AddAsync(item).ConfigureAwait(false);
        }
    }

    private Task<bool> MaySendAsync(BulkItem item)
    {
        if (HasEnded() || settings.IgnorePrerequisites || order.Missing(item) is not { } prerequisite)
        {
            return IsFit(item);
        }

        Give(new BulkResult(item, BulkStatus.Skipped, null, $"Not sent, since {prerequisite} was not written.", [], 0));
        return Task.FromResult(false);
    }
}
