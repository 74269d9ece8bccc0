using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Tasks;

namespace PimPowerShell.Sandbox.Http;

/// <summary>The way back to the client: whole, half, or a reset.</summary>
internal sealed class HttpReply(Socket socket, NetworkStream stream, bool keepAlive)
{
    // small answers go out in one packet, large ones are not copied
    private const int CopyMaximum = 16 * 1024;

    /// <summary>Whether the connection can serve another request after this one.</summary>
    public bool CanContinue { get; private set; }

    public async Task SendAsync(HttpResponse response)
    {
        await WriteAsync(response, response.Body).ConfigureAwait(false);
        CanContinue = keepAlive;
    }

    /// <summary>Promises the whole body, sends half of it, and hangs up.</summary>
    public async Task SendHalfAsync(HttpResponse response)
    {
        await WriteAsync(response, response.Body.Slice(0, response.Body.Length / 2)).ConfigureAwait(false);
        // A reset could overtake the half that was sent, so this is an orderly end of the stream.
        socket.Shutdown(SocketShutdown.Both);
    }

    /// <summary>Breaks the connection with a TCP reset.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    private async Task WriteAsync(HttpResponse response, ReadOnlyMemory<byte> body)
    {
        byte[] head = Encoding.UTF8.GetBytes(Head(response));
        if (body.Length > CopyMaximum && MemoryMarshal.TryGetArray(body, out ArraySegment<byte> segment))
        {
            await stream.WriteAsync(head, 0, head.Length).ConfigureAwait(false);
            await stream.WriteAsync(segment.Array!, segment.Offset, segment.Count).ConfigureAwait(false);
            return;
        }

        byte[] whole = new byte[head.Length + body.Length];
        head.CopyTo(whole, 0);
        body.CopyTo(whole.AsMemory(head.Length));
        await stream.WriteAsync(whole, 0, whole.Length).ConfigureAwait(false);
    }

    private string Head(HttpResponse response)
    {
        StringBuilder head = new(256);
        head.Append("HTTP/1.1 ").Append(response.Status).Append(' ').Append(HttpReasons.Of(response.Status)).Append("\r\n");
        head.Append("Date: ").Append(response.Date.ToString("R")).Append("\r\n");
        if (response.ContentType is not null)
        {
            head.Append("Content-Type: ").Append(response.ContentType).Append("\r\n");
        }

        if (response.Status != 204)
        {
            head.Append("Content-Length: ").Append(response.Body.Length).Append("\r\n");
        }

        foreach (KeyValuePair<string, string> header in response.Headers)
        {
            head.Append(header.Key).Append(": ").Append(header.Value).Append("\r\n");
        }

        return head.Append(keepAlive ? "\r\n" : "Connection: close\r\n\r\n").ToString();
    }
}
