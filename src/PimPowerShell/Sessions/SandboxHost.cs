using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Http;
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

    /// <summary>What a login takes.</summary>
    /// <param name="asksForPims">Whether for PIMS or for Akeneo; null for Akeneo, or for PIMS where nothing else is served.</param>
    /// <param name="view">The view to look at PIMS through, or null.</param>
    /// <exception cref="ArgumentException">The sandbox does not serve the provider.</exception>
    public ConnectionFields ConnectionFields(bool? asksForPims, string? view)
    {
        bool isPims = asksForPims ?? !sandbox.ServesAkeneo;
        if (isPims ? sandbox.PimsUrl is null : !sandbox.ServesAkeneo)
        {
            string provider = isPims ? "Pims" : "Akeneo";
            throw new ArgumentException($"Provider: the sandbox at {Url} does not serve {provider}. Start one that does: Start-PimSandbox -Provider {provider}.");
        }

        return isPims ? new() { Url = sandbox.PimsUrl, ApiKey = SecretText.Protect(sandbox.ApiKey), View = view } : new()
        {
            Url = sandbox.Url,
            UserName = sandbox.UserName,
            Password = SecretText.Protect(sandbox.Password),
            ClientId = sandbox.ClientId,
            ClientSecret = SecretText.Protect(sandbox.ClientSecret),
        };
    }

    public void Stop() => sandbox.Stop();

    /// <summary>
    /// One object for the life of the sandbox; its counters and options are the live ones. The address is there whatever is served,
    /// since the sandbox goes by it; the logins of a provider that is not served are null.
    /// </summary>
    public PSObject View()
    {
        if (_view is null)
        {
            _view = new PSObject();
            _view.TypeNames.Insert(0, "PimPowerShell.Sandbox");
            Add("Url", sandbox.Url);
            Add("PimsUrl", sandbox.PimsUrl);
            bool isAkeneo = sandbox.ServesAkeneo;
            Add("Credential", isAkeneo ? new PSCredential(sandbox.UserName, SecretText.Protect(sandbox.Password)) : null);
            Add("ClientId", isAkeneo ? sandbox.ClientId : null);
            Add("ClientSecret", isAkeneo ? SecretText.Protect(sandbox.ClientSecret) : null);
            Add("AppToken", isAkeneo ? SecretText.Protect(sandbox.AppToken) : null);
            bool isPims = sandbox.PimsUrl is not null;
            Add("ApiKey", isPims ? SecretText.Protect(sandbox.ApiKey) : null);
            Add("ReadOnlyApiKey", isPims ? SecretText.Protect(sandbox.ReadOnlyApiKey) : null);
            Add("Options", sandbox.Options);
            Add("Counters", sandbox.Counters);
            Add("Started", sandbox.Started);
        }

        return _view;

        void Add(string name, object? value) => _view!.Properties.Add(new PSNoteProperty(name, value));
    }
}
