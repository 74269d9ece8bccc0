using System;
using PimPowerShell.Sandbox.Generation;

namespace PimPowerShell.Sandbox.Akeneo.Generation;

/// <summary>
/// Uuids that look random and still rise with their position: the first 48 bits are the position, spread over
/// the whole range with some play. So the position follows from the uuid, and nothing has to be held or sorted.
/// </summary>
internal sealed class UuidSequence(int count, int seed)
{
    private readonly ulong _step = count == 0 ? 0 : (1UL << 48) / (ulong)count;

    public Guid this[int position]
    {
        get
        {
            Dice dice = Dice.For(seed, 1, (ulong)position);
            ulong head = ((ulong)position * _step) + (dice.Next() % _step);
            ulong tail = dice.Next();
            return new Guid(
                (int)(uint)(head >> 16),
                (short)(ushort)head,
                (short)(0x4000 | (int)(dice.Next() & 0xFFF)),
                (byte)(0x80 | (int)((tail >> 56) & 0x3F)),
                (byte)(tail >> 48),
                (byte)(tail >> 40),
                (byte)(tail >> 32),
                (byte)(tail >> 24),
                (byte)(tail >> 16),
                (byte)(tail >> 8),
                (byte)tail);
        }
    }

    /// <summary>The position of a uuid, or -1 when it is not of the sequence.</summary>
    public int PositionOf(Guid uuid)
    {
        if (count == 0)
        {
            return -1;
        }

        byte[] bytes = uuid.ToByteArray();
        ulong head = ((ulong)BitConverter.ToUInt32(bytes, 0) << 16) | BitConverter.ToUInt16(bytes, 4);
        ulong position = head / _step;
        return position < (ulong)count && this[(int)position] == uuid ? (int)position : -1;
    }
}
