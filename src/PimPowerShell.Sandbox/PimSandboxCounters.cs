using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;

namespace PimPowerShell.Sandbox;

/// <summary>What a <see cref="PimSandbox"/> has seen since it started or was last reset. Live; safe to read from any thread.</summary>
public sealed class PimSandboxCounters
{
    private readonly object _gate = new();
    private readonly Dictionary<int, long> _statuses = [];
    private readonly Dictionary<string, long> _routes = [];
    private readonly Dictionary<string, long> _linesByKey = [];
    private readonly Dictionary<string, int> _keysInFlight = [];
    private readonly Queue<PimSandboxRequest> _log = [];
    private long _requests;
    private long _apiRequests;
    private long _renewals;
    private long _passwordGrants;
    private long _refusedGrants;
    private long _lines;
    private long _linesPerKeyMaximum;
    private long _inFlight;
    private long _peakInFlight;
    private long _peakSameKeyInFlight;
    private long _pausedWrites;
    private long _reIndexingWrites;
    private long _throttled;
    private long _faults;
    private string? _lastQuery;

    internal PimSandboxCounters()
    {
    }

    /// <summary>All requests, the token endpoint's and refused ones included.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Requests for the API proper: everything but the token endpoint and the unauthenticated root.</summary>
    public long ApiRequests => Interlocked.Read(ref _apiRequests);

    /// <summary>Refresh grants that gave a new token.</summary>
    public long Renewals => Interlocked.Read(ref _renewals);

    /// <summary>Password grants that gave a token.</summary>
    public long PasswordGrants => Interlocked.Read(ref _passwordGrants);

    /// <summary>Token requests that were refused, for whatever reason.</summary>
    public long RefusedGrants => Interlocked.Read(ref _refusedGrants);

    /// <summary>Lines of JSON-lines batches, and PIMS product writes, that were processed.</summary>
    public long Lines => Interlocked.Read(ref _lines);

    /// <summary>Different keys among those lines and writes, told apart by resource.</summary>
    public long DistinctKeys
    {
        get
        {
            lock (_gate)
            {
                return _linesByKey.Count;
            }
        }
    }

    /// <summary>Most lines or writes that were processed for one key.</summary>
    public long LinesPerKeyMaximum => Interlocked.Read(ref _linesPerKeyMaximum);

    /// <summary>Most requests at one time, from their arrival to their answer.</summary>
    public long PeakInFlight => Interlocked.Read(ref _peakInFlight);

    /// <summary>Requests that have arrived and are not answered yet.</summary>
    public long InFlight => Interlocked.Read(ref _inFlight);

    /// <summary>Most batches or writes at one time that held the same key. Above 1 a real server may lose updates.</summary>
    public long PeakSameKeyInFlight => Interlocked.Read(ref _peakSameKeyInFlight);

    /// <summary>PIMS product writes that asked to pause the recalculation of filter values.</summary>
    public long PausedWrites => Interlocked.Read(ref _pausedWrites);

    /// <summary>PIMS product writes after which the server recalculates filter values.</summary>
    public long ReIndexingWrites => Interlocked.Read(ref _reIndexingWrites);

    /// <summary>Answers with status 429.</summary>
    public long Throttled => Interlocked.Read(ref _throttled);

    /// <summary>Failures that the sandbox made up: error pages, resets, half bodies, tokens that died.</summary>
    public long Faults => Interlocked.Read(ref _faults);

    /// <summary>Answers by status, e.g. <c>200</c>, as text so that it can be written as JSON. A connection that was reset has none.</summary>
    public IReadOnlyDictionary<string, long> Statuses
    {
        get
        {
            lock (_gate)
            {
                return _statuses.ToDictionary(pair => pair.Key.ToString(CultureInfo.InvariantCulture), pair => pair.Value);
            }
        }
    }

    /// <summary>Requests by method and route, e.g. <c>GET /api/rest/v1/products-uuid/{uuid}</c>.</summary>
    public IReadOnlyDictionary<string, long> Routes
    {
        get
        {
            lock (_gate)
            {
                return _routes.ToDictionary(pair => pair.Key, pair => pair.Value);
            }
        }
    }

    /// <summary>The query of the last API request as sent, without the question mark; null before the first.</summary>
    public string? LastQuery => Volatile.Read(ref _lastQuery);

    /// <summary>The last requests that were answered, oldest first: as many as <see cref="PimSandboxOptions.LogSize"/> says.</summary>
    public IReadOnlyList<PimSandboxRequest> Log
    {
        get
        {
            lock (_gate)
            {
                return [.. _log];
            }
        }
    }

    /// <summary>Counts a request and gives how many are in flight with it.</summary>
    internal long Arrived(string route)
    {
        Interlocked.Increment(ref _requests);
        long inFlight = Interlocked.Increment(ref _inFlight);
        Raise(ref _peakInFlight, inFlight);
        lock (_gate)
        {
            Count(_routes, route);
        }

        return inFlight;
    }

    /// <summary>Counts an API call and gives its number, beginning with 1.</summary>
    internal long ApiCall(string query)
    {
        Volatile.Write(ref _lastQuery, query);
        return Interlocked.Increment(ref _apiRequests);
    }

    internal void Left() => Interlocked.Decrement(ref _inFlight);

    internal void Answered(int status)
    {
        if (status == 429)
        {
            Interlocked.Increment(ref _throttled);
        }

        lock (_gate)
        {
            Count(_statuses, status);
        }
    }

    internal void Keep(PimSandboxRequest request, int logSize)
    {
        lock (_gate)
        {
            _log.Enqueue(request);
            while (_log.Count > logSize)
            {
                _log.Dequeue();
            }
        }
    }

    internal void Fault() => Interlocked.Increment(ref _faults);

    internal void PasswordGranted() => Interlocked.Increment(ref _passwordGrants);

    internal void Renewed() => Interlocked.Increment(ref _renewals);

    internal void GrantRefused() => Interlocked.Increment(ref _refusedGrants);

    internal void ProductWritten(bool isReIndexingPaused) =>
        Interlocked.Increment(ref isReIndexingPaused ? ref _pausedWrites : ref _reIndexingWrites);

    internal void Line() => Interlocked.Increment(ref _lines);

    internal void KeyProcessed(string key)
    {
        lock (_gate)
        {
            Raise(ref _linesPerKeyMaximum, Count(_linesByKey, key));
        }
    }

    internal void EnterKeys(IEnumerable<string> keys)
    {
        lock (_gate)
        {
            foreach (string key in keys)
            {
                _keysInFlight.TryGetValue(key, out int holders);
                _keysInFlight[key] = holders + 1;
                Raise(ref _peakSameKeyInFlight, holders + 1);
            }
        }
    }

    internal void LeaveKeys(IEnumerable<string> keys)
    {
        lock (_gate)
        {
            foreach (string key in keys)
            {
                if (_keysInFlight.TryGetValue(key, out int holders) && holders > 1)
                {
                    _keysInFlight[key] = holders - 1;
                }
                else
                {
                    _keysInFlight.Remove(key);
                }
            }
        }
    }

    /// <summary>Sets everything to zero but what is in flight at the moment.</summary>
    internal void Reset()
    {
        lock (_gate)
        {
            _statuses.Clear();
            _routes.Clear();
            _linesByKey.Clear();
            _log.Clear();
            _requests = _apiRequests = _renewals = _passwordGrants = _refusedGrants = 0;
            _lines = _linesPerKeyMaximum = _throttled = _faults = 0;
            _pausedWrites = _reIndexingWrites = 0;
            _peakInFlight = Interlocked.Read(ref _inFlight);
            _peakSameKeyInFlight = _keysInFlight.Count == 0 ? 0 : _keysInFlight.Values.Max();
            _lastQuery = null;
        }
    }

    private static long Count<TKey>(Dictionary<TKey, long> counts, TKey key)
        where TKey : notnull
    {
        counts.TryGetValue(key, out long count);
        return counts[key] = count + 1;
    }

    private static void Raise(ref long peak, long value)
    {
        long seen = Interlocked.Read(ref peak);
        while (value > seen)
        {
            long before = Interlocked.CompareExchange(ref peak, value, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}
