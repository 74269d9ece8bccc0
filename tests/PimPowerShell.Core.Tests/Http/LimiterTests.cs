using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using PimPowerShell.Tests;
using Xunit;

namespace PimPowerShell.Core.Tests.Http;

public sealed class LimiterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public async Task Calls_in_flight_reach_the_limit_and_never_pass_it(int limit)
    {
        using var pim = new TestPim(new PimSandboxOptions { LatencyMilliseconds = 25 }, Make.Settings(throttle: limit));

        pim.Sandbox.HoldUntil(limit);

        int[] statuses = await Task.WhenAll(Enumerable.Range(0, limit * 5).Select(_ => pim.GetStatus()));

        Assert.All(statuses, status => Assert.Equal(200, status));
        Assert.Equal(limit, pim.Counters.PeakInFlight);
    }

    [Fact]
    public async Task Fifty_a_second_are_fifty_at_once_and_then_fifty_a_second()
    {
        using var limiter = new RequestLimiter(1000, 50, 0, TimeSpan.Zero);
        var clock = Stopwatch.StartNew();

        await Task.WhenAll(Enumerable.Range(0, 150).Select(_ => Pass(limiter)));

        Assert.InRange(clock.Elapsed.TotalSeconds, 1.8, 15);
    }

    [Fact]
    public async Task Fifty_a_second_at_the_server_for_two_seconds()
    {
        using var pim = new TestPim(settings: Make.Settings(throttle: 10, perSecond: 50));
        int left = 150;
        var clock = Stopwatch.StartNew();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await pim.GetStatus();
            }
        }));

        double most = 50 + (50 * clock.Elapsed.TotalSeconds) + 1;
        Assert.InRange(pim.Counters.Requests, 150, most);
        Assert.InRange(clock.Elapsed.TotalSeconds, 1.8, 15);
    }

    [Fact]
    public async Task Attribute_options_have_a_slower_lane_of_their_own()
    {
        using var limiter = new RequestLimiter(1000, 0, 3, TimeSpan.Zero);
        var clock = Stopwatch.StartNew();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Pass(limiter, RequestLane.AttributeOption)));

        Assert.InRange(clock.Elapsed.TotalSeconds, 0.9, 15);
    }

    [Fact]
    public async Task The_slower_lane_keeps_no_other_waiting()
    {
        using var limiter = new RequestLimiter(1000, 0, 0.01, TimeSpan.Zero);
        using var stop = new CancellationTokenSource();

        Task slow = Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Pass(limiter, RequestLane.AttributeOption, stop.Token)));
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Pass(limiter)));

        Assert.False(slow.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slow);
    }

    [Theory]
    [InlineData("PATCH", "api/rest/v1/attributes/color/options/red", true)]
    [InlineData("POST", "api/rest/v1/attributes/color/options", true)]
    [InlineData("GET", "api/rest/v1/attributes/color/options", false)]
    [InlineData("PATCH", "api/rest/v1/attributes/options", false)]
    public async Task Writes_of_options_are_in_the_slower_lane_however_they_come(string method, string path, bool isSlow)
    {
        using var server = new ScriptedServer(new ScriptedAnswer(204));
        using AkeneoProvider provider = Make.App(server.Url, Make.Settings(optionsPerSecond: 0.01));
        using var stop = new CancellationTokenSource(isSlow ? 300 : 30_000);
        var request = new PimRequest(new System.Net.Http.HttpMethod(method), new Uri(server.Url, path));
        using PimResponse first = await provider.SendAsync(request, new CallContext());

        Task<PimResponse> second = provider.SendAsync(request, new CallContext(stop.Token));

        if (isSlow)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        }

        Assert.Equal(isSlow ? 1 : 204, isSlow ? server.Requests.Count : (await second).StatusCode);
    }

    [Fact]
    public async Task A_delay_lies_between_any_two_starts()
    {
        using var limiter = new RequestLimiter(10, 0, 0, TimeSpan.FromMilliseconds(30));
        var clock = Stopwatch.StartNew();

        await Task.WhenAll(Enumerable.Range(0, 11).Select(_ => Pass(limiter)));

        Assert.InRange(clock.Elapsed.TotalMilliseconds, 295, 15_000);
    }

    [Fact]
    public async Task A_server_that_says_when_to_come_back_holds_all_lanes()
    {
        using var server = new ScriptedServer(request =>
            request.Number == 1 ? new ScriptedAnswer(429).With("Retry-After", "1") : ScriptedAnswer.Json("{}"));
        using AkeneoProvider provider = Make.App(server.Url);
        var held = new TaskCompletionSource();
        var log = new CallLog();

        Task<PimResponse> refused = provider.SendAsync(Make.Get(server.Url), log.Context(also: entry =>
        {
            if (entry.RetryIn is not null)
            {
                held.SetResult();
            }
        }));
        await held.Task;
        using PimResponse common = await provider.SendAsync(Make.Get(server.Url, "other"), new CallContext());
        using PimResponse again = await refused;

        TimeSpan first = server.Requests[0].Time;
        Assert.Equal(3, server.Requests.Count);
        Assert.All(server.Requests.Skip(1), request => Assert.True(request.Time - first >= TimeSpan.FromSeconds(0.9), request.Time.ToString()));
    }

    [Fact]
    public async Task Held_lanes_let_go_when_the_caller_stops()
    {
        using var limiter = new RequestLimiter(1, 0, 0, TimeSpan.Zero);
        using var stop = new CancellationTokenSource(20);
        limiter.Hold(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => limiter.EnterAsync(RequestLane.Common, stop.Token));

        // the only place is free again: the next one waits for the time, not for the place
        using var stopNext = new CancellationTokenSource(20);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => limiter.EnterAsync(RequestLane.Common, stopNext.Token));
    }

    [Fact]
    public async Task A_shorter_hold_does_not_undo_a_longer_one()
    {
        using var limiter = new RequestLimiter(1, 0, 0, TimeSpan.Zero);
        var clock = Stopwatch.StartNew();
        limiter.Hold(TimeSpan.FromMilliseconds(300));
        limiter.Hold(TimeSpan.FromMilliseconds(10));

        await Pass(limiter);

        Assert.True(clock.Elapsed >= TimeSpan.FromMilliseconds(290), clock.Elapsed.ToString());
    }

    private static async Task Pass(RequestLimiter limiter, RequestLane lane = RequestLane.Common, CancellationToken stop = default)
    {
        using IDisposable place = await limiter.EnterAsync(lane, stop);
    }
}
