using System;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace PimPowerShell.Core.Actions;

/// <summary>Reads the one request of a connection, no further than the limits.</summary>
/// <param name="stream">The connection.</param>
/// <param name="settings">The limits.</param>
/// <param name="ended">Ends with the connection.</param>
internal sealed class ActionRequestReader(NetworkStream stream, ActionListenerSettings settings, CancellationToken ended)
{
    private const int DrainedBytes = 4 * 1024 * 1024;
    private const int FirstBytes = 64 * 1024;

    private static readonly TimeSpan s_drainTime = TimeSpan.FromMilliseconds(500);
    private static readonly byte[] s_headEnd = Encoding.ASCII.GetBytes("\r\n\r\n");
    private static readonly byte[] s_continue = Encoding.ASCII.GetBytes("HTTP/1.1 100 Continue\r\n\r\n");

    private readonly Deadline _all = new(settings.ReceiveTimeout, ended);
    private byte[] _buffer = new byte[2048];
    private int _length;
    private int _bodyStart;

    /// <summary>The head; null when the caller left before it sent anything.</summary>
    /// <exception cref="ActionRefusal">It is too long, malformed, broken off or late.</exception>
    public async Task<ActionHead?> ReadHeadAsync()
    {
        Deadline head = settings.HeadTimeout < settings.ReceiveTimeout ? new Deadline(settings.HeadTimeout, ended) : _all;
        int scanned = 0;
        while (true)
        {
            int end = _buffer.AsSpan(scanned, _length - scanned).IndexOf(s_headEnd);
            if (end >= 0 && scanned + end <= settings.MaximumHeadBytes)
            {
                _bodyStart = scanned + end + s_headEnd.Length;
                return ActionHead.Parse(_buffer.AsSpan(0, scanned + end));
            }

            if (end >= 0 || _length > settings.MaximumHeadBytes)
            {
                throw new ActionRefusal(431, $"its headers are longer than {settings.MaximumHeadBytes} bytes");
            }

            scanned = Math.Max(0, _length - s_headEnd.Length + 1);
            if (_length == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }

            int count = await ReadAsync(_buffer, _length, _buffer.Length - _length, head).ConfigureAwait(false);
            if (count == 0)
            {
                return _length == 0 ? null : throw BrokenOff();
            }

            _length += count;
        }
    }

    /// <summary>The body. What comes behind it is not looked at.</summary>
    /// <exception cref="ActionRefusal">It is too long, broken off or late, or its length is unknown.</exception>
    public async Task<byte[]> ReadBodyAsync(ActionHead head)
    {
        int whole = head.BodyLength(settings.Limits.MaximumBytes);
        int length = Math.Min(whole, _length - _bodyStart);

        // no more than twice what is here: to say that much will come costs a caller nothing
        byte[] body = new byte[Math.Min(whole, Math.Max(length, FirstBytes))];
        Buffer.BlockCopy(_buffer, _bodyStart, body, 0, length);
        if (head.ExpectsContinue && length < whole)
        {
            await stream.WriteAsync(s_continue, 0, s_continue.Length).ConfigureAwait(false);
        }

        while (length < whole)
        {
            if (length == body.Length)
            {
                Array.Resize(ref body, Math.Min(whole, body.Length * 2));
            }

            int count = await ReadAsync(body, length, body.Length - length, _all).ConfigureAwait(false);
            length += count > 0 ? count : throw BrokenOff();
        }

        return body;
    }

    /// <summary>Takes in what the caller is still sending: a connection that is closed on it is reset, and the answer lost.</summary>
    public async Task DrainAsync()
    {
        try
        {
            Deadline drain = new(s_drainTime, ended);
            int left = DrainedBytes;
            for (int count = 1; count > 0 && left > 0; left -= count)
            {
                count = await ReadAsync(_buffer, 0, _buffer.Length, drain).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is ActionRefusal or IOException or ObjectDisposedException)
        {
            // it had its time, or has gone
        }
    }

    private async Task<int> ReadAsync(byte[] target, int offset, int count, Deadline deadline)
    {
        Task<int> read = stream.ReadAsync(target, offset, count);
        if (await Task.WhenAny(read, deadline.IsLate).ConfigureAwait(false) == read)
        {
            return await read.ConfigureAwait(false);
        }

        // ends with the connection
        _ = read.ContinueWith(static ended => ended.Exception, TaskContinuationOptions.OnlyOnFaulted);
        throw new ActionRefusal(408, $"it was not here within {deadline.Time.TotalSeconds} second{(deadline.Time.TotalSeconds == 1 ? "" : "s")}");
    }

    private static ActionRefusal BrokenOff() => new(400, "it was broken off");

    private sealed class Deadline(TimeSpan time, CancellationToken ended)
    {
        public TimeSpan Time => time;

        public Task IsLate { get; } = Task.Delay(time, ended);
    }
}
