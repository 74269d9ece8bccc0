using System.Collections.Generic;

namespace PimPowerShell.Sandbox.Generation;

/// <summary>
/// Numbers that look random and follow from a seed alone, on every runtime alike
/// (the sequence of System.Random differs between them).
/// </summary>
internal struct Dice(ulong state)
{
    private ulong _state = state;

    public static Dice For(int seed, ulong what, ulong which) => new(Mix(((ulong)(uint)seed * 0x9E3779B97F4A7C15UL) ^ Mix((what << 56) ^ which)));

    public ulong Next() => Mix(_state += 0x9E3779B97F4A7C15UL);

    /// <summary>A number from 0 to below a limit.</summary>
    public int Next(int limit) => (int)(Next() % (ulong)limit);

    public int Between(int low, int high) => low + Next(high - low + 1);

    public bool Chance(int percent) => Next(100) < percent;

    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
