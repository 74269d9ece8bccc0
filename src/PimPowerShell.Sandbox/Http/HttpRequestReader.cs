using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace PimPowerShell.Sandbox.Http;

/// <summary>Reads one request after the other from a connection.</summary>
internal sealed class HttpRequestReader(NetworkStream stream)
{
    // nginx, which stands before most of these servers, takes a request line of 8 KiB
    private const int RequestLineMaximum = 8192;
    private const int HeadMaximum = 64 * 1024;

    private static readonly byte[] _continue = Encoding.ASCII.GetBytes("HTTP/1.1 100 Continue\r\n\r\n");

    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>The next request, or null when the client has ended the connection.</summary>
    public async Task<HttpRequest?> ReadAsync()
    {
        string? line = await ReadLineAsync().ConfigureAwait(false);
        if (line is null)
        {
            return null;
        }

        string[] parts = line.Split(' ');
        if (parts.Length != 3 || !parts[2].StartsWith("HTTP/1.", StringComparison.Ordinal))
        {
            throw new HttpProtocolException(400, "Bad Request");
        }

        if (line.Length > RequestLineMaximum)
        {
            throw new HttpProtocolException(414, "Request-URI Too Large");
        }

        Dictionary<string, string> headers = await ReadHeadersAsync().ConfigureAwait(false);
        ReadOnlyMemory<byte> body = await ReadBodyAsync(headers).ConfigureAwait(false);
        return new HttpRequest(parts[0], parts[1], headers, body);
    }

    private async Task<Dictionary<string, string>> ReadHeadersAsync()
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        int total = 0;
        while (true)
        {
            string line = await ReadLineAsync().ConfigureAwait(false) ?? throw new HttpProtocolException(400, "Bad Request");
            if (line.Length == 0)
            {
                return headers;
            }

            int colon = line.IndexOf(':');
            total += line.Length;
            if (colon <= 0 || total > HeadMaximum)
            {
                throw new HttpProtocolException(400, "Bad Request");
            }

            headers[line.Substring(0, colon)] = line.Substring(colon + 1).Trim();
        }
    }

    private async Task<ReadOnlyMemory<byte>> ReadBodyAsync(Dictionary<string, string> headers)
    {
        if (headers.TryGetValue("Expect", out string? expect) && expect.Equals("100-continue", StringComparison.OrdinalIgnoreCase))
        {
            await stream.WriteAsync(_continue, 0, _continue.Length).ConfigureAwait(false);
        }

        if (headers.TryGetValue("Transfer-Encoding", out string? coding) && coding.EndsWith("chunked", StringComparison.OrdinalIgnoreCase))
        {
            return await ReadChunksAsync().ConfigureAwait(false);
        }

        if (!headers.TryGetValue("Content-Length", out string? text))
        {
            return default;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int length))
        {
            throw new HttpProtocolException(400, "Bad Request");
        }

        byte[] body = new byte[length];
        await ReadExactlyAsync(body, 0, length).ConfigureAwait(false);
        return body;
    }

    private async Task<ReadOnlyMemory<byte>> ReadChunksAsync()
    {
        byte[] body = new byte[16 * 1024];
        int length = 0;
        while (true)
        {
            string line = await ReadLineAsync().ConfigureAwait(false) ?? throw new HttpProtocolException(400, "Bad Request");
            string digits = line.Split(';')[0].Trim();
            if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int size) || size < 0)
            {
                throw new HttpProtocolException(400, "Bad Request");
            }

            if (size == 0)
            {
                await ReadHeadersAsync().ConfigureAwait(false); // trailers
                return body.AsMemory(0, length);
            }

            if (body.Length < length + size)
            {
                Array.Resize(ref body, Math.Max(body.Length * 2, length + size));
            }

            await ReadExactlyAsync(body, length, size).ConfigureAwait(false);
            length += size;
            await ReadLineAsync().ConfigureAwait(false);
        }
    }

    private async Task ReadExactlyAsync(byte[] target, int offset, int count)
    {
        int buffered = Math.Min(count, _end - _start);
        Buffer.BlockCopy(_buffer, _start, target, offset, buffered);
        _start += buffered;
        while (buffered < count)
        {
            int read = await stream.ReadAsync(target, offset + buffered, count - buffered).ConfigureAwait(false);
            if (read == 0)
            {
                throw new HttpProtocolException(400, "Bad Request");
            }

            buffered += read;
        }
    }

    /// <summary>A line without its end, or null when the stream ended before it began.</summary>
    private async Task<string?> ReadLineAsync()
    {
        int scanned = 0;
        while (true)
        {
            int at = Array.IndexOf(_buffer, (byte)'\n', _start + scanned, _end - _start - scanned);
            if (at >= 0)
            {
                int length = at - _start;
                int text = length > 0 && _buffer[at - 1] == '\r' ? length - 1 : length;
                string line = Encoding.UTF8.GetString(_buffer, _start, text);
                _start = at + 1;
                return line;
            }

            scanned = _end - _start;
            if (scanned > HeadMaximum)
            {
                throw new HttpProtocolException(scanned > RequestLineMaximum ? 414 : 400, "Request-URI Too Large");
            }

            if (!await FillAsync().ConfigureAwait(false))
            {
                return null;
            }
        }
    }

    private async Task<bool> FillAsync()
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int read = await stream.ReadAsync(_buffer, _end, _buffer.Length - _end).ConfigureAwait(false);
        _end += read;
        return read > 0;
    }
}
