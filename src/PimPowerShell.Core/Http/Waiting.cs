using System;
using System.Threading;
using System.Threading.Tasks;

namespace PimPowerShell.Core.Http;

/// <summary>Waits that their caller can give up.</summary>
internal static class Waiting
{
    /// <summary>Waits for work that goes on without this caller when he gives up.</summary>
    public static async Task<T> OrCancelledAsync<T>(this Task<T> work, CancellationToken cancellation)
    {
        if (!work.IsCompleted && cancellation.CanBeCanceled)
        {
            var cancelled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            using (cancellation.Register(() => cancelled.TrySetResult(true)))
            {
                if (await Task.WhenAny(work, cancelled.Task).ConfigureAwait(false) != work)
                {
                    throw new OperationCanceledException(cancellation);
                }
            }
        }

        return await work.ConfigureAwait(false);
    }
}
