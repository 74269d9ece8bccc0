using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

public sealed class TokenRenewalTests
{
    [Fact]
    public async Task A_token_is_renewed_before_it_ends()
    {
        using var pim = new TestPim(new PimSandboxOptions { TokenLifetimeSec = 1 });
        Assert.Equal(200, await pim.GetStatus());
        pim.Options.TokenLifetimeSec = 3600;
        await Task.Delay(1050);

        Assert.Equal(200, await pim.GetStatus());
        Assert.Equal(200, await pim.GetStatus());

        Assert.Equal(1, pim.Counters.PasswordGrants);
        Assert.Equal(1, pim.Counters.Renewals);
        Assert.False(pim.Counters.Statuses.ContainsKey("401"));
    }

    [Fact]
    public async Task A_token_that_died_is_renewed_and_the_request_repeated()
    {
        using var pim = new TestPim(new PimSandboxOptions { TokenDiesEvery = 2 });

        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(200, await pim.GetStatus());
        }

        Assert.Equal(1, pim.Counters.PasswordGrants);
        Assert.Equal(3, pim.Counters.Renewals);
        Assert.Equal(3, pim.Counters.Statuses["401"]);
        // seven API calls, three renewals, one login
        Assert.Equal(11, pim.Counters.Requests);
    }

    [Fact]
    public async Task A_token_that_dies_in_the_middle_of_a_long_read_costs_one_renewal()
    {
        using var pim = new TestPim();
        await pim.Provider.ConnectAsync(pim.Context);
        pim.Sandbox.ResetCounters();
        pim.Options.TokenDiesEvery = 6;

        var found = await pim.All(new PimQuery(AkeneoResources.ProductByUuid));

        Assert.Equal(1000, found.Select(item => item.GetProperty("uuid").GetString()).Distinct().Count());
        Assert.Equal(1000, found.Count);
        Assert.Equal(2, pim.Counters.Renewals);
        Assert.Equal(13, pim.Counters.ApiRequests);
    }

    [Fact]
    public async Task A_refused_refresh_is_followed_by_the_password()
    {
        using var pim = new TestPim(new PimSandboxOptions { RefreshTokenLifetimeSec = 0, TokenDiesEvery = 2 });

        Assert.Equal(200, await pim.GetStatus());
        Assert.Equal(200, await pim.GetStatus());

        Assert.Equal(2, pim.Counters.PasswordGrants);
        Assert.Equal(1, pim.Counters.RefusedGrants);
        Assert.Equal(0, pim.Counters.Renewals);
    }

    [Fact]
    public async Task A_refresh_whose_answer_was_lost_is_not_repeated()
    {
        using var server = new ScriptedServer(request => request.Body switch
        {
            var body when body.Contains("refresh_token", StringComparison.Ordinal) => ScriptedAnswer.Reset,
            "" => new ScriptedAnswer(401),
            _ => ScriptedAnswer.Json($$"""{"access_token":"t{{request.Number}}","expires_in":3600,"refresh_token":"r"}"""),
        });
        using AkeneoProvider provider = Make.User(server.Url);

        using PimResponse response = await provider.SendAsync(Make.Get(server.Url), new CallContext());

        Assert.Equal(
            ["password", "", .. Enumerable.Repeat(new[] { "refresh_token", "password", "" }, 10).SelectMany(round => round)],
            server.Requests.Select(request => request.Body.Contains("grant_type", StringComparison.Ordinal) ? request.Body.Split('"')[3] : ""));
        Assert.Equal(401, response.StatusCode);
    }

    [Fact]
    public async Task A_server_that_refuses_fresh_tokens_ends_in_an_error()
    {
        using var pim = new TestPim(new PimSandboxOptions { TokenDiesEvery = 1 });

        PimException error = await Assert.ThrowsAsync<PimException>(() => pim.Provider.ConnectAsync(pim.Context));

        Assert.Equal(PimErrorKind.TokenRefused, error.Kind);
        Assert.Equal(11, pim.Counters.ApiRequests);
    }

    [Fact]
    public async Task A_login_that_fails_fails_for_all_who_wait_for_it()
    {
        using var server = new ScriptedServer(_ => new ScriptedAnswer(500));
        using AkeneoProvider provider = Make.User(server.Url, settings: Make.Settings(retries: 2, throttle: 50));

        PimException[] errors = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            Assert.ThrowsAsync<PimException>(() => provider.SendAsync(Make.Get(server.Url), new CallContext()))));

        Assert.All(errors, error => Assert.Equal(PimErrorKind.ServerFault, error.Kind));
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Closing_ends_all_who_wait_for_a_login()
    {
        using var server = new ScriptedServer(_ => ScriptedAnswer.Never);
        AkeneoProvider provider = Make.User(server.Url);
        Task<PimException>[] waiting = [.. Enumerable.Range(0, 10).Select(_ =>
            Assert.ThrowsAsync<PimException>(() => provider.SendAsync(Make.Get(server.Url), new CallContext())))];

        provider.Dispose();

        PimException[] errors = await Task.WhenAll(waiting).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.All(errors, error => Assert.Equal(PimErrorKind.Closed, error.Kind));
    }

    [Fact]
    public async Task Fifty_who_begin_together_log_in_once()
    {
        using var pim = new TestPim(new PimSandboxOptions { LatencyMilliseconds = 10 }, Make.Settings(throttle: 50));

        int[] statuses = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => pim.GetStatus()));

        Assert.All(statuses, status => Assert.Equal(200, status));
        Assert.Equal(1, pim.Counters.PasswordGrants);
        Assert.Equal(0, pim.Counters.Renewals);
    }

    [Fact]
    public async Task Fifty_whose_token_has_died_renew_it_once()
    {
        using var pim = new TestPim(new PimSandboxOptions { LatencyMilliseconds = 10 }, Make.Settings(throttle: 50));
        Assert.Equal(200, await pim.GetStatus());
        await KillTokens(pim);

        int[] statuses = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => pim.GetStatus()));

        Assert.All(statuses, status => Assert.Equal(200, status));
        Assert.Equal(1, pim.Counters.Renewals);
        Assert.Equal(0, pim.Counters.PasswordGrants);
        Assert.InRange(pim.Counters.Statuses["401"], 1, 50);
    }

    [Fact]
    public async Task Fifty_whose_token_has_run_out_renew_it_once()
    {
        using var pim = new TestPim(new PimSandboxOptions { TokenLifetimeSec = 1 }, Make.Settings(throttle: 50));
        Assert.Equal(200, await pim.GetStatus());
        pim.Options.TokenLifetimeSec = 3600;
        await Task.Delay(1050);

        int[] statuses = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => pim.GetStatus()));

        Assert.All(statuses, status => Assert.Equal(200, status));
        Assert.Equal(1, pim.Counters.Renewals);
        Assert.False(pim.Counters.Statuses.ContainsKey("401"));
    }

    [Fact]
    public async Task When_the_one_who_logs_in_stops_another_goes_on()
    {
        var asked = new TaskCompletionSource();
        using var server = new ScriptedServer(request =>
        {
            if (request.Number == 1)
            {
                asked.SetResult();
                return ScriptedAnswer.Never;
            }

            return request.Method == "POST" ? ScriptedAnswer.Json("""{"access_token":"t","expires_in":3600}""") : ScriptedAnswer.Json("{}");
        });
        using AkeneoProvider provider = Make.User(server.Url);
        using var stop = new CancellationTokenSource();

        Task<PimResponse> leader = provider.SendAsync(Make.Get(server.Url), new CallContext(stop.Token));
        await asked.Task;
        Task<PimResponse>[] others = [.. Enumerable.Range(0, 10).Select(_ => provider.SendAsync(Make.Get(server.Url), new CallContext()))];
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leader);
        PimResponse[] responses = await Task.WhenAll(others);
        Assert.All(responses, response => Assert.Equal(200, response.StatusCode));
        Assert.Equal(2, server.Requests.Count(request => request.Method == "POST"));
        Array.ForEach(responses, response => response.Dispose());
    }

    [Fact]
    public async Task One_who_waits_can_stop_waiting()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Never);
        using AkeneoProvider provider = Make.User(server.Url, settings: Make.Settings(timeoutMilliseconds: 60_000));
        using var stopFirst = new CancellationTokenSource();
        using var stopSecond = new CancellationTokenSource();

        Task<PimResponse> first = provider.SendAsync(Make.Get(server.Url), new CallContext(stopFirst.Token));
        Task<PimResponse> second = provider.SendAsync(Make.Get(server.Url), new CallContext(stopSecond.Token));
        await stopSecond.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.False(first.IsCompleted);
        await stopFirst.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    [Fact]
    public async Task A_login_refused_fails_all_who_wait()
    {
        using var pim = new TestPim();
        using AkeneoProvider provider = Make.User(pim.Sandbox.Url);

        Task<int>[] waiting = [.. Enumerable.Range(0, 5).Select(_ => pim.GetStatus(provider: provider))];

        foreach (Task<int> task in waiting)
        {
            Assert.Equal(PimErrorKind.ClientRefused, (await Assert.ThrowsAsync<PimException>(() => task)).Kind);
        }
    }

    /// <summary>Another session's calls end all tokens.</summary>
    private static async Task KillTokens(TestPim pim)
    {
        using AkeneoProvider other = pim.Connect();
        pim.Options.TokenDiesEvery = 1;
        await Assert.ThrowsAsync<PimException>(() => other.ConnectAsync(pim.Context));
        pim.Options.TokenDiesEvery = 0;
        pim.Sandbox.ResetCounters();
    }
}
