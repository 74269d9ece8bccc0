using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using PimPowerShell.Core;

namespace PimPowerShell.Sessions;

/// <summary>The listeners of this process: one is stopped from another runspace than its own, which is busy.</summary>
internal static class ActionListenerHost
{
    private static readonly object s_gate = new();
    private static readonly List<ActionListenerRun> s_running = [];

    public static IReadOnlyList<ActionListenerRun> Running
    {
        get
        {
            lock (s_gate)
            {
                return [.. s_running];
            }
        }
    }

    /// <summary>Takes a name for a listener.</summary>
    /// <exception cref="PimException">Another has it.</exception>
    public static ActionListenerRun Add(string name, Uri prefix)
    {
        lock (s_gate)
        {
            if (s_running.FirstOrDefault(run => run.HasName(name)) is { } other)
            {
                throw new PimException(PimErrorKind.Input, $"Name: the listener at {other.Prefix} has the name '{name}'. Give this one another, or stop that one.") { Subject = "Name" };
            }

            var added = new ActionListenerRun(name, prefix);
            s_running.Add(added);
            return added;
        }
    }

    public static void Remove(ActionListenerRun run)
    {
        lock (s_gate)
        {
            s_running.Remove(run);
        }
    }
}

/// <summary>A listener that runs.</summary>
internal sealed class ActionListenerRun(string name, Uri prefix) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public string Name => name;

    public Uri Prefix => prefix;

    /// <summary>Ends when the listener is to take no more.</summary>
    public CancellationToken Stopping => _stop.Token;

    public bool HasName(string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);

    public void Stop() => _stop.Cancel();

    public void Dispose() => ActionListenerHost.Remove(this);
}
