using System;
using System.Collections.Generic;

namespace PimPowerShell.Core.Actions;

/// <summary>Where a listener listens, whom it believes, and how much it takes.</summary>
public sealed class ActionListenerSettings
{
    /// <summary>The most that <see cref="MaximumAge"/> may be: signatures that were seen are kept for longer than this.</summary>
    public static TimeSpan LongestAge { get; } = TimeSpan.FromHours(1);

    /// <summary>The address: http, an address of this machine or localhost, a port or 0 for a free one, and the path.</summary>
    public required Uri Prefix { get; init; }

    /// <summary>The secrets, in UTF-8; two while one replaces the other. At least one, and none of them empty.</summary>
    public required IReadOnlyList<byte[]> Secrets { get; init; }

    /// <summary>How far a call's timestamp may be from the time here, before or after.</summary>
    public TimeSpan MaximumAge { get; init; } = SignedTime.MaximumAge;

    /// <summary>In how long a call has to be here, to its last byte. The PIM waits 5 seconds for its answer.</summary>
    public TimeSpan ReceiveTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>In how long the headers have to be here: anybody can connect and be silent, and no more than this is lost to him.</summary>
    public TimeSpan HeadTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The connections at a time; others wait to be taken.</summary>
    public int MaximumConnections { get; init; } = 512;

    /// <summary>The bytes of the request line and the headers together.</summary>
    public int MaximumHeadBytes { get; init; } = 16 * 1024;

    /// <summary>The bytes and the items of a body.</summary>
    public ActionLimits Limits { get; init; } = new();
}
