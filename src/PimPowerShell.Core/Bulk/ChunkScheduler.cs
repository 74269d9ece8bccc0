using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace PimPowerShell.Core.Bulk;

/// <summary>
/// Cuts items into chunks and keeps as many in flight as there are lanes. One caller adds.
/// </summary>
/// <remarks>
/// A key is never in flight twice: an Akeneo PIM that handles two writes of one product at the same time loses one of
/// them (pim-community-dev, number 19088). An item whose key is in flight, or waits in a chunk, is held back until the
/// answer is there; the order of one key's items is kept. So is an item behind its parent, where each goes alone.
/// </remarks>
internal sealed class ChunkScheduler : IDisposable
{
    // an input that repeats one key must not be read into memory while its first write is in flight
    private const int MostHeld = 1000;

    private readonly BatchLimits _limits;
    private readonly Func<BulkPlace, IReadOnlyList<BulkItem>, Task> _send;
    private readonly Action<BulkItem> _skip;
    private readonly Func<bool> _hasEnded;
    private readonly Func<int> _bodyBytes;
    private readonly CancellationToken _cancellation;
    private readonly SemaphoreSlim _lanes;
    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private readonly ConcurrentDictionary<(BulkPlace, string), bool> _busyKeys = new(KeyComparer.Instance);
    private readonly Dictionary<BulkPlace, Chunk> _open = [];
    private List<(BulkItem Item, string? Parent)> _held = [];
    private HashSet<(BulkPlace, string)> _heldKeys = new(KeyComparer.Instance);
    private int _finishedChunks;
    private int _seenChunks;

    /// <param name="limits">What goes in a chunk.</param>
    /// <param name="lanes">Chunks in flight.</param>
    /// <param name="send">Sends a chunk, and gives each of its items its result; never throws.</param>
    /// <param name="skip">Takes an item that is not sent, since the run has ended.</param>
    /// <param name="hasEnded">Whether it has.</param>
    /// <param name="bodyBytes">The bytes that a chunk may have at the time.</param>
    /// <param name="cancellation">Ends waiting for a lane.</param>
    public ChunkScheduler(
        BatchLimits limits, int lanes, Func<BulkPlace, IReadOnlyList<BulkItem>, Task> send, Action<BulkItem> skip,
        Func<bool> hasEnded, Func<int> bodyBytes, CancellationToken cancellation)
    {
        _limits = limits;
        _lanes = new SemaphoreSlim(lanes, lanes);
        _send = send;
        _skip = skip;
        _hasEnded = hasEnded;
        _bodyBytes = bodyBytes;
        _cancellation = cancellation;
    }

    /// <summary>Takes an item. Waits while all lanes are busy and a chunk is full.</summary>
    public Task AddAsync(BulkItem item)
    {
        string? parent = item.ParentKey;
        return _held.Count == 0 && !MustWait(item, parent) ? AppendAsync(item) : AddOrHoldAsync(item, parent);
    }

    private async Task AddOrHoldAsync(BulkItem item, string? parent)
    {
        await ReleaseHeldAsync().ConfigureAwait(false);
        if (MustWait(item, parent))
        {
            Hold(item, parent);
            while (_held.Count >= MostHeld)
            {
                await DispatchAllAsync().ConfigureAwait(false);
                await WaitForOneAsync().ConfigureAwait(false);
                await ReleaseHeldAsync().ConfigureAwait(false);
            }

            return;
        }

        await AppendAsync(item).ConfigureAwait(false);
    }

    /// <summary>Sends what is left and waits for all.</summary>
    public async Task CompleteAsync()
    {
        do
        {
            await ReleaseHeldAsync().ConfigureAwait(false);
            await DispatchAllAsync().ConfigureAwait(false);
            await WaitForOneAsync().ConfigureAwait(false);
        }
        while (_held.Count > 0 || _open.Count > 0 || !_running.IsEmpty);
    }

    public void Dispose() => _lanes.Dispose();

    private async Task DispatchAllAsync()
    {
        foreach (BulkPlace place in _open.Keys.ToList())
        {
            await DispatchAsync(place).ConfigureAwait(false);
        }
    }

    [MethodImpl(Jit.Hot)]
    private bool MustWait(BulkItem item, string? parent) => IsBusy((item.Place, item.Key)) || (item.OtherName is { } other && IsBusy(other))
        || (parent is not null && IsBusy((item.Place, parent)));

    private bool IsBusy((BulkPlace, string) name) => _busyKeys.ContainsKey(name) || _heldKeys.Contains(name);

    private void Hold(BulkItem item, string? parent)
    {
        _held.Add((item, parent));
        _heldKeys.Add((item.Place, item.Key));
        if (item.OtherName is { } other)
        {
            _heldKeys.Add(other);
        }
    }

    private async Task ReleaseHeldAsync()
    {
        int finished = Volatile.Read(ref _finishedChunks);
        if (_held.Count == 0 || finished == _seenChunks)
        {
            return;
        }

        _seenChunks = finished;
        List<(BulkItem Item, string? Parent)> candidates = _held;
        _held = [];
        _heldKeys = new(KeyComparer.Instance);
        foreach ((BulkItem item, string? parent) in candidates)
        {
            if (MustWait(item, parent))
            {
                Hold(item, parent);
            }
            else
            {
                await AppendAsync(item).ConfigureAwait(false);
            }
        }
    }

    [MethodImpl(Jit.Hot)]
    private Task AppendAsync(BulkItem item)
    {
        BulkPlace place = item.Place;
        if (!_open.TryGetValue(place, out Chunk? chunk))
        {
            _open[place] = chunk = new Chunk();
        }
        else if (chunk.Bytes + item.Line.Length > _bodyBytes())
        {
            return DispatchAndAppendAsync(place, item);
        }

        chunk.Add(item);
        _busyKeys[(place, item.Key)] = true;
        if (item.OtherName is { } other)
        {
            _busyKeys[other] = true;
        }

        return chunk.Items.Count == _limits.Lines ? DispatchAsync(place) : Task.CompletedTask;
    }

    private async Task DispatchAndAppendAsync(BulkPlace place, BulkItem item)
    {
        await DispatchAsync(place).ConfigureAwait(false);
        await AppendAsync(item).ConfigureAwait(false);
    }

    private async Task DispatchAsync(BulkPlace place)
    {
        Chunk chunk = _open[place];
        bool hasLane = false;
        try
        {
            await _lanes.WaitAsync(_cancellation).ConfigureAwait(false);
            hasLane = true;
        }
        catch (OperationCanceledException)
        {
            // without a lane nothing is sent
        }

        _open.Remove(place);
        // a lane may be had at the very moment of the end, which ends those who hold lanes first
        if (!hasLane || _hasEnded())
        {
            chunk.Items.ForEach(_skip);
            Free(chunk.Items);
            if (hasLane)
            {
                _lanes.Release();
            }

            return;
        }

        Task sending = Task.Run(() => SendAsync(place, chunk.Items));
        _running[sending] = true;
        _ = sending.ContinueWith(task => _running.TryRemove(task, out _), TaskScheduler.Default);
    }

    private async Task SendAsync(BulkPlace place, List<BulkItem> items)
    {
        try
        {
            await _send(place, items).ConfigureAwait(false);
        }
        finally
        {
            Free(items);
            _lanes.Release();
        }
    }

    private void Free(List<BulkItem> items)
    {
        foreach (BulkItem item in items)
        {
            _busyKeys.TryRemove((item.Place, item.Key), out _);
            if (item.OtherName is { } other)
            {
                _busyKeys.TryRemove(other, out _);
            }
        }

        Interlocked.Increment(ref _finishedChunks);
    }

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
