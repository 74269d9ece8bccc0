using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace PimPowerShell.Core.Http;

/// <summary>A body that is read as it arrives: one that is cut short breaks off rather than ends, which not every runtime sees to.</summary>
/// <param name="body">The body; whoever opened it closes it.</param>
/// <param name="expected">How many bytes it says to have; null where it does not say.</param>
/// <param name="moved">Called whenever something has arrived.</param>
internal sealed class WholeStream(Stream body, long? expected, Action moved) : ReadStream
{
    private long _read;

    public override int Read(byte[] buffer, int offset, int count) => Count(body.Read(buffer, offset, count), count);

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Count(await body.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false), count);

    private int Count(int read, int wanted)
    {
        _read += read;
        moved();
        return read > 0 || wanted == 0 || _read >= expected || expected is null ? read
            : throw new IOException($"The answer ended after {_read} of {expected} bytes.");
    }
}
