using System;
using System.Threading;
using System.Threading.Tasks;

namespace PimPowerShell.Core.Sync;

/// <summary>Background work that makes something and goes on only when the caller asks for more.</summary>
/// <remarks>Not thread-safe: one caller at a time. <see cref="Dispose"/> cancels the work and waits for its end.</remarks>
internal sealed class Handover<T> : IDisposable where T : class
{
    private readonly CancellationTokenSource _stop;
    private readonly SemaphoreSlim _asking = new(0);
    private readonly Func<Func<T, Task>, CancellationToken, Task> _work;
    private TaskCompletionSource<T?>? _asked;
    private Task? _running;
    private volatile bool _isOver;

    /// <param name="work">The work, with what takes each piece.</param>
    /// <param name="cancellation">Ends it.</param>
    public Handover(Func<Func<T, Task>, CancellationToken, Task> work, CancellationToken cancellation)
    {
        _work = work;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    }

    /// <summary>The next piece; null behind the last.</summary>
    public Task<T?> NextAsync()
    {
        if (_isOver)
        {
            return Task.FromResult<T?>(null);
        }

        // whoever waits goes on elsewhere, not in the work's own steps
        TaskCompletionSource<T?> asked = _asked = new TaskCompletionSource<T?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asking.Release();
        _running ??= Task.Run(RunAsync);
        return asked.Task;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _running?.GetAwaiter().GetResult();
        _stop.Dispose();
        _asking.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            await _asking.WaitAsync(_stop.Token).ConfigureAwait(false);
            await _work(GiveAsync, _stop.Token).ConfigureAwait(false);
            _isOver = true;
            _asked!.TrySetResult(null);
        }
        catch (OperationCanceledException)
        {
            _isOver = true;
            _asked!.TrySetCanceled();
        }
        catch (Exception e)
        {
            _isOver = true;
            _asked!.TrySetException(e);
        }
    }

    private Task GiveAsync(T piece)
    {
        _asked!.SetResult(piece);
        return _asking.WaitAsync(_stop.Token);
    }
}
