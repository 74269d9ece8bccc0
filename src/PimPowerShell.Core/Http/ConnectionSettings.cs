using System;
using System.Net;

namespace PimPowerShell.Core.Http;

/// <summary>How a session talks to its server. Times without a unit in their name are <see cref="TimeSpan"/>s.</summary>
public sealed class ConnectionSettings
{
    /// <summary>Calls in flight, 1 to 100. An Akeneo PIM takes 4 from one connection and 10 in all.</summary>
    public int ThrottleLimit { get; init; } = 4;

    /// <summary>Calls a second, bursts of as many allowed; 0 for no limit. An Akeneo PIM takes 100.</summary>
    public double RequestsPerSecond { get; init; } = 100;

    /// <summary>Attribute-option writes a second; 0 for no limit. An Akeneo PIM takes 3.</summary>
    public double OptionWritesPerSecond { get; init; } = 3;

    /// <summary>The least time between the starts of two requests.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The time that one attempt may take, its body included; for a body that is streamed, the time for which nothing moves.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>How often a request is sent again after 408, 429, 5xx or a broken connection; 0 for never.</summary>
    public int MaximumRetryCount { get; init; } = 5;

    /// <summary>The wait before the first repetition; it doubles each time, with jitter, to a minute at most. Retry-After overrides it.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The proxy; null for the system's.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>True accepts any server certificate. For test servers only.</summary>
    public bool SkipCertificateCheck { get; init; }
}
