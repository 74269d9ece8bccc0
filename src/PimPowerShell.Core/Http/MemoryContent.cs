using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Runtime.InteropServices;
using System.Threading.Tasks;

namespace PimPowerShell.Core.Http;

/// <summary>A body that can be sent again: .NET Framework disposes content once it is sent.</summary>
internal sealed class MemoryContent(ReadOnlyMemory<byte> body) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        MemoryMarshal.TryGetArray(body, out ArraySegment<byte> segment);
        return segment.Array is null ? Task.CompletedTask : stream.WriteAsync(segment.Array, segment.Offset, segment.Count);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
