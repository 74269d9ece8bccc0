using System;
using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Core.Sync;

/// <summary>
/// Finds the times that divide a list into shares of about one size. It says before which times items have to be
/// counted, and is told: first at times that some of the items suggest, then ever closer to where shares should end.
/// </summary>
/// <remarks>
/// Times are whole seconds, as servers keep them, and none is a full minute: a share ends before a time and the next one
/// begins behind the second before it, and where a server reads both in a zone of its own, nothing can come between them
/// but a change of its clock, which happens at full minutes.
/// </remarks>
internal sealed class TimeShares
{
    // of a share's size: how far its end may be from where it should be
    private const double Tolerance = 0.02;

    private static readonly DateTimeOffset s_first = new(1970, 1, 1, 0, 0, 1, TimeSpan.Zero);

    private readonly SortedList<DateTimeOffset, long> _counts = [];
    private readonly int _shares;
    private readonly long _total;
    private SortedSet<DateTimeOffset> _guesses = [];

    /// <summary>Begins with what is known without counting.</summary>
    /// <param name="shares">How many shares there are to be.</param>
    /// <param name="total">How many items there are.</param>
    /// <param name="sample">The times of some of them, in any order.</param>
    /// <param name="now">A time before which all of them were made.</param>
    public TimeShares(int shares, long total, IEnumerable<DateTimeOffset> sample, DateTimeOffset now)
    {
        _shares = shares;
        _total = total;
        DateTimeOffset[] times = [.. sample.OrderBy(time => time)];
        // what was made in the second that goes on is not before that second
        DateTimeOffset last = times.Length > 0 && times[times.Length - 1] >= Whole(now) ? times[times.Length - 1].AddSeconds(2) : now;
        _counts[s_first] = 0;
        _counts[Whole(last)] = total;
        Guess(times);
    }

    /// <summary>The times before which items have to be counted next; none when enough is known.</summary>
    public IReadOnlyCollection<DateTimeOffset> Next()
    {
        SortedSet<DateTimeOffset> asked = _guesses;
        _guesses = [];
        if (asked.Count == 0)
        {
            List<KeyValuePair<DateTimeOffset, long>> known = Known();
            for (int end = 1; end < _shares; end++)
            {
                Narrow(known, Wanted(end), asked);
            }
        }

        asked.RemoveWhere(_counts.ContainsKey);
        return asked;
    }

    /// <summary>Takes a count.</summary>
    /// <param name="time">The time asked for.</param>
    /// <param name="before">How many items were made before it.</param>
    public void Learn(DateTimeOffset time, long before) => _counts[time] = before;

    /// <summary>Where each share but the last ends, with the number of items before that.</summary>
    public IReadOnlyList<KeyValuePair<DateTimeOffset, long>> Ends()
    {
        List<KeyValuePair<DateTimeOffset, long>> known = Known();
        return [.. Enumerable.Range(1, _shares - 1).Select(end => Nearest(known, Wanted(end)))];
    }

    private static KeyValuePair<DateTimeOffset, long> Nearest(List<KeyValuePair<DateTimeOffset, long>> known, double wanted)
    {
        int above = FirstAtLeast(known, wanted);
        if (above == 0)
        {
            return known[0];
        }

        // the last time is none to end at: what is made from now on belongs to the last share
        bool isLower = above == known.Count - 1 || wanted - known[above - 1].Value <= known[above].Value - wanted;
        return known[isLower ? above - 1 : above];
    }

    private void Narrow(List<KeyValuePair<DateTimeOffset, long>> known, double wanted, SortedSet<DateTimeOffset> asked)
    {
        double tolerance = Math.Max((double)_total / _shares * Tolerance, 0.5);
        int above = FirstAtLeast(known, wanted);
        if (above == 0 || wanted - known[above - 1].Value <= tolerance || (above < known.Count - 1 && known[above].Value - wanted <= tolerance))
        {
            return;
        }

        // where items are spread evenly the second is almost right; the first makes sure of an end where they are not
        (KeyValuePair<DateTimeOffset, long> from, KeyValuePair<DateTimeOffset, long> to) = (known[above - 1], known[above]);
        foreach (double part in (double[])[0.5, (wanted - from.Value) / (to.Value - from.Value)])
        {
            asked.Add(Whole(from.Key.AddSeconds(Math.Floor((to.Key - from.Key).TotalSeconds * part))));
        }
    }

    private void Guess(DateTimeOffset[] times)
    {
        if (times.Length == 0)
        {
            return;
        }

        for (int end = 1; end < _shares; end++)
        {
            int place = (int)((long)end * times.Length / _shares);
            _guesses.Add(Whole(times[place]));
            if (place > 0 && times[place - 1] == times[place])
            {
                // thousands may have been made in one second, which cannot be divided: the end may be behind it
                _guesses.Add(Whole(times[place].AddSeconds(1)));
            }
        }
    }

    private double Wanted(int end) => (double)_total * end / _shares;

    /// <summary>
    /// The counts that rise with time. A server that reads times in a zone of its own takes those of an hour which a change
    /// of its clock leaves out for others, later ones: shares that ended there would overlap.
    /// </summary>
    private List<KeyValuePair<DateTimeOffset, long>> Known()
    {
        var known = new List<KeyValuePair<DateTimeOffset, long>>();
        long least = long.MaxValue;
        foreach (KeyValuePair<DateTimeOffset, long> count in _counts.Reverse())
        {
            if (count.Value <= least)
            {
                known.Add(count);
                least = count.Value;
            }
        }

        known.Reverse();
        return known;
    }

    private static int FirstAtLeast(List<KeyValuePair<DateTimeOffset, long>> known, double wanted)
    {
        int place = known.FindIndex(count => count.Value >= wanted);
        return place < 0 ? known.Count - 1 : place;
    }

    private static DateTimeOffset Whole(DateTimeOffset time)
    {
        DateTimeOffset utc = time.ToUniversalTime();
        DateTimeOffset second = utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerSecond));
        return second.Second == 0 ? second.AddSeconds(-1) : second;
    }
}
