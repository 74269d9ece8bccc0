using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace PimPowerShell.Core.Http;

/// <summary>Streams that are read one after the other, as one.</summary>
internal sealed class JoinedStream(params Stream[] parts) : ReadStream
{
    private int _part;

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = 0;
        while (_part < parts.Length && (read = parts[_part].Read(buffer, offset, count)) == 0 && count > 0)
        {
            _part++;
        }

        return read;
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        int read = 0;
        while (_part < parts.Length && (read = await parts[_part].ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false)) == 0 && count > 0)
        {
            _part++;
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Array.ForEach(parts, part => part.Dispose());
        }

        base.Dispose(disposing);
    }
}
