using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace PimPowerShell.Sandbox.Http;

/// <summary>The way back to the client: whole, half, or a reset.</summary>
internal sealed class HttpReply(Socket socket, NetworkStream stream, bool keepAlive)
{
    /// <summary>Whether the connection can serve another request after this one.</summary>
    public bool CanContinue { get; private set; }

    public async Task SendAsync(HttpResponse response)
    {
        byte[] bytes = Serialize(response, response.Body.Length, out int count);
        await stream.WriteAsync(bytes, 0, count).ConfigureAwait(false);
        CanContinue = keepAlive;
    }

    /// <summary>Promises the whole body, sends half of it, and hangs up.</summary>
    public async Task SendHalfAsync(HttpResponse response)
    {
        byte[] bytes = Serialize(response, response.Body.Length / 2, out int count);
        await stream.WriteAsync(bytes, 0, count).ConfigureAwait(false);
        // A reset could overtake the half that was sent, so this is an orderly end of the stream.
        socket.Shutdown(SocketShutdown.Both);
    }

    /// <summary>Breaks the connection with a TCP reset.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    private byte[] Serialize(HttpResponse response, int bodyLength, out int count)
    {
        StringBuilder head = new(256);
        head.Append("HTTP/1.1 ").Append(response.Status).Append(' ').Append(HttpReasons.Of(response.Status)).Append("\r\n");
        head.Append("Date: ").Append(DateTime.UtcNow.ToString("R")).Append("\r\n");
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

        head.Append(keepAlive ? "\r\n" : "Connection: close\r\n\r\n");
        string text = head.ToString();
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(text) + bodyLength];
        int length = Encoding.UTF8.GetBytes(text, 0, text.Length, bytes, 0);
        response.Body.Slice(0, bodyLength).CopyTo(bytes.AsMemory(length));
        count = length + bodyLength;
        return bytes;
    }
}
