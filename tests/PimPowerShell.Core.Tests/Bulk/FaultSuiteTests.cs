using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Bulk;

/// <summary>Ten thousand lines through each kind of trouble: one result for each, and the server holds what the results say.</summary>
public sealed class FaultSuiteTests
{
    private const int Count = 10_000;

    public static TheoryData<string> Troubles =>
        ["rate limit", "rate limit without Retry-After", "token death", "error pages", "resets after acting", "half bodies", "two at a time"];

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task What_passes_is_got_over(string trouble)
    {
        using var pim = new TestPim(Options(trouble), Make.Settings(retries: 30, retryMilliseconds: 5));
        List<BulkItem> items = BulkRun.NewProducts(Count);

        List<BulkResult> results = await BulkRun.Write(pim.Provider, items, rounds: 10);

        Assert.True(pim.Counters.Faults + pim.Counters.Throttled + pim.Counters.Renewals > 0);
        BulkRun.AssertWritten(results);
        await AssertTrue(pim, results);
    }

    [Fact]
    public async Task A_server_that_goes_for_good_leaves_a_true_account()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1, DownAfter = 50 }, Make.Settings(retries: 3));

        List<BulkResult> results = await BulkRun.Write(pim.Provider, BulkRun.NewProducts(Count));

        Assert.Equal(pim.Counters.Lines, results.Count(result => result.Status == BulkStatus.Created));
        Assert.InRange(results.Count(result => result.Status == BulkStatus.Unknown), 300, 1000);
        Assert.InRange(results.Count(result => result.Status == BulkStatus.Skipped), 3000, 5000);
        await AssertTrue(pim, results);
    }

    [Fact]
    public async Task One_line_in_fifty_is_refused_and_harms_no_other()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });
        List<BulkItem> items = BulkRun.NewProducts(Count);
        for (int i = 0; i < Count; i += 50)
        {
            items[i] = items[i] with { Line = Make.Utf8($$"""{"uuid":"{{items[i].Key}}","family":"none_such"}""") };
        }

        List<BulkResult> results = await BulkRun.Write(pim.Provider, items);

        Assert.Equal(Enumerable.Range(0, Count / 50).Select(i => i * 50L), results.Where(result => result.Status == BulkStatus.Failed).Select(result => result.Item.Index));
        await AssertTrue(pim, results);
    }

    [Fact]
    public async Task Every_key_three_times_ends_with_its_last_value()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });
        var random = new Random(5);
        int[] keys = [.. Enumerable.Range(0, Count).Select(i => i / 3)];
        random.Shuffle(keys);

        List<BulkResult> results = await BulkRun.Write(pim.Provider, [.. keys.Select((key, index) => BulkRun.Product(index, BulkRun.Uuid(key)))]);

        BulkRun.AssertWritten(results);
        Assert.Equal(Count, pim.Counters.Lines);
        await AssertTrue(pim, results);
    }

    [Fact]
    public async Task Whatever_comes_at_once_the_account_is_true()
    {
        // most of the time is waits, so several go on at one time, each with a server of its own
        await Parallel.ForAsync(0, 100, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (seed, _) =>
        {
            var random = new Random(seed);
            using var pim = new TestPim(RandomOptions(random), Make.Settings(retries: random.Next(4) == 0 ? 1 : 12));
            int keys = random.Next(50, 400);
            List<BulkItem> items = [.. Enumerable.Range(0, 400).Select(i => BulkRun.Product(i, BulkRun.Uuid(random.Next(keys))))];
            for (int i = 0; i < items.Count; i += random.Next(5, 60))
            {
                items[i] = items[i] with { Line = Make.Utf8($$"""{"uuid":"{{items[i].Key}}","family":"none_such"}""") };
            }

            List<BulkResult> results = await BulkRun.Write(pim.Provider, items, batchSize: random.Next(1, 60), rounds: random.Next(0, 6));

            await AssertTrue(pim, results);
        });
    }

    private static PimSandboxOptions Options(string trouble)
    {
        var options = new PimSandboxOptions { ProductCount = 1 };
        switch (trouble)
        {
            case "rate limit":
                options.RequestsPerSecond = 40;
                break;
            case "rate limit without Retry-After":
                options.RequestsPerSecond = 40;
                options.SendRetryAfter = false;
                break;
            case "token death":
                options.TokenDiesEvery = 30;
                break;
            case "error pages":
                options.FailEvery = 20;
                options.FailAfterActingEvery = 31;
                break;
            case "resets after acting":
                options.ResetAfterActingEvery = 10;
                break;
            case "half bodies":
                options.HalfBodyEvery = 7;
                break;
            default:
                options.MaximumConcurrency = 2;
                options.SendRetryAfter = false;
                options.LatencyMilliseconds = 2;
                break;
        }

        return options;
    }

    private static PimSandboxOptions RandomOptions(Random random) => new()
    {
        ProductCount = 1,
        FailEvery = Some(random),
        FailAfterActingEvery = Some(random),
        ResetEvery = Some(random),
        ResetAfterActingEvery = Some(random),
        HalfBodyEvery = Some(random),
        TokenDiesEvery = Some(random) * 3,
        MaximumConcurrency = random.Next(3) == 0 ? random.Next(1, 4) : 0,
        SendRetryAfter = false,
        DownAfter = random.Next(5) == 0 ? random.Next(3, 40) : 0,
    };

    private static int Some(Random random) => random.Next(2) == 0 ? 0 : random.Next(3, 20);

    /// <summary>What the results say is what the server holds: for each key the last line that was taken, or one that is in doubt.</summary>
    private static async Task AssertTrue(TestPim pim, IReadOnlyList<BulkResult> results)
    {
        Assert.InRange(pim.Counters.PeakInFlight, 0, 4);
        Assert.InRange(pim.Counters.PeakSameKeyInFlight, 0, 1);
        PimSandboxOptions options = pim.Options;
        options.FailEvery = options.FailAfterActingEvery = options.ResetEvery = options.ResetAfterActingEvery = options.HalfBodyEvery
            = options.TokenDiesEvery = options.DownAfter = options.MaximumConcurrency = options.RequestsPerSecond = 0;
        Dictionary<string, string?> notes = await BulkRun.Notes(pim);
        foreach (IGrouping<string, BulkResult> group in results.GroupBy(result => result.Item.Key))
        {
            string? held = notes.TryGetValue(group.Key, out string? note) ? note : null;
            List<string?> possible = [null];
            foreach (BulkResult result in group)
            {
                if (result.Status is BulkStatus.Created or BulkStatus.Updated)
                {
                    possible.Clear();
                }

                if (result.Status is not (BulkStatus.Failed or BulkStatus.Skipped))
                {
                    possible.Add("note " + result.Item.Index);
                }
            }

            Assert.Contains(held, possible);
        }
    }
}
