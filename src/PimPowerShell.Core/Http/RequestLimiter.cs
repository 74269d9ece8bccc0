using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.RateLimiting;
using System.Threading.Tasks;

namespace PimPowerShell.Core.Http;

/// <summary>
/// Keeps a session within its calls in flight and its calls a second, and waits when the server asks for it. Calls in
/// flight become half as many when the server says that there are too many, and one more again after a while without that.
/// </summary>
internal sealed class RequestLimiter : IDisposable
{
    // answers without a complaint, for each place, before another place is tried
    private const int AnswersToWiden = 10;

    private readonly ConcurrencyLimiter _inFlight;
    private readonly Stack<RateLimitLease> _parked = new();
    private readonly int _most;
    private readonly TokenBucketRateLimiter? _perSecond;
    private readonly TokenBucketRateLimiter? _optionsPerSecond;
    private readonly TimeSpan _spacing;
    private readonly object _gate = new();
    private DateTimeOffset _notBefore;
    private int _limit;
    private int _toPark;
    private int _answers;
    private int _narrowings;

    public RequestLimiter(int throttleLimit, double requestsPerSecond, double optionWritesPerSecond, TimeSpan spacing)
    {
        _inFlight = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = throttleLimit,
            QueueLimit = int.MaxValue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
        _perSecond = Bucket(requestsPerSecond);
        _optionsPerSecond = Bucket(optionWritesPerSecond);
        _spacing = spacing;
        _limit = _most = throttleLimit;
    }

    /// <summary>Calls that may be in flight at present.</summary>
    public int Limit
    {
        get
        {
            lock (_gate)
            {
                return _limit;
            }
        }
    }

    /// <summary>Waits for a place. Disposing the result frees it.</summary>
    public async Task<IDisposable> EnterAsync(RequestLane lane, CancellationToken cancellation)
    {
        if (lane == RequestLane.AttributeOption)
        {
            await TakeAsync(_optionsPerSecond, cancellation).ConfigureAwait(false);
        }

        await TakeAsync(_perSecond, cancellation).ConfigureAwait(false);
        RateLimitLease place = await _inFlight.AcquireAsync(1, cancellation).ConfigureAwait(false);
        try
        {
            for (TimeSpan wait = Reserve(); wait > TimeSpan.Zero; wait = Reserve())
            {
                await Task.Delay(wait, cancellation).ConfigureAwait(false);
            }

            return new Place(this, place);
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }

    /// <summary>Holds every lane: a server that says when to come back means all of this session's requests.</summary>
    public void Hold(TimeSpan wait)
    {
        lock (_gate)
        {
            DateTimeOffset until = DateTimeOffset.UtcNow + wait;
            if (until > _notBefore)
            {
                _notBefore = until;
            }
        }
    }

    /// <summary>Takes note of an answer to a request that holds a place.</summary>
    /// <param name="place">What <see cref="EnterAsync"/> gave.</param>
    /// <param name="isTooMany">Whether the server said that there are too many calls.</param>
    public void Note(IDisposable place, bool isTooMany)
    {
        lock (_gate)
        {
            if (!isTooMany)
            {
                if (_limit < _most && ++_answers >= _limit * AnswersToWiden)
                {
                    Widen();
                }
            }
            else if (((Place)place).Narrowings == _narrowings)
            {
                // those that were sent before the last narrowing say nothing of what it brought
                Narrow();
            }
        }
    }

    public void Dispose()
    {
        _inFlight.Dispose();
        _perSecond?.Dispose();
        _optionsPerSecond?.Dispose();
    }

    private void Narrow()
    {
        int limit = (_limit + 1) / 2;
        _toPark += _limit - limit;
        _limit = limit;
        _narrowings++;
        _answers = 0;
    }

    private void Widen()
    {
        _limit++;
        _answers = 0;
        if (_toPark > 0)
        {
            _toPark--;
        }
        else
        {
            _parked.Pop().Dispose();
        }
    }

    /// <summary>Gives a place back, or keeps it while fewer calls are in flight.</summary>
    private void Leave(RateLimitLease lease)
    {
        lock (_gate)
        {
            if (_toPark > 0)
            {
                _toPark--;
                _parked.Push(lease);
                return;
            }
        }

        lease.Dispose();
    }

    /// <summary>Zero when the request may go now (the next one's earliest time is then set), else the time to wait.</summary>
    private TimeSpan Reserve()
    {
        lock (_gate)
        {
            DateTimeOffset now = DateTimeOffset.UtcNow;
            if (_notBefore > now)
            {
                return _notBefore - now;
            }

            if (_spacing > TimeSpan.Zero)
            {
                _notBefore = now + _spacing;
            }

            return TimeSpan.Zero;
        }
    }

    private static async Task TakeAsync(TokenBucketRateLimiter? bucket, CancellationToken cancellation)
    {
        if (bucket is not null)
        {
            using RateLimitLease _ = await bucket.AcquireAsync(1, cancellation).ConfigureAwait(false);
        }
    }

    private static TokenBucketRateLimiter? Bucket(double perSecond)
    {
        if (perSecond <= 0)
        {
            return null;
        }

        int burst = Math.Max(1, (int)perSecond);
        int each = Math.Max(1, (int)(perSecond / 10));
        return new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst,
            TokensPerPeriod = each,
            ReplenishmentPeriod = TimeSpan.FromSeconds(each / perSecond),
            AutoReplenishment = true,
            QueueLimit = int.MaxValue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
    }

    private sealed class Place(RequestLimiter limiter, RateLimitLease lease) : IDisposable
    {
        /// <summary>How often places had been taken away when this one was had.</summary>
        public int Narrowings { get; } = Volatile.Read(ref limiter._narrowings);

        public void Dispose() => limiter.Leave(lease);
    }
}
