using System;

namespace PimPowerShell.Core.Pims;

/// <summary>
/// Where a list stands that is read by page number while products may drop out of it. A product that drops out moves all
/// behind it one place forward, past the pages that are still to come; the server's count falls by it. So the first product
/// that was not seen yet lies no further in front than the count has fallen.
/// </summary>
/// <param name="pageSize">Products in a page.</param>
/// <param name="startPage">The page that the list begins with. What moves in front of it is no longer part of the list.</param>
internal sealed class PimsPlace(int pageSize, int startPage)
{
    // more often than writers in parallel can take products out between two that are new; two servers whose counts
    // disagree would go on for ever
    private const int MostReturns = 100;

    private readonly int _startPage = startPage;
    private long? _first;
    private long? _count;
    private long _end;
    private long _gained;
    private int _furthest;
    private int _returns;
    private bool _isTotal = true;
    private bool _isReturn;

    /// <summary>The page to ask for.</summary>
    public int Page { get; private set; } = startPage;

    /// <summary>Whether it is the page that the list begins with.</summary>
    public bool IsFirst => Page == _startPage;

    /// <summary>Whether some page was asked for a second time.</summary>
    public bool HasReturned { get; private set; }

    /// <summary>Whether the count fell again and again without one new product, so that it is no longer followed.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Whether a page was read that fits what was seen before. If not, <see cref="Page"/> is an earlier one, to be asked for first.</summary>
    /// <param name="items">How many products the page has.</param>
    /// <param name="count">The server's count, when it gives one.</param>
    public bool Fits(int items, long? count)
    {
        if (Page > 1 && items > 0 && count == items)
        {
            // the count is that of the page: it tells nothing of the list
            _isTotal = false;
        }

        if (!_isTotal || count is not { } present || _count is not { } before || present >= before)
        {
            return true;
        }

        long earliest = Math.Max(Before, Math.Min(_end, before) - (before - present));
        if (earliest >= Start || earliest >= present)
        {
            return true;
        }

        if (_returns++ == MostReturns)
        {
            _isTotal = false;
            IsLost = true;
            return true;
        }

        HasReturned = true;
        _isReturn = true;
        Page = (int)(earliest / pageSize) + 1;
        return false;
    }

    /// <summary>Whether a page that fits can only repeat the first because the server ignores its number.</summary>
    public bool IsUnmoved(long? count) => !_isTotal || count == _first;

    /// <summary>Takes a page that fits, and goes on to the next.</summary>
    /// <param name="items">How many products it has.</param>
    /// <param name="hasNew">Whether some of them were not seen before.</param>
    /// <param name="count">The server's count, when it gives one.</param>
    /// <returns>False where the list ends with it.</returns>
    public bool Take(int items, bool hasNew, long? count)
    {
        bool hasMoved = _isTotal && count is not null && _count is not null && count != _count;
        bool isBehindAll = _isTotal && count is not null && Start + pageSize >= count;
        bool isEnd = items == 0 || (!hasNew && (isBehindAll || (!hasMoved && !_isReturn && Page >= _furthest)));
        if (hasNew)
        {
            _returns = 0;
        }

        _isReturn = false;
        _first ??= count;
        _gained += Math.Max(0, (count - _count) ?? 0);
        _count = count ?? _count;
        _end = Start + pageSize;
        _furthest = Math.Max(_furthest, Page);
        Page++;
        return !isEnd;
    }

    /// <summary>How many products must have come at least, as far as the server has counted them.</summary>
    public long Least => (_count ?? 0) - _gained - Before;

    private long Before => (long)(_startPage - 1) * pageSize;

    private long Start => (long)(Page - 1) * pageSize;
}
