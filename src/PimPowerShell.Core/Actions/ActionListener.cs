using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;

namespace PimPowerShell.Core.Actions;

/// <summary>
/// Listens for the calls of UI extensions, puts the good ones into a queue, and answers; the work is another's.
/// On sockets, and not an HttpListener: on Windows that one needs a reservation of its address by an administrator, and
/// it has no limit for callers that send a byte now and then.
/// </summary>
public sealed class ActionListener : IDisposable
{
    private static readonly TimeSpan s_grace = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly ActionListenerSettings _settings;
    private readonly ActionGate _gate;
    private readonly Action<PimNote>? _notes;
    private readonly Socket _socket;
    private readonly SemaphoreSlim _slots;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<ActionConnection, Task> _connections = new();
    private readonly Task _loop;
    private bool _isDisposed;

    private ActionListener(ActionListenerSettings settings, ActionQueue queue, Action<PimNote>? notes, Socket socket)
    {
        _settings = settings;
        _gate = new ActionGate(settings, queue);
        _notes = notes;
        _socket = socket;
        _slots = new SemaphoreSlim(settings.MaximumConnections);
        Url = new UriBuilder(settings.Prefix) { Port = ((IPEndPoint)socket.LocalEndPoint!).Port }.Uri;
        _loop = Task.Run(AcceptAsync);
    }

    /// <summary>The address that is listened at, with the port that was taken.</summary>
    public Uri Url { get; }

    /// <summary>Starts to listen.</summary>
    /// <param name="settings">Where, to whom, and how much.</param>
    /// <param name="queue">Takes the actions; stays the caller's.</param>
    /// <param name="notes">Takes a line for each call. Called from any thread; must return quickly. Null: nobody listens.</param>
    /// <exception cref="PimException">It is of the kind <see cref="PimErrorKind.Input"/>: there is no secret, or nobody can listen at the address.</exception>
    public static ActionListener Start(ActionListenerSettings settings, ActionQueue queue, Action<PimNote>? notes = null)
    {
        if (settings.Secrets.Count == 0 || settings.Secrets.Any(static secret => secret.Length == 0))
        {
            throw new PimException(PimErrorKind.Input, "Secret: a listener needs one, and it must not be empty.") { Subject = "Secret" };
        }

        if (settings.MaximumAge <= TimeSpan.Zero || settings.MaximumAge > ActionListenerSettings.LongestAge)
        {
            throw new PimException(PimErrorKind.Input, $"MaximumAge: has to be more than nothing, and {ActionListenerSettings.LongestAge} at most.") { Subject = "MaximumAge" };
        }

        IPAddress address = AddressOf(settings.Prefix);
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { ExclusiveAddressUse = true };
        try
        {
            socket.Bind(new IPEndPoint(address, settings.Prefix.Port));
            socket.Listen(int.MaxValue);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw Wrong(settings.Prefix, $"cannot be listened at: {e.Message}", e);
        }

        return new ActionListener(settings, queue, notes, socket);
    }

    /// <summary>Reads an address, and refuses one that nobody can listen at.</summary>
    /// <param name="prefix">The address.</param>
    /// <exception cref="PimException">It is of the kind <see cref="PimErrorKind.Input"/>.</exception>
    public static Uri ParsePrefix(string prefix)
    {
        if (!Uri.TryCreate(prefix, UriKind.Absolute, out Uri? address))
        {
            // not shown: a password may be in it
            throw new PimException(PimErrorKind.Input, "Prefix: is no address. Give http, an address of this machine, a port of up to 65535 and a path, for example http://127.0.0.1:8080/pim/; in place of + and * give 0.0.0.0, for all addresses it has.") { Subject = "Prefix" };
        }

        AddressOf(address);
        return address;
    }

    /// <summary>Takes no further connections; who is connected is still answered. May be called from any thread, and more than once.</summary>
    public void StopAccepting()
    {
        _stopping.Cancel();
        _socket.Dispose();
    }

    /// <summary>Takes no further calls, gives those that are here a moment to be answered, and closes their connections.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        StopAccepting();
        Task.WaitAll([_loop], s_grace);
        Task.WaitAll([.. _connections.Values], s_grace);
        foreach (ActionConnection connection in _connections.Keys)
        {
            connection.Close();
        }
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await _slots.WaitAsync(_stopping.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            try
            {
                Serve(await _socket.AcceptAsync().ConfigureAwait(false));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                _slots.Release();
                if (!_stopping.IsCancellationRequested)
                {
                    // the caller gave up before it was accepted, or the system has no handle left
                    await Task.Delay(s_pause).ConfigureAwait(false);
                }
            }
        }
    }

    private void Serve(Socket socket)
    {
        var connection = new ActionConnection(socket, _settings, _gate, _notes);
        var run = new Task<Task>(connection.RunAsync);
        Task whole = run.Unwrap();
        _connections[connection] = whole;
        _ = whole.ContinueWith(
            _ =>
            {
                _connections.TryRemove(connection, out Task _);
                _slots.Release();
            },
            TaskScheduler.Default);
        run.Start(TaskScheduler.Default);
    }

    private static IPAddress AddressOf(Uri prefix)
    {
        if (!prefix.IsAbsoluteUri || prefix.Scheme != Uri.UriSchemeHttp)
        {
            throw Wrong(prefix, "is no address of http. A listener speaks http alone; a proxy before it brings TLS.");
        }

        if (prefix.Query.Length > 0 || prefix.Fragment.Length > 0 || prefix.UserInfo.Length > 0)
        {
            throw Wrong(prefix, "has more than a host, a port and a path.");
        }

        return prefix.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
            : IPAddress.TryParse(prefix.DnsSafeHost, out IPAddress? address) ? address
            : throw Wrong(prefix, "names a host. Give an address of this machine: localhost, 127.0.0.1, or 0.0.0.0 for all it has.");
    }

    private static PimException Wrong(Uri prefix, string what, Exception? inner = null) =>
        new(PimErrorKind.Input, $"Prefix: {(prefix.IsAbsoluteUri ? prefix.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : "it")} {what}", inner) { Subject = "Prefix" };
}
