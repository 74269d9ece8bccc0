using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Bulk;

/// <summary>
/// Writes many items in parallel batches and gives exactly one result for each.
/// One caller adds; results may be taken at any time by the same caller, after a cancellation and after <see cref="Dispose"/> too.
/// </summary>
/// <remarks>
/// A key is never in flight twice: an Akeneo PIM that handles two writes of one product at the same time loses one of
/// them (pim-community-dev, number 19088). An item whose key is in flight is held back until the answer is there; the
/// order of one key's items is kept.
/// </remarks>
public sealed class BulkWriter : IDisposable
{
    // an input that repeats one key must not be read into memory while its first write is in flight
    private const int MostHeld = 1000;

    private readonly IPimProvider _provider;
    private readonly BatchLimits _limits;
    private readonly IReadOnlyDictionary<string, string> _pathValues;
    private readonly IReadOnlyDictionary<string, string> _options;
    private readonly CancellationTokenSource _stop;
    private readonly CallContext _context;
    private readonly SemaphoreSlim _lanes;
    private readonly ConcurrentQueue<BulkResult> _results = new();
    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private readonly ConcurrentDictionary<(BulkPlace, string), bool> _keysInFlight = new(KeyComparer.Instance);
    private readonly Dictionary<BulkPlace, Chunk> _open = [];
    private List<BulkItem> _held = [];
    private HashSet<(BulkPlace, string)> _heldKeys = new(KeyComparer.Instance);
    private int _finishedChunks;
    private int _seenChunks;
    private bool _isDisposed;

    /// <summary>Makes a writer; nothing is sent before a batch is full or <see cref="CompleteAsync"/> is called.</summary>
    /// <param name="provider">Where to write.</param>
    /// <param name="batchSize">Items in a batch, at most what the back end takes.</param>
    /// <param name="throttleLimit">Batches in flight.</param>
    /// <param name="pathValues">The keys of what the items lie in.</param>
    /// <param name="options">The server's query options.</param>
    /// <param name="context">Cancels the writer, and takes its log.</param>
    public BulkWriter(
        IPimProvider provider, int batchSize, int throttleLimit,
        IReadOnlyDictionary<string, string> pathValues, IReadOnlyDictionary<string, string> options, CallContext context)
    {
        _provider = provider;
        _limits = provider.BatchLimits with { Lines = Math.Min(batchSize, provider.BatchLimits.Lines) };
        _pathValues = pathValues;
        _options = options;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);
        _context = context with { Cancellation = _stop.Token };
        _lanes = new SemaphoreSlim(throttleLimit, throttleLimit);
    }

    /// <summary>Takes an item. Waits while all lanes are busy and a batch is full.</summary>
    /// <exception cref="OperationCanceledException">The writer was cancelled before; the item has its result nevertheless.</exception>
    public async Task AddAsync(BulkItem item)
    {
        if (_context.Cancellation.IsCancellationRequested)
        {
            Skip(item);
            throw new OperationCanceledException(_context.Cancellation);
        }

        if (item.Line.Length > _limits.LineBytes)
        {
            _results.Enqueue(new BulkResult(item, BulkStatus.Failed, null,
                $"The line has {item.Line.Length} bytes; {_provider.Name} takes {_limits.LineBytes}.", [], 0));
            return;
        }

        await ReleaseHeldAsync().ConfigureAwait(false);
        if (MustWait(item))
        {
            Hold(item);
            while (_held.Count >= MostHeld && !_running.IsEmpty)
            {
                await WaitForOneAsync().ConfigureAwait(false);
                await ReleaseHeldAsync().ConfigureAwait(false);
            }

            return;
        }

        await AppendAsync(item).ConfigureAwait(false);
    }

    /// <summary>Takes a result that is ready.</summary>
    public bool TryTake(out BulkResult result) => _results.TryDequeue(out result!);

    /// <summary>Sends what is left and waits for all answers.</summary>
    /// <exception cref="OperationCanceledException">The writer was cancelled; every item has its result nevertheless.</exception>
    public async Task CompleteAsync()
    {
        do
        {
            await ReleaseHeldAsync().ConfigureAwait(false);
            foreach (BulkPlace place in _open.Keys.ToList())
            {
                bool isLast = _limits.MarksLast && _held.Count == 0 && _open.Count == 1;
                while (isLast && !_running.IsEmpty)
                {
                    await WaitForOneAsync().ConfigureAwait(false);
                }

                await DispatchAsync(place, isLast).ConfigureAwait(false);
            }

            await WaitForOneAsync().ConfigureAwait(false);
        }
        while (_held.Count > 0 || _open.Count > 0 || !_running.IsEmpty);
        _context.Cancellation.ThrowIfCancellationRequested();
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
        Task.WhenAll(_running.Keys).GetAwaiter().GetResult();
        foreach (BulkItem item in _open.Values.SelectMany(chunk => chunk.Items).Concat(_held))
        {
            Skip(item);
        }

        _open.Clear();
        _held.Clear();
        _stop.Dispose();
        _lanes.Dispose();
    }

    private bool MustWait(BulkItem item) => _keysInFlight.ContainsKey((item.Place, item.Key)) || _heldKeys.Contains((item.Place, item.Key));

    private void Skip(BulkItem item) => _results.Enqueue(new BulkResult(item, BulkStatus.Skipped, null, "Stopped before it was sent.", [], 0));

    private void Hold(BulkItem item)
    {
        _held.Add(item);
        _heldKeys.Add((item.Place, item.Key));
    }

    private async Task ReleaseHeldAsync()
    {
        int finished = Volatile.Read(ref _finishedChunks);
        if (_held.Count == 0 || finished == _seenChunks)
        {
            return;
        }

        _seenChunks = finished;
        List<BulkItem> candidates = _held;
        _held = [];
        _heldKeys = new(KeyComparer.Instance);
        foreach (BulkItem item in candidates)
        {
            if (MustWait(item))
            {
                Hold(item);
            }
            else
            {
                await AppendAsync(item).ConfigureAwait(false);
            }
        }
    }

    private async Task AppendAsync(BulkItem item)
    {
        if (_open.TryGetValue(item.Place, out Chunk? chunk)
            && (chunk.Bytes + item.Line.Length > _limits.BodyBytes || chunk.Items.Count == _limits.Lines))
        {
            await DispatchAsync(item.Place).ConfigureAwait(false);
            if (MustWait(item))
            {
                Hold(item);
                return;
            }

            chunk = null;
        }

        if (chunk is null)
        {
            _open[item.Place] = chunk = new Chunk();
        }

        chunk.Add(item);
        // one that may be the last of the run stays until the next item shows that it is not
        if (chunk.Items.Count == _limits.Lines && !_limits.MarksLast)
        {
            await DispatchAsync(item.Place).ConfigureAwait(false);
        }
    }

    private async Task DispatchAsync(BulkPlace place, bool isLast = false)
    {
        Chunk chunk = _open[place];
        try
        {
            await _lanes.WaitAsync(_context.Cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
        }

        _open.Remove(place);
        // a lane may be had at the very moment of a cancellation, which ends those who hold lanes first
        if (_context.Cancellation.IsCancellationRequested)
        {
            chunk.Items.ForEach(Skip);
            return;
        }

        foreach (BulkItem item in chunk.Items)
        {
            _keysInFlight[(place, item.Key)] = true;
        }

        Task sending = Task.Run(() => SendAsync(place, chunk.Items, isLast));
        _running[sending] = true;
        _ = sending.ContinueWith(task => _running.TryRemove(task, out _), TaskScheduler.Default);
    }

    private async Task SendAsync(BulkPlace place, List<BulkItem> items, bool isLast)
    {
        try
        {
            foreach (BulkResult result in await ResultsAsync(place, items, isLast).ConfigureAwait(false))
            {
                _results.Enqueue(result);
            }
        }
        finally
        {
            foreach (BulkItem item in items)
            {
                _keysInFlight.TryRemove((place, item.Key), out _);
            }

            Interlocked.Increment(ref _finishedChunks);
            _lanes.Release();
        }
    }

    private async Task<List<BulkResult>> ResultsAsync(BulkPlace place, List<BulkItem> items, bool isLast)
    {
        try
        {
            BatchAnswer answer = await _provider.SendBatchAsync(
                new BatchRequest(place.Resource, place.PathValues ?? _pathValues, _options, [.. items.Select(item => item.Line)]) { IsLast = isLast }, _context).ConfigureAwait(false);
            return [.. items.Select((item, place) => answer.Lines[place] is { } line
                ? new BulkResult(item, Status(line.StatusCode), line.StatusCode, line.Message, line.Errors, answer.Attempts) { Warnings = line.Warnings }
                : new BulkResult(item, BulkStatus.Unknown, null, answer.Failure?.Message, [], answer.Attempts))];
        }
        catch (PimException e)
        {
            // without an answer the server may have taken all of it, or any part
            return [.. items.Select(item => new BulkResult(item, e.MayHaveActed ? BulkStatus.Unknown : BulkStatus.Failed, e.StatusCode, e.Message, e.Errors, e.Attempts))];
        }
        catch (OperationCanceledException)
        {
            return [.. items.Select(item => new BulkResult(item, BulkStatus.Unknown, null, "Stopped before an answer came.", [], 1))];
        }
        catch (Exception e)
        {
            // whatever it is, no input may be left without a result
            return [.. items.Select(item => new BulkResult(item, BulkStatus.Unknown, null, e.Message, [], 1))];
        }
    }

    private static BulkStatus Status(int statusCode) => statusCode switch
    {
        201 => BulkStatus.Created,
        >= 200 and < 300 => BulkStatus.Updated,
        _ => BulkStatus.Failed,
    };

    private async Task WaitForOneAsync()
    {
        Task[] running = [.. _running.Keys];
        if (running.Length > 0)
        {
            await Task.WhenAny(running).ConfigureAwait(false);
        }
    }

    private sealed class Chunk
    {
        public List<BulkItem> Items { get; } = [];

        public int Bytes { get; private set; }

        public void Add(BulkItem item)
        {
            Items.Add(item);
            Bytes += item.Line.Length + 1;
        }
    }

    /// <summary>Codes and uuids are the same in any case, to the server.</summary>
    private sealed class KeyComparer : IEqualityComparer<(BulkPlace Place, string Key)>
    {
        public static KeyComparer Instance { get; } = new();

        public bool Equals((BulkPlace Place, string Key) x, (BulkPlace Place, string Key) y) =>
            x.Place.Equals(y.Place) && StringComparer.OrdinalIgnoreCase.Equals(x.Key, y.Key);

        public int GetHashCode((BulkPlace Place, string Key) key) => StringComparer.OrdinalIgnoreCase.GetHashCode(key.Key);
    }
}
