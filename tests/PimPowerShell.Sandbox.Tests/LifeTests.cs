using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Tests;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

/// <summary>Starting, stopping, sizes, and many calls at one time. Alone, as what others hold in memory would be counted too.</summary>
[CollectionDefinition(nameof(LifeTests), DisableParallelization = true)]
[Collection(nameof(LifeTests))]
public sealed class LifeTests
{
    [Fact]
    public async Task A_million_products_start_at_once_and_weigh_nothing()
    {
        using (TestSandbox warm = new())
        {
            await warm.Get("products-uuid?limit=100");
        }

        long before = GC.GetTotalMemory(forceFullCollection: true);
        using SteadyClock start = new();
        using TestSandbox sandbox = new(new PimSandboxOptions { ProductCount = 1_000_000 });
        Assert.True(start.Elapsed < TimeSpan.FromSeconds(1), $"{start.Elapsed} to start");
        Answer counted = await sandbox.Get("products-uuid?limit=1&with_count=true");
        Assert.Equal(1_000_000, counted.Json.GetProperty("items_count").GetInt32());
        Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < 20_000_000);

        Answer far = await sandbox.Get("products-uuid?pagination_type=search_after&limit=100&search_after=ffff0000-0000-4000-8000-000000000000&attributes=sku");
        Assert.InRange(far.Items.Count(), 1, 100);
        string uuid = far.Items.Last().GetProperty("uuid").GetString()!;
        string sku = far.Items.Last().GetProperty("values").GetProperty("sku")[0].GetProperty("data").GetString()!;
        Assert.Equal(uuid, (await sandbox.Get("products/" + sku)).Json.GetProperty("uuid").GetString());
        using SteadyClock clock = new();
        for (int i = 0; i < 20; i++)
        {
            await sandbox.Search("products", $$"""{"identifier":[{"operator":"IN","value":["{{sku}}","0815"]}]}""");
            await sandbox.Search("products-uuid", $$"""{"uuid":[{"operator":"IN","value":["{{uuid}}"]}]}""");
        }

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), $"{clock.Elapsed} for 40 look-ups");
        Assert.Equal(204, (await sandbox.Delete("products-uuid/" + uuid)).Status);
        Assert.Equal(404, (await sandbox.Get("products/" + sku)).Status);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(97)]
    public async Task Small_catalogs_work_too(int count)
    {
        using TestSandbox sandbox = new(new PimSandboxOptions { ProductCount = count });
        Assert.Equal(count, (await sandbox.All("products-uuid?limit=10&pagination_type=search_after")).Count);
        List<string> identifiers = [.. (await sandbox.All("products?limit=10")).Select(item => item.GetProperty("identifier").GetString()!)];
        Assert.Equal(count, identifiers.Distinct().Count());
        foreach (string identifier in identifiers)
        {
            Assert.Equal(200, (await sandbox.Get("products/" + identifier)).Status);
        }

        Assert.Equal(201, (await sandbox.Patch("products/one_more", "{}")).Status);
    }

    [Fact]
    public async Task Many_readers_and_writers_do_not_disturb_each_other()
    {
        using TestSandbox sandbox = new();
        Task[] writers = [.. Enumerable.Range(0, 6).Select(async writer =>
        {
            for (int i = 0; i < 10; i++)
            {
                string[] lines = [.. Enumerable.Range(0, 20).Select(line => $$"""{"identifier":"w{{writer}}_{{i}}_{{line}}","family":"lamps"}""")];
                Answer answer = await sandbox.Batch("products", lines);
                Assert.All(answer.BodyLines, line => Assert.Contains("\"status_code\":201", line));
            }
        })];
        Task[] readers = [.. Enumerable.Range(0, 4).Select(async _ =>
        {
            for (int i = 0; i < 5; i++)
            {
                List<string> uuids = [.. (await sandbox.All("products-uuid?limit=50&pagination_type=search_after&attributes=sku")).Select(item => item.GetProperty("uuid").GetString()!)];
                Assert.Equal(uuids.Count, uuids.Distinct().Count());
                Assert.InRange(uuids.Count, 300, 1500);
            }
        })];
        await Task.WhenAll([.. writers, .. readers]);
        Assert.Equal(1500, (await sandbox.All("products?limit=100&pagination_type=search_after")).Count);
        Assert.Equal(1, sandbox.Counters.PeakSameKeyInFlight);
    }

    [Fact]
    public async Task Stopping_is_quick_and_final()
    {
        List<Exception> unobserved = [];
        void Remember(object? sender, UnobservedTaskExceptionEventArgs e) => unobserved.Add(e.Exception);
        TaskScheduler.UnobservedTaskException += Remember;
        TestSandbox sandbox = new();
        await sandbox.Get("families");
        sandbox.Options.LatencyMilliseconds = 30_000;
        Task<Answer> waiting = sandbox.Get("families");
        await Task.Delay(100);
        using SteadyClock clock = new();
        sandbox.Sandbox.Stop();
        sandbox.Sandbox.Stop();
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(1.5), $"{clock.Elapsed} to stop");
        await Assert.ThrowsAnyAsync<Exception>(() => waiting);
        await Assert.ThrowsAnyAsync<Exception>(() => sandbox.Get("families"));
        sandbox.Dispose();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        TaskScheduler.UnobservedTaskException -= Remember;
        Assert.DoesNotContain(unobserved, exception => exception.ToString().Contains("PimPowerShell.Sandbox.Http"));
    }

    [Fact]
    public async Task Stopping_ends_what_is_held()
    {
        using TestSandbox sandbox = new();
        await sandbox.Get("families");
        TaskCompletionSource never = new();
        sandbox.Options.Hold = never.Task;
        Task<Answer> waiting = sandbox.Get("families");
        SpinWait.SpinUntil(() => sandbox.Counters.InFlight == 1, TimeSpan.FromSeconds(30));

        sandbox.Sandbox.Stop();

        await Assert.ThrowsAnyAsync<Exception>(() => waiting);
        SpinWait.SpinUntil(() => sandbox.Counters.InFlight == 0, TimeSpan.FromSeconds(30));
        Assert.Equal(0, sandbox.Counters.InFlight);
    }

    [Fact]
    public async Task A_port_can_be_chosen()
    {
        int port;
        using (Socket probe = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            port = ((IPEndPoint)probe.LocalEndPoint!).Port;
        }

        using TestSandbox sandbox = new(new PimSandboxOptions { ProductCount = 10, Port = port });
        Assert.Equal($"http://localhost:{port}", sandbox.Base);
        Assert.Equal(200, (await sandbox.Get("families")).Status);
        Assert.ThrowsAny<SocketException>(() => PimSandbox.Start(new PimSandboxOptions { Port = port }));
        Assert.True(DateTimeOffset.UtcNow - sandbox.Sandbox.Started < TimeSpan.FromMinutes(1));
    }
}
