using System.Management.Automation;

namespace PimPowerShell.Commands;

/// <summary>The items that -Skip and -First ask for, counted as they come.</summary>
internal sealed class WantedRange(PagingParameters paging)
{
    private readonly ulong _skip = paging.Skip;
    private readonly ulong _first = paging.First;
    private ulong _skipped;
    private ulong _taken;

    /// <summary>Whether -First has been reached.</summary>
    public bool IsFull => _taken >= _first;

    /// <summary>How many items a list has to have for both; null for all.</summary>
    public long? Count => _first > int.MaxValue || _skip > int.MaxValue ? null : (long)(_first + _skip);

    /// <summary>Whether the item that comes next is wanted.</summary>
    public bool Take()
    {
        if (_skipped < _skip)
        {
            _skipped++;
            return false;
        }

        _taken++;
        return true;
    }
}
