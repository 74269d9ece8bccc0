using System;
using System.Runtime.CompilerServices;

namespace PimPowerShell.Core.Sync;

/// <summary>Bytes that grow: the lines of a page, before they go to disk at once.</summary>
internal sealed class LineBuffer
{
    private byte[] _bytes = new byte[512 * 1024];

    public byte[] Bytes => _bytes;

    public int Length { get; private set; }

    public void Clear() => Length = 0;

    public void Add(byte value)
    {
        Reserve(1);
        _bytes[Length++] = value;
    }

    [MethodImpl(Jit.Hot)]
    public void Add(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    private void Reserve(int count)
    {
        if (Length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        }
    }
}
