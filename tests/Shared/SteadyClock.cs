using System;
using System.Diagnostics;
using System.Threading;

namespace PimPowerShell.Tests;

/// <summary>
/// Tells how long something took, without the time for which the machine stood still. For tests of what must be quick:
/// what takes long in itself is seen, a machine that does something else is not.
/// </summary>
internal sealed class SteadyClock : IDisposable
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(50);

    private readonly Stopwatch _wall = Stopwatch.StartNew();
    private readonly ManualResetEvent _end = new(initialState: false);
    // its own: one of the pool would stand still with what starves the pool
    private readonly Thread _thread;
    private int _ticks;

    public SteadyClock()
    {
        _thread = new Thread(Tick) { IsBackground = true, Name = nameof(SteadyClock) };
        _thread.Start();
    }

    public TimeSpan Elapsed
    {
        get
        {
            // ticks that are missed are not made up for
            TimeSpan ticked = (Volatile.Read(ref _ticks) + 1) * s_tick;
            return ticked < _wall.Elapsed ? ticked : _wall.Elapsed;
        }
    }

    public void Dispose()
    {
        _end.Set();
        _thread.Join();
        _end.Dispose();
    }

    private void Tick()
    {
        while (!_end.WaitOne(s_tick))
        {
            Interlocked.Increment(ref _ticks);
        }
    }
}
