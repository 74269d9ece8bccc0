using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

/// <summary>Providers, faults, limits, reproducibility, size.</summary>
public sealed class PimsTrafficTests
{
    [Theory]
    [InlineData("Akeneo", 200, 404)]
    [InlineData("Pims", 404, 200)]
    [InlineData("Both", 200, 200)]
    [InlineData("pims", 404, 200)]
    public async Task The_provider_decides_what_is_served(string provider, int akeneo, int pims)
    {
        using PimsTestSandbox sandbox = new(new PimSandboxOptions { Provider = provider, ProductCount = 50 });
        Assert.Equal(akeneo, (await sandbox.Send(HttpMethod.Get, "/api/rest/v1")).Status);
        Assert.Equal(pims, (await sandbox.Get("pim/status")).Status);
        Assert.Equal(akeneo == 200, sandbox.Sandbox.ServesAkeneo);
        Assert.Equal(pims == 200 ? sandbox.Sandbox.Url : null, sandbox.Sandbox.PimsUrl);
    }

    [Fact]
    public void Unknown_providers_are_refused() => Assert.Throws<ArgumentException>(() => PimSandbox.Start(new PimSandboxOptions { Provider = "Other" }));

    [Fact]
    public async Task Faults_strike_as_they_are_set()
    {
        using PimsTestSandbox sandbox = new(new PimSandboxOptions { ProductCount = 50, FailEvery = 3, FailStatusCode = 503 });
        Assert.Equal([200, 200, 503, 200], new[] { await sandbox.Page(1), await sandbox.Page(1), await sandbox.Page(1), await sandbox.Page(1) }.Select(answer => answer.Status));
        Assert.Equal(1, sandbox.Counters.Faults);
    }

    [Fact]
    public async Task A_write_can_be_done_and_its_answer_lost()
    {
        using PimsTestSandbox sandbox = new(new PimSandboxOptions { ProductCount = 50, ResetAfterActingEvery = 1 });
        await Assert.ThrowsAsync<HttpRequestException>(() => sandbox.Create("NEW", []));
        sandbox.Options.ResetAfterActingEvery = 0;
        (await sandbox.Create("NEW", [])).Fails("Product already exists!");
    }

    [Fact]
    public async Task Half_bodies_and_resets_reach_the_client()
    {
        using PimsTestSandbox sandbox = new(new PimSandboxOptions { ProductCount = 50, HalfBodyEvery = 1 });
        await Assert.ThrowsAsync<HttpRequestException>(() => sandbox.Page(1));
        sandbox.Options.HalfBodyEvery = 0;
        sandbox.Options.ResetEvery = 1;
        await Assert.ThrowsAsync<HttpRequestException>(() => sandbox.Create("NEW", []));
        sandbox.Options.ResetEvery = 0;
        (await sandbox.Create("NEW", [])).Ok();
    }

    [Fact]
    public async Task Keys_do_not_die_as_tokens_do()
    {
        using PimsTestSandbox sandbox = new(new PimSandboxOptions { ProductCount = 50, TokenDiesEvery = 1 });
        (await sandbox.Page(1)).Ok();
        Assert.Equal(0, sandbox.Counters.Faults);
    }

    [Fact]
    public async Task Too_many_calls_are_told_so()
    {
        using PimsTestSandbox sandbox = new(new PimSandboxOptions { ProductCount = 50, RequestsPerSecond = 1, Clock = () => TimeSpan.Zero });
        await sandbox.Page(1);
        Answer answer = await sandbox.Page(1);
        answer.Fails("Too many requests!", 429);
        Assert.Equal("1", answer.Headers.GetValues("Retry-After").Single());
        Assert.Equal(1, sandbox.Counters.Throttled);
    }

    [Fact]
    public async Task Equal_seeds_give_equal_catalogs()
    {
        string first = await Everything(1);
        Assert.Equal(first, await Everything(1));
        Assert.NotEqual(first, await Everything(2));

        static async Task<string> Everything(int seed)
        {
            using PimsTestSandbox sandbox = new(new PimSandboxOptions { ProductCount = 300, Seed = seed });
            string products = string.Join("\n", (await sandbox.Everything()).Select(product => product.GetRawText()));
            string history = (await sandbox.History("0815")).Body + (await sandbox.History("4711/B")).Body;
            string port = sandbox.Sandbox.Url.Port.ToString();
            return (products + history).Replace("localhost:" + port, "localhost");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(39)]
    [InlineData(41)]
    public async Task Small_catalogs_are_whole(int count)
    {
        using PimsTestSandbox sandbox = new(new PimSandboxOptions { ProductCount = count });
        Assert.Equal(count, (await sandbox.Everything()).Count);
        (await sandbox.Create("NEW", [])).Ok();
        Assert.Equal(count + 1, (await sandbox.Everything()).Count);
    }

    [Fact]
    public async Task A_million_products_are_not_held()
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        using PimsTestSandbox sandbox = new(new PimSandboxOptions { ProductCount = 1_000_000 });
        (await sandbox.Product("PIM-0900000")).Ok();
        Answer page = await sandbox.Page(500, 1500);
        Assert.Equal(500, page.Skus().Length);
        Assert.InRange(page.SkuCount(), 850_000, 950_000);
        // other tests run beside this one; a million products that were held would take many times as much
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 200_000_000);
    }

    [Fact]
    public async Task Writes_from_many_sides_are_all_kept()
    {
        using PimsTestSandbox sandbox = new();
        await Parallel.ForEachAsync(Enumerable.Range(0, 400), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, _) =>
        {
            (await sandbox.Create("NEW-" + number, new() { ["title"] = "t" + number })).Ok();
            (await sandbox.Page(24)).Ok();
        });
        Assert.Equal(400, (await sandbox.List(new() { ["condition_query"] = "[[sku]] LIKE 'NEW-%'" })).SkuCount());
        Assert.Equal(1, sandbox.Counters.PeakSameKeyInFlight);
    }
}
