using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Http;

public sealed class LogTests
{
    [Fact]
    public async Task An_attempt_is_one_entry()
    {
        using var server = new ScriptedServer(new ScriptedAnswer(204));
        using AkeneoProvider provider = Make.App(server.Url);
        var log = new CallLog();

        using PimResponse response = await provider.SendAsync(new PimRequest(HttpMethod.Delete, new Uri(server.Url, "api/rest/v1/families/shoes?a=b")), log.Context());

        RequestLogEntry entry = log.Entries.Single();
        Assert.Equal("DELETE", entry.Method);
        Assert.Equal($"{server.Url}api/rest/v1/families/shoes?a=b", entry.Address);
        Assert.Equal(204, entry.StatusCode);
        Assert.Equal(1, entry.Attempt);
        Assert.True(entry.Duration > TimeSpan.Zero);
        Assert.Null(entry.Failure);
        Assert.Null(entry.RetryIn);
        Assert.Matches($@"^DELETE {server.Url}api/rest/v1/families/shoes\?a=b -> 204 in \d+ ms \(attempt 1\)$", entry.ToString());
    }

    [Fact]
    public async Task A_repetition_is_announced()
    {
        using var server = new ScriptedServer(new ScriptedAnswer(502), ScriptedAnswer.Reset, ScriptedAnswer.Json("{}"));
        using AkeneoProvider provider = Make.App(server.Url);
        var log = new CallLog();

        using PimResponse response = await provider.SendAsync(Make.Get(server.Url), log.Context());

        Assert.Equal([1, 1, 2, 2, 3], log.Entries.Select(entry => entry.Attempt));
        Assert.Equal([502, 502, null, null, 200], log.Entries.Select(entry => entry.StatusCode));
        Assert.Equal([false, true, false, true, false], log.Entries.Select(entry => entry.RetryIn is not null));
        Assert.Matches(@"^GET http://localhost:\d+/x again in \d+\.\d s \(attempt 1: 502\)$", log.Entries[1].ToString());
        Assert.NotNull(log.Entries[2].Failure);
        Assert.DoesNotContain("null", log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_timeout_is_named()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Never);
        using AkeneoProvider provider = Make.App(server.Url, Make.Settings(timeoutMilliseconds: 100, retries: 0));
        var log = new CallLog();

        await Assert.ThrowsAsync<PimException>(() => provider.SendAsync(Make.Get(server.Url), log.Context()));

        Assert.Equal("timeout", log.Entries.Single().Failure);
        Assert.Null(log.Entries.Single().StatusCode);
    }

    [Theory]
    [InlineData("?access_token=abc123&page=2", "?access_token=***&page=2")]
    [InlineData("?page=2&client_secret=abc123", "?page=2&client_secret=***")]
    [InlineData("?Password=abc123", "?Password=***")]
    [InlineData("?apiKey=abc123&x=y", "?apiKey=***&x=y")]
    [InlineData("?search_after=abc123", "?search_after=abc123")]
    public async Task A_secret_in_the_query_is_blotted_out(string query, string expected)
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json("{}"));
        using AkeneoProvider provider = Make.App(server.Url);
        var log = new CallLog();

        using PimResponse response = await provider.SendAsync(Make.Get(server.Url, "x" + query), log.Context());

        Assert.Equal($"{server.Url}x{expected}", log.Entries.Single().Address);
        Assert.Equal("/x" + query, server.Requests[0].Target);
    }

    [Fact]
    public async Task A_password_before_the_host_is_left_out()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json("{}"), new ScriptedAnswer(404));
        using AkeneoProvider provider = Make.App(server.Url);
        var log = new CallLog();
        var address = new Uri($"http://julia:abc123@{server.Url.Authority}/x?a=b");

        using PimResponse response = await provider.SendAsync(new PimRequest(HttpMethod.Get, address), log.Context());

        Assert.Equal($"{server.Url}x?a=b", log.Entries.Single().Address);
    }

    [Fact]
    public async Task A_password_before_the_host_is_in_no_error()
    {
        var address = new Uri($"http://julia:abc123@{Make.ClosedPort().Authority}/");
        using AkeneoProvider provider = Make.App(address, Make.Settings(retries: 0));
        using var server = new ScriptedServer(ScriptedAnswer.Reset);

        PimException unreachable = await Assert.ThrowsAsync<PimException>(() => provider.ConnectAsync(new CallContext()));
        PimException broken = await Assert.ThrowsAsync<PimException>(
            () => provider.SendAsync(new PimRequest(HttpMethod.Get, new Uri($"http://julia:abc123@{server.Url.Authority}/")), new CallContext()));

        Assert.DoesNotContain("abc123", unreachable.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("abc123", broken.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("abc123", provider.Root.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_of_a_login_and_its_renewals_has_no_secret()
    {
        using var pim = new TestPim(new() { TokenDiesEvery = 2 });
        var log = new CallLog();

        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(200, await pim.GetStatus(context: log.Context()));
        }

        Assert.Contains(log.Entries, entry => entry.Address.EndsWith("/api/oauth/v1/token", StringComparison.Ordinal));
        Assert.Contains(log.Entries, entry => entry.StatusCode == 401);
        foreach (string secret in new[] { pim.Sandbox.ClientSecret, pim.Sandbox.Password, pim.Sandbox.ClientId, "Bearer", "Basic" })
        {
            Assert.DoesNotContain(secret, log.Text, StringComparison.Ordinal);
        }
    }
}
