using System;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;

namespace PimPowerShell.Core.Paging;

/// <summary>Where pages come from, one after the other.</summary>
public interface IPageSource
{
    /// <summary>The next page, or null behind the last.</summary>
    Task<PimPage?> NextAsync(CallContext context);
}

/// <summary>Reads pages with one page on its way while the caller works on the one before.</summary>
/// <remarks>Not thread-safe: one caller at a time. <see cref="Dispose"/> cancels the request under way and waits for its end.</remarks>
public sealed class PageReader : IDisposable
{
    private readonly IPageSource _source;
    private readonly CancellationTokenSource _stop;
    private readonly CallContext _context;
    private readonly long _maximumPages;
    private readonly bool _readsAhead;
    private Task<PimPage?>? _ahead;
    private long _asked;
    private bool _isAtEnd;
    private bool _isDisposed;

    /// <summary>Makes a reader; nothing is asked for before the first <see cref="ReadAsync"/>.</summary>
    /// <param name="source">Where the pages come from.</param>
    /// <param name="context">Cancels the reader, and takes its log.</param>
    /// <param name="maximumPages">Asks for no more pages than this, not counting those that are partial.</param>
    /// <param name="readsAhead">Whether the next page is on its way while the caller works on one; for a caller who may want no more, and cannot say how many pages that are.</param>
    public PageReader(IPageSource source, CallContext context, long maximumPages = long.MaxValue, bool readsAhead = true)
    {
        _source = source;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);
        _context = context with { Cancellation = _stop.Token };
        _maximumPages = maximumPages;
        _readsAhead = readsAhead;
    }

    /// <summary>The next page, which the caller disposes; null behind the last.</summary>
    /// <exception cref="PimException">The server refused, or could not be reached.</exception>
    public async Task<PimPage?> ReadAsync()
    {
        // stays known while it is awaited: who disposes this reader meanwhile has to wait for it
        Task<PimPage?>? current = _ahead ??= _isAtEnd ? null : Ask();
        if (current is null)
        {
            return null;
        }

        PimPage? page = await current.ConfigureAwait(false);
        if (page is { IsPartial: true })
        {
            _asked--;
        }

        _isAtEnd = page is null;
        _ahead = page is null || !_readsAhead ? null : Ask();
        return page;
    }

    /// <summary>Cancels what is under way and waits for it.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _stop.Cancel();
        try
        {
            _ahead?.GetAwaiter().GetResult()?.Dispose();
        }
        catch (Exception)
        {
            // nobody will read this page, so nobody needs to know why it did not come
        }

        _stop.Dispose();
    }

    private Task<PimPage?>? Ask() =>
        _asked++ < _maximumPages ? Task.Run(() => _source.NextAsync(_context)) : null;
}
