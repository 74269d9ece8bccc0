using System;
using System.Threading;
using System.Threading.RateLimiting;
using System.Threading.Tasks;

namespace PimPowerShell.Core.Http;

/// <summary>Keeps a session within its calls in flight and its calls a second, and waits when the server asks for it.</summary>
internal sealed class RequestLimiter : IDisposable
{
    private readonly ConcurrencyLimiter _inFlight;
    private readonly TokenBucketRateLimiter? _perSecond;
    private readonly TokenBucketRateLimiter? _optionsPerSecond;
    private readonly TimeSpan _spacing;
    private readonly object _gate = new();
    private DateTimeOffset _notBefore;

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

            return place;
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

    public void Dispose()
    {
        _inFlight.Dispose();
        _perSecond?.Dispose();
        _optionsPerSecond?.Dispose();
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
}
