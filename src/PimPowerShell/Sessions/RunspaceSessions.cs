using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace PimPowerShell.Sessions;

/// <summary>The sessions that one runspace has opened, and the one that its cmdlets use unless told otherwise.</summary>
internal sealed class RunspaceSessions
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceSessions> s_byRunspace = new();
    private readonly List<PimSession> _sessions = [];

    /// <summary>Those of the present runspace. To be asked for on the pipeline's thread only.</summary>
    public static RunspaceSessions Current => s_byRunspace.GetValue(Runspace.DefaultRunspace, _ => new RunspaceSessions());

    public PimSession? Default { get; private set; }

    /// <summary>A copy, so that a pipe into Disconnect-Pim does not change what it runs over.</summary>
    public IReadOnlyList<PimSession> All => [.. _sessions];

    /// <summary>Adds a session and makes it the default. One of the same name is replaced; the caller closes it.</summary>
    public PimSession? Add(PimSession session)
    {
        PimSession? replaced = _sessions.FirstOrDefault(other => string.Equals(other.Name, session.Name, System.StringComparison.OrdinalIgnoreCase));
        if (replaced is not null)
        {
            _sessions.Remove(replaced);
        }

        _sessions.Add(session);
        Default = session;
        return replaced;
    }

    /// <summary>A name that no session has: the one wanted, or that with a number.</summary>
    public string FreeName(string wanted) =>
        Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? wanted : $"{wanted}-{number}")
            .First(name => !_sessions.Exists(session => string.Equals(session.Name, name, System.StringComparison.OrdinalIgnoreCase)));

    public void Select(PimSession session)
    {
        if (!_sessions.Contains(session))
        {
            _sessions.Add(session);
        }

        Default = session;
    }

    public void Remove(PimSession session)
    {
        _sessions.Remove(session);
        if (Default == session)
        {
            Default = null;
        }
    }
}
