using System;
using System.Buffers;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace PimPowerShell.Core.Http;

/// <summary>Reads a whole body into a pooled buffer, and notices one that was cut short.</summary>
internal static class BodyReader
{
    private const int FirstBuffer = 64 * 1024;

    public static async Task<(byte[] Buffer, int Length)> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        using Stream raw = await content.ReadAsStreamAsync().ConfigureAwait(false);
        (byte[] buffer, int length) = await ReadAsync(raw, content.Headers.ContentLength, cancellation).ConfigureAwait(false);
        if (!content.Headers.ContentEncoding.Contains("gzip", StringComparer.OrdinalIgnoreCase))
        {
            return (buffer, length);
        }

        // unpacked only when it is whole: a stream that ends too early unpacks to a text that ends too early, without an error
        try
        {
            using var plain = new GZipStream(new MemoryStream(buffer, 0, length), CompressionMode.Decompress);
            return await ReadAsync(plain, null, cancellation).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<(byte[] Buffer, int Length)> ReadAsync(Stream stream, long? expected, CancellationToken cancellation)
    {
        // one byte more than expected, so that the read which finds the end needs no larger buffer
        byte[] buffer = ArrayPool<byte>.Shared.Rent(expected is > 0 and < int.MaxValue ? (int)expected.Value + 1 : FirstBuffer);
        int length = 0;
        try
        {
            int count;
            while ((count = await stream.ReadAsync(buffer, length, buffer.Length - length, cancellation).ConfigureAwait(false)) > 0)
            {
                length += count;
                if (length == buffer.Length)
                {
                    byte[] larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                    Buffer.BlockCopy(buffer, 0, larger, 0, length);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }
            }

            return length < expected
                ? throw new IOException($"The answer ended after {length} of {expected} bytes.")
                : (buffer, length);
        }
        catch (Exception e)
        {
            byte[] partial = buffer.AsSpan(0, length).ToArray();
            ArrayPool<byte>.Shared.Return(buffer);
            if (e is OperationCanceledException || cancellation.IsCancellationRequested)
            {
                throw;
            }

            throw new BrokenBodyException(e.Message, partial, e);
        }
    }
}

/// <summary>A body that broke off; carries what had arrived.</summary>
internal sealed class BrokenBodyException(string message, byte[] partial, Exception inner) : IOException(message, inner)
{
    public byte[] Partial { get; } = partial;
}
