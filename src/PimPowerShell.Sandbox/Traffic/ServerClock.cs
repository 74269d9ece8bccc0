using System;

namespace PimPowerShell.Sandbox.Traffic;

/// <summary>
/// What the clock of the server shows that executes a call on this thread: each sandbox has its own, and it may be wrong.
/// A call is executed on one thread from its start to its end.
/// </summary>
internal static class ServerClock
{
    [ThreadStatic]
    private static TimeSpan s_skew;

    public static DateTimeOffset Now => DateTimeOffset.UtcNow + s_skew;

    /// <summary>Executes something by a clock that is ahead by this much.</summary>
    public static T With<T>(TimeSpan skew, Func<T> execute)
    {
        s_skew = skew;
        try
        {
            return execute();
        }
        finally
        {
            s_skew = TimeSpan.Zero;
        }
    }
}
