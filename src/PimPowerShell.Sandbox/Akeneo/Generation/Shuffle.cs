using PimPowerShell.Sandbox.Generation;

namespace PimPowerShell.Sandbox.Akeneo.Generation;

/// <summary>An order of numbers that can be undone: products lie otherwise by uuid than by identifier.</summary>
internal sealed class Shuffle
{
    private readonly ulong _count;
    private readonly ulong _factor;
    private readonly ulong _inverse;
    private readonly ulong _shift;

    public Shuffle(int count, int seed)
    {
        _count = (ulong)count;
        if (count < 2)
        {
            return;
        }

        _factor = (ulong)(count * 0.6180339887) | 1;
        while (Divisor(_factor, _count) != 1)
        {
            _factor++;
        }

        _inverse = Inverse(_factor, _count);
        _shift = Dice.For(seed, 3, 0).Next() % _count;
    }

    public int Rank(int position) => _count < 2 ? position : (int)((((ulong)position * _factor) + _shift) % _count);

    public int Position(int rank) => _count < 2 ? rank : (int)(((ulong)rank + _count - _shift) % _count * _inverse % _count);

    private static ulong Divisor(ulong left, ulong right) => right == 0 ? left : Divisor(right, left % right);

    private static ulong Inverse(ulong value, ulong modulus)
    {
        long previous = 0;
        long current = 1;
        long remainder = (long)modulus;
        long divisor = (long)value % remainder;
        while (divisor > 1)
        {
            long quotient = remainder / divisor;
            (remainder, divisor) = (divisor, remainder % divisor);
            (previous, current) = (current, previous - (quotient * current));
        }

        return (ulong)(current < 0 ? current + (long)modulus : current);
    }
}
