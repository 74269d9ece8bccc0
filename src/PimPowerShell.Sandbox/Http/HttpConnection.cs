using System;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace PimPowerShell.Sandbox.Http;

/// <summary>One client connection: requests are served one after the other until either side ends it.</summary>
internal sealed class HttpConnection(Socket socket, IHttpHandler handler, CancellationToken stopping)
{
    public async Task RunAsync()
    {
        try
        {
            socket.NoDelay = true;
            using NetworkStream stream = new(socket, ownsSocket: true);
            HttpRequestReader reader = new(stream);
            while (await ServeOneAsync(reader, stream).ConfigureAwait(false))
            {
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or InvalidOperationException or OperationCanceledException)
        {
            // the client has gone, or the sandbox is stopping
        }
    }

    /// <summary>Ends the connection at once; a waiting read fails.</summary>
    public void Abort()
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // already ended
        }

        socket.Close();
    }

    private async Task<bool> ServeOneAsync(HttpRequestReader reader, NetworkStream stream)
    {
        HttpRequest? request;
        try
        {
            request = await reader.ReadAsync().ConfigureAwait(false);
        }
        catch (HttpProtocolException exception)
        {
            string page = $"<html><head><title>{exception.Status} {exception.Message}</title></head></html>\r\n";
            await new HttpReply(socket, stream, keepAlive: false)
                .SendAsync(HttpResponse.Text(exception.Status, "text/html", page)).ConfigureAwait(false);
            return false;
        }

        if (request is null)
        {
            return false;
        }

        bool keepAlive = !"close".Equals(request.Header("Connection"), StringComparison.OrdinalIgnoreCase);
        HttpReply reply = new(socket, stream, keepAlive);
        // a server's words are not those of the culture of the process that it happens to run in
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        await handler.HandleAsync(request, reply, stopping).ConfigureAwait(false);
        return reply.CanContinue;
    }
}
