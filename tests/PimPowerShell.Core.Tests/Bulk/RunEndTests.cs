using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Bulk;

/// <summary>Runs that end before their input does, and what is known of them afterwards.</summary>
public sealed class RunEndTests
{
    [Fact]
    public async Task More_failures_than_allowed_end_the_run()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });
        List<BulkItem> items = BulkRun.NewProducts(2000);
        for (int i = 0; i < items.Count; i += 10)
        {
            items[i] = items[i] with { Line = Make.Utf8($$"""{"uuid":"{{items[i].Key}}","family":"none_such"}""") };
        }

        (List<BulkResult> results, BulkEnd? end, _) = await Run(pim.Provider, items, new BulkSettings { MaximumFailures = 25, ThrottleLimit = 1 });

        Assert.Equal((BulkEndReason.TooManyFailures, "More than 25 items failed."), (end!.Reason, end.Message));
        Assert.InRange(results.Count(result => result.Status == BulkStatus.Failed), 26, 40);
        Assert.Equal(pim.Counters.Lines, results.Count(result => result.Status != BulkStatus.Skipped));
        Assert.Contains(results, result => result.Status == BulkStatus.Skipped && result.Message!.Contains("More than 25 items failed.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task As_many_failures_as_allowed_do_not()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });
        List<BulkItem> items = BulkRun.NewProducts(300);
        items[7] = items[7] with { Line = Make.Utf8($$"""{"uuid":"{{items[7].Key}}","family":"none_such"}""") };

        (List<BulkResult> results, BulkEnd? end, _) = await Run(pim.Provider, items, new BulkSettings { MaximumFailures = 1 });

        Assert.Null(end);
        Assert.DoesNotContain(results, result => result.Status == BulkStatus.Skipped);
    }

    [Fact]
    public async Task No_time_left_ends_the_run_in_good_order()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });
        List<BulkItem> items = BulkRun.NewProducts(5000);

        // a second for each line
        (List<BulkResult> results, BulkEnd? end, _) = await Run(pim.Provider, items, new BulkSettings
        {
            TimeBudget = TimeSpan.FromSeconds(1000),
            Clock = () => TimeSpan.FromSeconds(pim.Counters.Lines),
            ThrottleLimit = 1,
        });

        Assert.Equal(BulkEndReason.TimeUp, end!.Reason);
        Assert.Equal(pim.Counters.Lines, results.Count(result => result.Status == BulkStatus.Created));
        Assert.All(results.Where(result => result.Status != BulkStatus.Created), result => Assert.Equal((BulkStatus.Skipped, 0), (result.Status, result.Attempts)));
        Assert.Equal(4000, results.Count(result => result.Status == BulkStatus.Skipped));
    }

    [Fact]
    public async Task A_login_that_is_refused_ends_it_at_once()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });
        using AkeneoProvider stranger = Make.User(pim.Sandbox.Url);

        (List<BulkResult> results, BulkEnd? end, _) = await Run(stranger, BulkRun.NewProducts(1000), new BulkSettings { ThrottleLimit = 1 });

        Assert.Equal((BulkEndReason.Broken, 422), (end!.Reason, end.Cause!.StatusCode));
        Assert.Equal(100, results.Count(result => result.Status == BulkStatus.Failed));
        Assert.Equal(900, results.Count(result => result.Status == BulkStatus.Skipped));
    }

    [Fact]
    public async Task The_summary_adds_up()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1, FailEvery = 5, LatencyMilliseconds = 10 }, Make.Settings(retries: 30));
        List<BulkItem> items = BulkRun.NewProducts(1000);
        items[7] = items[7] with { Line = Make.Utf8($$"""{"uuid":"{{items[7].Key}}","family":"none_such"}""") };

        (_, _, BulkSummary summary) = await Run(pim.Provider, items, new BulkSettings());

        Assert.Equal((1000, 1000, 1), (summary.Taken, summary.Done, summary[BulkStatus.Failed]));
        Assert.Equal(999, summary[BulkStatus.Created] + summary[BulkStatus.Updated]);
        Assert.Equal(pim.Counters.Requests, summary.Requests);
        Assert.InRange(summary.Retries, 2, summary.Requests);
        Assert.InRange(summary.LatencyP50.TotalMilliseconds, 9, 5000);
        Assert.True(summary.LatencyP95 >= summary.LatencyP50);
        Assert.True(summary.LinesPerSecond > 0);
        Assert.Equal(TimeSpan.Zero, summary.ThrottledTime);
    }

    [Fact]
    public async Task Waits_for_a_server_that_has_too_much_to_do_are_told()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1, RequestsPerSecond = 20 }, Make.Settings(retries: 30));
        // a second for each refusal: the first comes however long the calls before it take
        pim.Options.Clock = () => TimeSpan.FromSeconds(pim.Counters.Throttled);

        (_, _, BulkSummary summary) = await Run(pim.Provider, BulkRun.NewProducts(4000), new BulkSettings());

        Assert.InRange(summary.ThrottledTime.TotalSeconds, 0.2, 30);
    }

    private static async Task<(List<BulkResult>, BulkEnd?, BulkSummary)> Run(IPimProvider provider, List<BulkItem> items, BulkSettings settings)
    {
        using var writer = new BulkWriter(provider, settings, new CallContext());
        foreach (BulkItem item in items)
        {
            await writer.AddAsync(item);
        }

        await writer.CompleteAsync();
        return (BulkRun.Take(writer, items), writer.End, writer.Summary);
    }
}
