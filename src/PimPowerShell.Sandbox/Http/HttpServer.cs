using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace PimPowerShell.Sandbox.Http;

/// <summary>
/// A small HTTP/1.1 server on sockets. HttpListener hides the connection, and a sandbox has to reset
/// connections and cut bodies in half.
/// </summary>
internal sealed class HttpServer
{
    private const int PortAttempts = 20;

    private readonly IHttpHandler _handler;
    private readonly List<TcpListener> _listeners;
    private readonly ConcurrentDictionary<HttpConnection, Task> _connections = new();
    private readonly List<Task> _loops = [];
    private readonly CancellationTokenSource _stopping = new();

    public HttpServer(int port, IHttpHandler handler)
    {
        _handler = handler;
        _listeners = Bind(port);
        Port = ((IPEndPoint)_listeners[0].LocalEndpoint).Port;
    }

    public int Port { get; }

    public void Start() => _loops.AddRange(_listeners.Select(AcceptAsync));

    public void Stop()
    {
        _stopping.Cancel();
        foreach (TcpListener listener in _listeners)
        {
            listener.Stop();
        }

        foreach (HttpConnection connection in _connections.Keys)
        {
            connection.Abort();
        }

        Task.WaitAll([.. _loops, .. _connections.Values], TimeSpan.FromSeconds(1));
    }

    private static List<TcpListener> Bind(int port)
    {
        for (int attempt = 1; ; attempt++)
        {
            TcpListener first = Listen(IPAddress.Loopback, port);
            try
            {
                return Socket.OSSupportsIPv6
                    ? [first, Listen(IPAddress.IPv6Loopback, ((IPEndPoint)first.LocalEndpoint).Port)]
                    : [first];
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressNotAvailable)
            {
                return [first]; // a machine with IPv6 compiled in and switched off
            }
            catch (SocketException) when (port == 0 && attempt < PortAttempts)
            {
                first.Stop(); // somebody has this port on IPv6: take another
            }
            catch
            {
                first.Stop();
                throw;
            }
        }
    }

    private static TcpListener Listen(IPAddress address, int port)
    {
        TcpListener listener = new(address, port) { ExclusiveAddressUse = true };
        listener.Start(512);
        return listener;
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        while (!_stopping.IsCancellationRequested)
        {
            Socket socket;
            try
            {
                socket = await listener.AcceptSocketAsync().ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                if (_stopping.IsCancellationRequested)
                {
                    return;
                }

                continue; // the client gave up before it was accepted
            }

            HttpConnection connection = new(socket, _handler, _stopping.Token);
            Task run = Task.Run(connection.RunAsync);
            _connections[connection] = run;
            _ = run.ContinueWith(_ => _connections.TryRemove(connection, out Task _), TaskScheduler.Default);
            if (_stopping.IsCancellationRequested)
            {
                connection.Abort();
            }
        }
    }
}
