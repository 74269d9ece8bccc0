using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Core.Sync;
using Xunit;

namespace PimPowerShell.Core.Tests.Sync;

/// <summary>Where shares of a list end, over times that are made up.</summary>
public sealed class TimeSharesTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 1, 12, 30, 15, TimeSpan.Zero);

    private readonly Random _random = new(6);
    private int _counted;
    private int _rounds;

    public static TheoryData<int> Shares => [2, 3, 7, 50];

    [Theory]
    [MemberData(nameof(Shares))]
    public void Times_that_are_spread_evenly_give_even_shares_for_few_counts(int shares)
    {
        DateTimeOffset[] times = [.. Enumerable.Range(0, 20_000).Select(_ => Ago(_random.Next(700 * 86_400)))];

        Check(times, shares, Even(times, shares));

        Assert.InRange(_counted, 1, (5 * shares) + 10);
        Assert.InRange(_rounds, 1, 6);
    }

    [Theory]
    [MemberData(nameof(Shares))]
    public void So_do_times_of_which_the_sample_tells_nothing(int shares)
    {
        DateTimeOffset[] times = [.. Enumerable.Range(0, 5_000).Select(i => Ago(86_400 * 300 - (i * 40)))];

        Check(times, shares, Even(times, shares), times[..100]);

        Assert.InRange(_rounds, 1, 40);
    }

    [Theory]
    [MemberData(nameof(Shares))]
    public void What_was_made_in_a_few_days_is_divided_too(int shares)
    {
        DateTimeOffset[] times = [.. Enumerable.Range(0, 9_000).Select(i => Ago((i % 3 * 86_400 * 200) + _random.Next(3_600)))];

        Check(times, shares, Even(times, shares) + 10);
    }

    [Theory]
    [InlineData("2025-06-01T10:00:00Z")]
    [InlineData("2025-06-01T10:00:59Z")]
    [InlineData("2026-03-01T12:30:14Z")]
    [InlineData("2026-03-01T12:30:15Z")]
    public void One_second_stays_whole_and_costs_little(string second)
    {
        DateTimeOffset[] times = [.. Enumerable.Repeat(DateTimeOffset.Parse(second), 1_000)];

        foreach (int shares in (int[])[2, 4, 7])
        {
            _counted = 0;
            Check(times, shares, times.Length);
            Assert.InRange(_counted, 1, 80);
        }
    }

    [Theory]
    [InlineData("2026-03-01T12:30:15Z")]
    [InlineData("2026-03-01T12:31:00Z")]
    public void What_was_made_in_the_second_that_goes_on_is_counted_where_it_is(string second)
    {
        DateTimeOffset made = DateTimeOffset.Parse(second);
        var found = new TimeShares(4, 40, Enumerable.Repeat(made, 40), made.AddMilliseconds(400));
        while (found.Next() is { Count: > 0 } asked)
        {
            foreach (DateTimeOffset time in asked)
            {
                found.Learn(time, made < time ? 40 : 0);
            }
        }

        Assert.All(found.Ends(), end => Assert.Equal(made < end.Key ? 40 : 0, end.Value));
    }

    [Fact]
    public void Seconds_of_thousands_are_told_apart()
    {
        DateTimeOffset[] times = [.. Enumerable.Range(0, 10).SelectMany(i => Enumerable.Repeat(Ago(1 + (i * 7)), 1_000))];

        Check(times, 5, 2_000);
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(1, 4)]
    [InlineData(7, 50)]
    [InlineData(49, 50)]
    public void There_may_be_fewer_items_than_shares(int items, int shares)
    {
        DateTimeOffset[] times = [.. Enumerable.Range(0, items).Select(_ => Ago(1 + _random.Next(100 * 86_400)))];

        Check(times, shares, 2);
    }

    [Fact]
    public void What_is_made_from_now_on_belongs_to_the_last_share()
    {
        DateTimeOffset[] times = [.. Enumerable.Range(0, 300).Select(_ => Ago(1 + _random.Next(50)))];

        TimeShares found = Find(times, 50, times, time => time);

        Assert.All(found.Ends(), end => Assert.True(end.Key <= s_now));
    }

    [Fact]
    public void A_thousand_catalogs_of_all_kinds()
    {
        for (int i = 0; i < 1_000; i++)
        {
            int clusters = 1 + _random.Next(20);
            int[] begins = [.. Enumerable.Range(0, clusters).Select(_ => 1 + _random.Next(1_000 * 86_400))];
            int width = 1 + _random.Next(3) switch { 0 => 0, 1 => 30, _ => 86_400 * 3 };
            DateTimeOffset[] times = [.. Enumerable.Range(0, _random.Next(2_000)).Select(_ => Ago(begins[_random.Next(clusters)] + _random.Next(width)))];
            int largestSecond = times.GroupBy(time => time).Select(group => group.Count()).DefaultIfEmpty(0).Max();
            int shares = 1 + _random.Next(60);

            // the second 59 and the full minute that follows go together
            Check(times, shares, Even(times, shares) + 2 + (2 * largestSecond));
        }
    }

    /// <summary>The last Sunday of March 2025 in Berlin: 02:00 to 03:00 is not there, and is read as an hour later.</summary>
    [Fact]
    public void A_clock_that_was_put_forward_or_back_makes_no_gap_and_no_overlap()
    {
        DateTimeOffset spring = new(2025, 3, 30, 1, 0, 0, TimeSpan.Zero);
        DateTimeOffset autumn = new(2025, 10, 26, 1, 0, 0, TimeSpan.Zero);
        DateTimeOffset[] times = [.. new[] { spring, autumn }.SelectMany(change => Enumerable.Range(-7_200, 14_400).Select(second => change.AddSeconds(second)))];
        TimeSpan Offset(DateTimeOffset wall) => wall >= spring.AddHours(1) && wall < autumn.AddHours(2) ? TimeSpan.FromHours(2) : TimeSpan.FromHours(1);
        // the time that a text without a zone stands for
        DateTimeOffset Read(DateTimeOffset text) => text >= spring.AddHours(1) && text < spring.AddHours(2) ? text.AddHours(-1) : text - Offset(text);

        foreach (int shares in (int[])[2, 3, 7, 50, 97, 400])
        {
            Check(times, shares, times.Length, times[5_000..5_100], Read);
        }
    }

    private static DateTimeOffset Ago(int seconds) => s_now.AddSeconds(-seconds);

    private static int Even(DateTimeOffset[] times, int shares) => (int)Math.Ceiling((double)times.Length / shares * 1.1) + 1;

    /// <summary>Each item falls into one share, and none has more than that.</summary>
    private void Check(DateTimeOffset[] times, int shares, int most, DateTimeOffset[]? sample = null, Func<DateTimeOffset, DateTimeOffset>? read = null)
    {
        read ??= time => time;
        sample ??= [.. Enumerable.Range(0, Math.Min(times.Length, 100)).Select(_ => times[_random.Next(times.Length)])];
        TimeShares found = Find(times, shares, sample, read);

        IReadOnlyList<KeyValuePair<DateTimeOffset, long>> ends = found.Ends();
        Assert.Equal(shares - 1, ends.Count);
        int[] sizes = new int[shares];
        foreach (DateTimeOffset time in times)
        {
            int[] places = [.. Enumerable.Range(0, shares).Where(place =>
                (place == 0 || time > read(ends[place - 1].Key.AddSeconds(-1))) && (place == shares - 1 || time < read(ends[place].Key)))];
            sizes[Assert.Single(places)]++;
        }

        Assert.InRange(sizes.Max(), 0, most);
        long[] told = [.. ends.Select(end => end.Value), times.Length];
        Assert.Equal(sizes, told.Select((until, place) => (int)(until - (place == 0 ? 0 : told[place - 1]))));
    }

    private TimeShares Find(DateTimeOffset[] times, int shares, DateTimeOffset[] sample, Func<DateTimeOffset, DateTimeOffset> read)
    {
        var found = new TimeShares(shares, times.Length, sample, s_now);
        DateTimeOffset[] sorted = [.. times.OrderBy(time => time)];
        while (found.Next() is { Count: > 0 } asked)
        {
            Assert.InRange(++_rounds, 1, 2_000_000);
            _counted += asked.Count;
            foreach (DateTimeOffset time in asked)
            {
                Assert.NotEqual(0, time.Second);
                DateTimeOffset moment = read(time);
                int low = 0;
                int high = sorted.Length;
                while (low < high)
                {
                    int middle = (low + high) / 2;
                    (low, high) = sorted[middle] < moment ? (middle + 1, high) : (low, middle);
                }

                found.Learn(time, low);
            }
        }

        return found;
    }
}
