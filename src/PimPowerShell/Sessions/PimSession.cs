using System;
using PimPowerShell.Core;

namespace PimPowerShell.Sessions;

/// <summary>
/// A login to one PIM. It owns the connections, the token, the limits and what it has learnt of the catalog's structure.
/// It may be used from several runspaces at a time, and passed to <c>ForEach-Object -Parallel</c> with <c>$using:</c>.
/// </summary>
public sealed class PimSession
{
    private readonly SessionHandle _handle;

    internal PimSession(string name, SessionHandle handle)
    {
        Name = name;
        _handle = handle;
        Connected = DateTimeOffset.Now;
    }

    /// <summary>The name given with <c>Connect-Pim -Name</c>, or the server's.</summary>
    public string Name { get; }

    /// <summary>The kind of back end.</summary>
    public string Provider => _handle.Provider.Name;

    /// <summary>The PIM's address.</summary>
    public Uri Url => _handle.Provider.Root;

    /// <summary>Who is logged in; null for an app.</summary>
    public string? UserName => _handle.Provider.UserName;

    /// <summary>The server's version; null when it does not say.</summary>
    public string? Version => _handle.Provider.Server.Version;

    /// <summary>The server's edition; null when it does not say.</summary>
    public string? Edition => _handle.Provider.Server.Edition;

    /// <summary>How products are identified: <c>Uuid</c> or <c>Identifier</c>.</summary>
    public string ProductIdFormat => Output.ApiName.ToPascal(_handle.Provider.ProductKey);

    /// <summary>Calls in flight at one time.</summary>
    public int ThrottleLimit => _handle.ThrottleLimit;

    /// <summary>The folder that keeps what is changed; null without -HistoryPath.</summary>
    public string? HistoryPath => _handle.Provider.Recorder?.Store.Folder;

    /// <summary>When the login was made.</summary>
    public DateTimeOffset Connected { get; }

    /// <summary>False after Disconnect-Pim.</summary>
    public bool IsOpen => !_handle.IsClosed;

    internal SessionHandle Handle => _handle;

    /// <summary>The session's name.</summary>
    public override string ToString() => Name;
}

/// <summary>What a session holds. Apart from <see cref="PimSession"/>, so that no exported type has a field of a dependency's type.</summary>
internal sealed class SessionHandle(IPimProvider provider, int throttleLimit, int maximumRetryCount, TimeSpan retryInterval)
{
    public IPimProvider Provider { get; } = provider;

    public int ThrottleLimit { get; } = throttleLimit;

    public int MaximumRetryCount { get; } = maximumRetryCount;

    public TimeSpan RetryInterval { get; } = retryInterval;

    /// <summary>What it has learnt of its workflows.</summary>
    public KnownWorkflows Workflows { get; } = new();

    public bool IsClosed { get; private set; }

    public void Close()
    {
        IsClosed = true;
        Provider.Dispose();
    }
}
