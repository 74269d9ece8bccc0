using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;

namespace PimPowerShell.Core.Http;

/// <summary>A body that is read while it is sent, anew for each attempt. What is wrong with it is no fault of the network's, and not tried again.</summary>
internal sealed class StreamedContent(Func<Stream> open, long size, Action moved) : HttpContent
{
    private const int BufferSize = 81920;

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        using Stream body = open();
        byte[] buffer = new byte[BufferSize];
        long sent = 0;
        while (await ReadAsync(body, buffer).ConfigureAwait(false) is var count and > 0)
        {
            sent += count;
            if (sent > size)
            {
                throw Changed();
            }

            await stream.WriteAsync(buffer, 0, count).ConfigureAwait(false);
            moved();
        }

        if (sent < size)
        {
            throw Changed();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = size;
        return true;
    }

    private static async Task<int> ReadAsync(Stream body, byte[] buffer)
    {
        try
        {
            return await body.ReadAsync(buffer, 0, buffer.Length).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PimException(PimErrorKind.Input, $"What is to be sent cannot be read: {e.Message}", e);
        }
    }

    private static PimException Changed() => new(PimErrorKind.Input, "What is to be sent is no longer as long as it was at first: it changed in between.");
}
