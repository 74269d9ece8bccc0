using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading.Tasks;
using PimPowerShell.Tests;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

/// <summary>Faults, limits and delays, and how they are counted.</summary>
public sealed class FaultTests : IDisposable
{
    private readonly TestSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Every_nth_call_fails_before_acting()
    {
        _sandbox.Options.FailEvery = 3;
        _sandbox.Options.FailStatusCode = 503;
        Assert.Equal(201, (await _sandbox.Patch("categories/f1", "{}")).Status);
        Assert.Equal(201, (await _sandbox.Patch("categories/f2", "{}")).Status);
        Answer failed = await _sandbox.Patch("categories/f3", "{}");
        Assert.Equal(503, failed.Status);
        Assert.Equal("text/html", failed.ContentType);
        Assert.Contains("<h1>503 Service Unavailable</h1>", failed.Body);
        Assert.Equal(404, (await _sandbox.Get("categories/f3")).Status);
        Assert.Equal(1, _sandbox.Counters.Faults);
        Assert.Equal(1, _sandbox.Counters.Statuses["503"]);
    }

    [Fact]
    public async Task Every_nth_call_fails_after_acting()
    {
        _sandbox.Options.FailAfterActingEvery = 2;
        await _sandbox.Get("families");
        Assert.Equal(502, (await _sandbox.Patch("categories/f1", "{}")).Status);
        Assert.Equal(200, (await _sandbox.Get("categories/f1")).Status);
    }

    [Fact]
    public async Task Connections_are_reset_before_or_after_acting()
    {
        _sandbox.Options.ResetEvery = 1;
        await AssertReset(() => _sandbox.Patch("categories/r1", "{}"));
        _sandbox.Options.ResetEvery = 0;
        Assert.Equal(404, (await _sandbox.Get("categories/r1")).Status);
        _sandbox.Options.ResetAfterActingEvery = 1;
        await AssertReset(() => _sandbox.Patch("categories/r1", "{}"));
        _sandbox.Options.ResetAfterActingEvery = 0;
        Assert.Equal(200, (await _sandbox.Get("categories/r1")).Status);
        Assert.Equal(2, _sandbox.Counters.Faults);
        Assert.Equal(4, _sandbox.Counters.ApiRequests);
        Assert.Equal(2, _sandbox.Counters.Statuses.Values.Sum());
    }

    [Fact]
    public async Task Half_a_body_arrives()
    {
        int whole = (await _sandbox.Get("products-uuid?limit=100")).Body.Length;
        _sandbox.Options.HalfBodyEvery = 1;
        using HttpClient client = new() { BaseAddress = _sandbox.Sandbox.Url };
        client.DefaultRequestHeaders.Authorization = new("Bearer", _sandbox.Sandbox.AppToken);
        using HttpResponseMessage response = await client.GetAsync("/api/rest/v1/products-uuid?limit=100", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(whole, response.Content.Headers.ContentLength);
        await using Stream body = await response.Content.ReadAsStreamAsync();
        byte[] buffer = new byte[whole];
        int read = 0;
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            while (true)
            {
                read += await body.ReadAsync(buffer.AsMemory(read));
            }
        });
        Assert.Equal(whole / 2, read);
        Assert.Equal(204, (await _sandbox.Patch("categories/home", "{}")).Status);
    }

    [Fact]
    public async Task The_server_goes_down_and_comes_back()
    {
        _sandbox.Options.DownAfter = 2;
        await _sandbox.Get("families");
        await _sandbox.Get("families");
        await AssertReset(() => _sandbox.Get("families"));
        await AssertReset(() => _sandbox.Send(new HttpRequestMessage(HttpMethod.Get, "/api/rest/v1")));
        _sandbox.Options.DownAfter = 0;
        Assert.Equal(200, (await _sandbox.Get("families")).Status);
    }

    [Fact]
    public async Task Too_many_calls_a_second_are_refused()
    {
        TimeSpan time = TimeSpan.Zero;
        _sandbox.Options.Clock = () => time;
        _sandbox.Options.RequestsPerSecond = 5;
        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => _sandbox.Get("families?limit=1")));
        Answer refused = answers.First(answer => answer.Status == 429);
        Assert.Equal("""{"code":429,"message":"You have exceeded the limit of API requests per second."}""", refused.Body);
        Assert.Equal("1", refused.Headers.GetValues("Retry-After").Single());
        Assert.Equal(5, answers.Count(answer => answer.Status == 200));
        Assert.Equal(_sandbox.Counters.Throttled, answers.Count(answer => answer.Status == 429));
        _sandbox.Options.SendRetryAfter = false;
        Answer[] more = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => _sandbox.Get("families?limit=1")));
        Assert.False(more.First(answer => answer.Status == 429).Headers.Contains("Retry-After"));
        time = TimeSpan.FromSeconds(1.1);
        Assert.Equal(200, (await _sandbox.Get("families")).Status);
    }

    [Fact]
    public async Task Too_many_calls_at_one_time_are_refused()
    {
        _sandbox.Options.MaximumConcurrency = 3;
        _sandbox.Sandbox.HoldUntil(8);
        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _sandbox.Get("families?limit=1")));
        Assert.Equal(3, answers.Count(answer => answer.Status == 200));
        Assert.Equal(5, _sandbox.Counters.Throttled);
        Assert.Equal(8, _sandbox.Counters.PeakInFlight);
        Assert.Equal(0, _sandbox.Counters.InFlight);
    }

    [Fact]
    public async Task Option_writes_have_a_slower_lane()
    {
        _sandbox.Options.Clock = () => TimeSpan.Zero;
        _sandbox.Options.OptionWritesPerSecond = 2;
        int[] statuses = [.. (await Task.WhenAll(Enumerable.Range(0, 6).Select(i => _sandbox.Patch("attributes/color/options/c" + i, "{}")))).Select(answer => answer.Status)];
        Assert.Contains(201, statuses);
        Assert.Contains(429, statuses);
        Assert.Equal(200, (await _sandbox.Get("attributes/color/options")).Status);
        Assert.Equal(204, (await _sandbox.Patch("categories/home", "{}")).Status);
    }

    [Fact]
    public async Task Answers_are_delayed_without_holding_threads()
    {
        await _sandbox.Get("families");
        _sandbox.Options.LatencyMilliseconds = 300;
        Stopwatch clock = Stopwatch.StartNew();
        using SteadyClock steady = new();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => _sandbox.Get("system-information")));
        Assert.True(clock.ElapsedMilliseconds >= 290, clock.Elapsed.ToString());
        Assert.True(steady.Elapsed.TotalMilliseconds <= 1500, steady.Elapsed.ToString());
    }

    [Fact]
    public async Task Batches_with_the_same_key_at_one_time_are_seen()
    {
        _sandbox.Sandbox.HoldUntil(3);
        await Task.WhenAll(
            _sandbox.Batch("categories", """{"code":"k1"}""", """{"code":"k2"}"""),
            _sandbox.Batch("categories", """{"code":"K2"}""", """{"code":"k3"}"""),
            _sandbox.Batch("families", """{"code":"k2"}"""));
        Assert.Equal(2, _sandbox.Counters.PeakSameKeyInFlight);
        Assert.Equal(4, _sandbox.Counters.DistinctKeys);
        _sandbox.Sandbox.ResetCounters();
        await _sandbox.Batch("categories", """{"code":"k2"}""");
        await _sandbox.Batch("categories", """{"code":"k2"}""");
        Assert.Equal(1, _sandbox.Counters.PeakSameKeyInFlight);
        Assert.Equal(1, _sandbox.Counters.PeakInFlight);
    }

    [Fact]
    public async Task One_call_after_the_other_is_never_seen_as_two()
    {
        for (int i = 0; i < 300; i++)
        {
            await _sandbox.Get("system-information");
        }

        Assert.Equal(1, _sandbox.Counters.PeakInFlight);
    }

    [Fact]
    public async Task Counters_tell_routes_statuses_and_the_last_query()
    {
        await _sandbox.Get("products-uuid?limit=1&search=%7B%7D");
        await _sandbox.Get("attributes/color/options/red");
        await _sandbox.Get("nothing");
        Assert.Equal(3, _sandbox.Counters.Requests);
        Assert.Equal(3, _sandbox.Counters.ApiRequests);
        Assert.Equal(1, _sandbox.Counters.Routes["GET /api/rest/v1/products-uuid"]);
        Assert.Equal(1, _sandbox.Counters.Routes["GET /api/rest/v1/attributes/{attribute_code}/options/{code}"]);
        Assert.Equal(2, _sandbox.Counters.Statuses["200"]);
        Assert.Equal(1, _sandbox.Counters.Statuses["404"]);
        await _sandbox.Get("families?limit=2");
        Assert.Equal("limit=2", _sandbox.Counters.LastQuery);
        _sandbox.Sandbox.ResetCounters();
        Assert.Equal(0, _sandbox.Counters.Requests);
        Assert.Empty(_sandbox.Counters.Routes);
        Assert.Null(_sandbox.Counters.LastQuery);
    }

    private static async Task AssertReset(Func<Task> call)
    {
        HttpRequestException exception = await Assert.ThrowsAsync<HttpRequestException>(call);
        SocketException socket = Assert.IsType<SocketException>(exception.GetBaseException());
        Assert.Equal(SocketError.ConnectionReset, socket.SocketErrorCode);
    }
}
