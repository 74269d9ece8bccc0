using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.History;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.History;

/// <summary>Which entries of a server's history a session has written.</summary>
public sealed class RunTests
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_a_session_has_written_gets_its_run_whatever_its_clock_says()
    {
        HistoryEntry[] server = [Server(0, "price", "1", "2"), Server(10, "price", "2", "3"), Server(20, "price", "3", "2"), Server(30, "price", "2", "3")];
        HistoryEntry[] kept = [Kept(130, "r1", ("price", "3", "2")), Kept(140, "r2", ("price", "2", "3.0"))];

        IReadOnlyList<HistoryEntry> joined = HistoryRuns.Join(server, kept);

        Assert.Equal([null, null, "r1", "r2"], joined.Select(entry => entry.Run));
        Assert.Equal([null, null, "Set-PimProduct", "Set-PimProduct"], joined.Select(entry => entry.Source));
        Assert.Equal(server.Select(entry => entry.Time), joined.Select(entry => entry.Time));
    }

    [Fact]
    public void What_others_wrote_stays_as_it_is()
    {
        HistoryEntry[] server = [Server(0, "price", "1", "2"), Server(1, "stock", "1", "2"), Server(2, "price", "1", "2") with { Deed = HistoryDeed.Made }];

        Assert.Equal(server, HistoryRuns.Join(server, [Kept(0, "r1", ("price", "1", "3")), Kept(1, "r2", ("stock", "1", "2"), ("price", "5", "6"))]));
        Assert.Equal([null, null, "r3"], HistoryRuns.Join(server, [Kept(0, "r3") with { Deed = HistoryDeed.Made }]).Select(entry => entry.Run));
    }

    [Theory]
    [InlineData(24 * 3600, "maria", "r1")]
    [InlineData((24 * 3600) + 1, "maria", null)]
    [InlineData(-(24 * 3600) - 1, "maria", null)]
    [InlineData(0, "Maria", "r1")]
    [InlineData(0, null, "r1")]
    [InlineData(0, "paul", null)]
    public void A_write_of_another_day_or_of_another_user_is_none_of_it(int seconds, string? user, string? run)
    {
        HistoryEntry[] server = [Server(0, "price", "1", "2")];

        Assert.Equal(run, Assert.Single(HistoryRuns.Join(server, [Kept(seconds, "r1", ("price", "1", "2")) with { User = user }])).Run);
    }

    private static HistoryEntry Server(int seconds, string name, string old, string now) => Entry(seconds, null, (name, old, now));

    private static HistoryEntry Kept(int seconds, string run, params (string Name, string Old, string Now)[] changes) => Entry(seconds, run, changes) with { Source = "Set-PimProduct" };

    private static HistoryEntry Entry(int seconds, string? run, params (string Name, string Old, string Now)[] changes) => new("0815", "Product", s_start.AddSeconds(seconds), "maria", null, run,
        [.. changes.Select(change => new PimDifference("attributes", change.Name, null, null, Make.Utf8($"\"{change.Old}\""), Make.Utf8($"\"{change.Now}\"")))]);
}
