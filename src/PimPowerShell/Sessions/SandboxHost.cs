using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net;
using PimPowerShell.Arguments;
using PimPowerShell.Sandbox;

namespace PimPowerShell.Sessions;

/// <summary>The sandboxes of this process: a server belongs to a process, not to a runspace.</summary>
internal static class SandboxHost
{
    private static readonly object s_gate = new();
    private static readonly List<SandboxServer> s_running = [];

    public static IReadOnlyList<SandboxServer> Running
    {
        get
        {
            lock (s_gate)
            {
                return [.. s_running];
            }
        }
    }

    public static SandboxServer Start(PimSandboxOptions options)
    {
        var server = new SandboxServer(PimSandbox.Start(options));
        lock (s_gate)
        {
            s_running.Add(server);
        }

        return server;
    }

    /// <summary>The sandbox that was started last; a new one when there is none.</summary>
    public static SandboxServer GetOrStart()
    {
        lock (s_gate)
        {
            return s_running.LastOrDefault() ?? Start(new PimSandboxOptions());
        }
    }

    public static void Stop(SandboxServer server)
    {
        lock (s_gate)
        {
            s_running.Remove(server);
        }

        server.Stop();
    }
}

/// <summary>A running sandbox, and the object that users see of it.</summary>
internal sealed class SandboxServer(PimSandbox sandbox)
{
    private PSObject? _view;

    public Uri Url => sandbox.Url;

    public ConnectionFields ConnectionFields(bool isPims, string? view) => isPims ? new() { Url = sandbox.Url, ApiKey = Protect(sandbox.ApiKey), View = view } : new()
    {
        Url = sandbox.Url,
        UserName = sandbox.UserName,
        Password = Protect(sandbox.Password),
        ClientId = sandbox.ClientId,
        ClientSecret = Protect(sandbox.ClientSecret),
    };

    public void Stop() => sandbox.Stop();

    /// <summary>One object for the life of the sandbox; its counters and options are the live ones.</summary>
    public PSObject View()
    {
        if (_view is null)
        {
            _view = new PSObject();
            _view.TypeNames.Insert(0, "PimPowerShell.Sandbox");
            Add("Url", sandbox.Url);
            Add("Credential", new PSCredential(sandbox.UserName, Protect(sandbox.Password)));
            Add("ClientId", sandbox.ClientId);
            Add("ClientSecret", Protect(sandbox.ClientSecret));
            Add("AppToken", Protect(sandbox.AppToken));
            Add("ApiKey", Protect(sandbox.ApiKey));
            Add("ReadOnlyApiKey", Protect(sandbox.ReadOnlyApiKey));
            Add("Options", sandbox.Options);
            Add("Counters", sandbox.Counters);
            Add("Started", sandbox.Started);
        }

        return _view;

        void Add(string name, object value) => _view!.Properties.Add(new PSNoteProperty(name, value));
    }

    private static System.Security.SecureString Protect(string text) => new NetworkCredential("", text).SecurePassword;
}
