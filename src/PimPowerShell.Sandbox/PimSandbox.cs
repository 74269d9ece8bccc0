using System;
using System.Collections.Generic;
using System.Threading;
using PimPowerShell.Sandbox.Akeneo;
using PimPowerShell.Sandbox.Akeneo.Auth;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Pims;
using PimPowerShell.Sandbox.Pims.Auth;
using PimPowerShell.Sandbox.Pims.Schema;
using PimPowerShell.Sandbox.Traffic;

namespace PimPowerShell.Sandbox;

/// <summary>
/// A server in this process that behaves as a PIM server does: as strict, in the same words, and on demand
/// as slow and as unreliable. It listens on the local machine only and forgets everything when it stops.
/// </summary>
public sealed class PimSandbox : IDisposable
{
    private readonly HttpServer _server;
    private readonly Credentials _credentials = new();
    private readonly PimsKeys _keys = new();
    private readonly PimsSchema _schema = new();
    private int _stopped;

    private PimSandbox(PimSandboxOptions options)
    {
        Options = options;
        _server = new HttpServer(options.Port, new TrafficHandler(options, Counters, [.. BackEnds(options)]));
        Url = new Uri($"http://localhost:{_server.Port}");
        PimsUrl = options.Serves("Pims") ? Url : null;
        ServesAkeneo = options.Serves("Akeneo");
        Started = DateTimeOffset.UtcNow;
        _server.Start();
    }

    /// <summary>How the sandbox behaves. What is marked live there may be changed at any time.</summary>
    public PimSandboxOptions Options { get; }

    /// <summary>Where the sandbox listens.</summary>
    public Uri Url { get; }

    /// <summary>Where PIMS is served: at the same address; null where it is not.</summary>
    public Uri? PimsUrl { get; }

    /// <summary>Whether Akeneo is served. Its logins below lead nowhere otherwise.</summary>
    public bool ServesAkeneo { get; }

    /// <summary>The client id of the one connection.</summary>
    public string ClientId => _credentials.ClientId;

    /// <summary>The secret of the one connection.</summary>
    public string ClientSecret => _credentials.ClientSecret;

    /// <summary>The name of the one user.</summary>
    public string UserName => _credentials.UserName;

    /// <summary>The password of the one user.</summary>
    public string Password => _credentials.Password;

    /// <summary>A bearer token that never ends, as an app has it.</summary>
    public string AppToken => _credentials.AppToken;

    /// <summary>A PIMS API key that has all permissions and sees all attributes.</summary>
    public string ApiKey => _keys.Full;

    /// <summary>A PIMS API key that may look at the shop's side only: its one permission is <c>pim_user</c>.</summary>
    public string ReadOnlyApiKey => _keys.ReadOnly;

    /// <summary>The names in the dictionary of PIMS views.</summary>
    public IReadOnlyList<string> Views => [.. _schema.Views.Keys];

    /// <summary>When the sandbox began to listen.</summary>
    public DateTimeOffset Started { get; }

    /// <summary>What the sandbox has seen.</summary>
    public PimSandboxCounters Counters { get; } = new();

    /// <summary>Starts a sandbox.</summary>
    /// <param name="options">How it behaves; null for the defaults.</param>
    /// <returns>The sandbox, listening.</returns>
    /// <exception cref="ArgumentException">The options are none that a sandbox can have, says <see cref="PimSandboxOptions.Validate"/>.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">The port that was asked for is taken.</exception>
    public static PimSandbox Start(PimSandboxOptions? options = null)
    {
        options ??= new PimSandboxOptions();
        options.Validate();
        return new PimSandbox(options);
    }

    /// <summary>Sets all counters to zero. Faults that strike every n-th call count from here.</summary>
    public void ResetCounters() => Counters.Reset();

    /// <summary>Stops listening and ends all connections. Stopping twice does nothing.</summary>
    public void Stop()
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 0)
        {
            _server.Stop();
        }
    }

    /// <inheritdoc cref="Stop"/>
    public void Dispose() => Stop();

    private IEnumerable<IBackEnd> BackEnds(PimSandboxOptions options)
    {
        // PIMS claims its own paths only, Akeneo everything below /api
        if (options.Serves("Pims"))
        {
            string? origin = null;
            yield return new PimsBackEnd(new PimsInstance(options, _keys, _schema, () => origin ??= Url.GetLeftPart(UriPartial.Authority)));
        }

        if (options.Serves("Akeneo"))
        {
            yield return new AkeneoBackEnd(options, _credentials);
        }
    }
}
