using System;
using System.Diagnostics;

namespace PimPowerShell.Sandbox.Traffic;

/// <summary>A bucket that refills steadily and holds the tokens of one second.</summary>
internal sealed class Throttle(PimSandboxOptions options)
{
    private readonly object _gate = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private double _tokens;
    private double _rate;
    private double _last;

    /// <summary>Takes a token. A rate of 0 sets no limit; another rate than before begins with a full bucket.</summary>
    public bool TryTake(int perSecond)
    {
        if (perSecond <= 0)
        {
            return true;
        }

        lock (_gate)
        {
            double now = (options.Clock?.Invoke() ?? _clock.Elapsed).TotalSeconds;
            _tokens = _rate == perSecond ? Math.Min(perSecond, _tokens + ((now - _last) * perSecond)) : perSecond;
            _rate = perSecond;
            _last = now;
            if (_tokens < 1)
            {
                return false;
            }

            _tokens--;
            return true;
        }
    }
}
