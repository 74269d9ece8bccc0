using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;

namespace PimPowerShell.Core.Bulk;

/// <summary>
/// Writes many items in parallel batches and gives exactly one result for each.
/// One caller adds; results may be taken at any time by the same caller, after the end of a run and after <see cref="Dispose"/> too.
/// </summary>
/// <remarks>
/// A run that is cancelled, that loses its server or its login, that has more failures than allowed or no time left,
/// sends nothing more: what is in flight is waited for, and all else that was added is <see cref="BulkStatus.Skipped"/>.
/// </remarks>
public sealed class BulkWriter : IDisposable
{
    private readonly IPimProvider _provider;
    private readonly BulkSettings _settings;
    private readonly CancellationTokenSource _stop;
    private readonly CallContext _context;
    private readonly ConcurrentQueue<BulkResult> _results = new();
    private readonly ItemCheck _check;
    private readonly ChunkSender _sender;
    private readonly ChunkScheduler _scheduler;
    private readonly BulkJournal? _journal;
    private readonly DependencyOrder? _order;
    private readonly PausedWork? _pause;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly RunEnding _ending;
    private bool _isOrdered;
    private bool _isCompleted;
    private bool _isDisposed;

    /// <summary>Makes a writer; nothing is sent before a batch is full or <see cref="CompleteAsync"/> is called.</summary>
    /// <param name="provider">Where to write.</param>
    /// <param name="settings">How.</param>
    /// <param name="context">Cancels the writer, and takes its log.</param>
    /// <exception cref="PimException">The journal cannot be used.</exception>
    public BulkWriter(IPimProvider provider, BulkSettings settings, CallContext context)
    {
        if (settings.BatchSize < 1 || settings.ThrottleLimit < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(settings), "BatchSize and ThrottleLimit are 1 at least.");
        }

        _provider = provider;
        _settings = settings;
        _journal = settings.JournalPath is { } path && !settings.IsPreview ? BulkJournal.Open(path, provider.Root) : null;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);
        _ending = new RunEnding(settings, _clock, _stop.Token);
        _order = settings.InOrder ? new DependencyOrder() : null;
        Summary = new BulkSummary(_clock);
        _context = context with { Cancellation = _stop.Token, Log = Summary.Listen(context.Log), Began = Stopwatch.GetTimestamp() };
        _sender = new ChunkSender(provider, settings, Summary, _context) { HasEnded = _ending.HasEnded };
        _check = new ItemCheck(provider, settings, _context);
        _pause = PausedWork.Of(provider, settings);
        BatchLimits limits = provider.BatchLimits with { Lines = Math.Min(settings.BatchSize, provider.BatchLimits.Lines) };
        _scheduler = new ChunkScheduler(limits, settings.ThrottleLimit, SendAsync, Skip, _ending.HasEnded, () => _sender.BodyBytes, _stop.Token);
    }

    /// <summary>What was done so far.</summary>
    public BulkSummary Summary { get; }

    /// <summary>Why the run ended before its input did; null while it goes on, or when it ended in good order.</summary>
    public BulkEnd? End => _ending.End;

    /// <summary>Takes an item. Waits while all lanes are busy and a batch is full. An item that comes after the end of the run is skipped.</summary>
    [MethodImpl(Jit.Hot)]
    public Task AddAsync(BulkItem item)
    {
        Summary.Take();
        if (item.PathValues is null && _settings.PathValues.Count > 0)
        {
            item = item with { PathValues = _settings.PathValues };
        }

        if (_ending.HasEnded())
        {
            Skip(item);
        }
        else if (item.Line.Length > _provider.BatchLimits.LineBytes)
        {
            Give(new BulkResult(item, BulkStatus.Failed, null,
                $"The line has {item.Line.Length} bytes; {_provider.Name} takes {_provider.BatchLimits.LineBytes}.", [], 0));
        }
        else if (_journal?.TryTake(item, GiveKnown) != true)
        {
            return OrderOrSendAsync(item);
        }

        return Task.CompletedTask;
    }

    private Task OrderOrSendAsync(BulkItem item)
    {
        if (_order is null)
        {
            return SendAsync(item);
        }

        _order.Add(item);
        return Task.CompletedTask;
    }

    private void GiveKnown(BulkResult known)
    {
        _order?.SetWritten(known.Item);
        Give(known);
    }

    /// <summary>Takes an input that the caller does not send; it counts as all others do.</summary>
    /// <param name="result">What to say of it.</param>
    public void Add(BulkResult result)
    {
        Summary.Take();
        Give(result);
    }

    /// <summary>Takes a result that is ready.</summary>
    public bool TryTake(out BulkResult result) => _results.TryDequeue(out result!);

    /// <summary>Sends what is left and waits for all answers.</summary>
    public async Task CompleteAsync()
    {
        foreach (BulkItem item in _journal?.TakeBack() ?? [])
        {
            await OrderOrSendAsync(item).ConfigureAwait(false);
        }

        if (_order is not null && !_isOrdered)
        {
            _isOrdered = true;
            try
            {
                var missing = new MissingItems(_provider, _settings, Summary, _context);
                await new WaveSender(_order, _settings, missing, _scheduler) { HasEnded = _ending.HasEnded, IsFit = IsFitAsync, Give = Give }.SendAsync().ConfigureAwait(false);
            }
            catch (Exception e)
            {
                // whatever it is, no input may be left without a result
                _ending.EndWith(new BulkEnd(BulkEndReason.Broken, e.Message, e as PimException));
                await _scheduler.CompleteAsync().ConfigureAwait(false);
                foreach (BulkItem item in _order.Unsettled())
                {
                    Skip(item);
                }
            }
        }

        await _scheduler.CompleteAsync().ConfigureAwait(false);
        if (!_isCompleted)
        {
            _isCompleted = true;
            await (_pause?.EndAsync(_context) ?? Task.CompletedTask).ConfigureAwait(false);
            _clock.Stop();
        }
    }

    /// <summary>Cancels what is in flight and waits for it.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _stop.Cancel();
        if (!_isCompleted)
        {
            _ = _ending.HasEnded();
        }

        try
        {
            CompleteAsync().GetAwaiter().GetResult();
        }
        finally
        {
            _stop.Dispose();
            _scheduler.Dispose();
            _journal?.Dispose();
        }
    }

    private Task SendAsync(BulkItem item)
    {
        if (_settings.Validate)
        {
            return CheckAndSendAsync(item);
        }

        if (!_ending.HasEnded())
        {
            return _scheduler.AddAsync(item);
        }

        Skip(item);
        return Task.CompletedTask;
    }

    private async Task CheckAndSendAsync(BulkItem item)
    {
        if (await IsFitAsync(item).ConfigureAwait(false))
        {
            await _scheduler.AddAsync(item).ConfigureAwait(false);
        }
    }

    /// <summary>Whether an item is to be sent; one that is not gets its result.</summary>
    private async Task<bool> IsFitAsync(BulkItem item)
    {
        if (_ending.HasEnded())
        {
            Skip(item);
        }
        else if (_settings.Validate && await _check.FindFaultAsync(item, _ending.EndWith).ConfigureAwait(false) is { } fault)
        {
            Give(fault);
        }
        else
        {
            return true;
        }

        return false;
    }

    private async Task SendAsync(BulkPlace place, IReadOnlyList<BulkItem> items)
    {
        ChunkOutcome outcome = await _sender.SendAsync(place, items).ConfigureAwait(false);
        List<BulkResult> results = [.. outcome.Results.Select(Settle).OfType<BulkResult>()];
        try
        {
            _journal?.Append(results);
        }
        catch (IOException e)
        {
            _ending.EndWith(new BulkEnd(BulkEndReason.Broken, $"The journal '{_settings.JournalPath}' cannot be written: {e.Message}"));
        }

        _pause?.Watch(results);
        results.ForEach(Enqueue);
        _ending.Watch(outcome.Failure);
    }

    private void Skip(BulkItem item) => Give(new BulkResult(item, BulkStatus.Skipped, null, $"Not sent. {End?.Message}".TrimEnd(), [], 0));

    private BulkResult? Settle(BulkResult result) => _order is null ? result : _order.Settle(result);

    private void Give(BulkResult result)
    {
        if (Settle(result) is { } settled)
        {
            Enqueue(settled);
        }
    }

    private void Enqueue(BulkResult result)
    {
        result = _check.WithRemarks(result);
        long failures = Summary.Count(result.Status);
        _results.Enqueue(result);
        _ending.Watch(failures);
    }
}
