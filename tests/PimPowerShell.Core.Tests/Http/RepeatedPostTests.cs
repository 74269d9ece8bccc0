using System;
using System.Net.Http;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Http;

/// <summary>A POST creates: it is sent again only where that cannot make a second thing.</summary>
public sealed class RepeatedPostTests
{
    [Fact]
    public async Task It_is_not_sent_again_after_a_server_fault()
    {
        using var server = new ScriptedServer(new ScriptedAnswer(502), ScriptedAnswer.Json("{}"));
        using AkeneoProvider provider = Make.App(server.Url);

        using PimResponse response = await provider.SendAsync(Make.Post(server.Url), new CallContext());

        Assert.Equal(502, response.StatusCode);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task It_is_not_sent_again_after_a_reset()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Reset, ScriptedAnswer.Json("{}"));
        using AkeneoProvider provider = Make.App(server.Url);

        PimException error = await Assert.ThrowsAsync<PimException>(() => provider.SendAsync(Make.Post(server.Url), new CallContext()));

        Assert.Equal(PimErrorKind.Broken, error.Kind);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task It_is_not_sent_again_after_a_timeout()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Never);
        using AkeneoProvider provider = Make.App(server.Url, Make.Settings(timeoutMilliseconds: 3000));

        PimException error = await Assert.ThrowsAsync<PimException>(() => provider.SendAsync(Make.Post(server.Url), new CallContext()));

        Assert.Equal(PimErrorKind.Timeout, error.Kind);
        Assert.Equal(1, error.Attempts);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task It_is_sent_again_after_429()
    {
        using var server = new ScriptedServer(new ScriptedAnswer(429), new ScriptedAnswer(201));
        using AkeneoProvider provider = Make.App(server.Url);

        using PimResponse response = await provider.SendAsync(Make.Post(server.Url), new CallContext());

        Assert.Equal(201, response.StatusCode);
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal("{}", server.Requests[1].Body);
    }

    [Fact]
    public async Task It_is_sent_again_when_no_connection_came_about()
    {
        Uri nobody = Make.ClosedPort();
        using AkeneoProvider provider = Make.App(nobody, Make.Settings(retries: 2));

        PimException error = await Assert.ThrowsAsync<PimException>(() => provider.SendAsync(Make.Post(nobody), new CallContext()));

        Assert.Equal(PimErrorKind.Unreachable, error.Kind);
        Assert.Equal(3, error.Attempts);
    }

    [Fact]
    public async Task It_is_sent_again_where_it_may_be()
    {
        using var server = new ScriptedServer(new ScriptedAnswer(502), ScriptedAnswer.Reset, ScriptedAnswer.Json("{}"));
        using AkeneoProvider provider = Make.App(server.Url);

        using PimResponse response = await provider.SendAsync(Make.Post(server.Url, mayRepeat: true), new CallContext());

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData(false, 201, 2)]
    [InlineData(true, 502, 1)]
    public async Task A_look_decides(bool hasActed, int expectedStatus, int expectedRequests)
    {
        using var server = new ScriptedServer(new ScriptedAnswer(502), new ScriptedAnswer(201));
        using AkeneoProvider provider = Make.App(server.Url);
        int looks = 0;
        var request = new PimRequest(HttpMethod.Post, server.Url)
        {
            HasActedAsync = _ =>
            {
                looks++;
                return Task.FromResult(hasActed);
            },
        };

        using PimResponse response = await provider.SendAsync(request, new CallContext());

        Assert.Equal(expectedStatus, response.StatusCode);
        Assert.Equal(expectedRequests, server.Requests.Count);
        Assert.Equal(1, looks);
    }

    [Fact]
    public async Task No_look_is_needed_after_429()
    {
        using var server = new ScriptedServer(new ScriptedAnswer(429), new ScriptedAnswer(201));
        using AkeneoProvider provider = Make.App(server.Url);
        var request = new PimRequest(HttpMethod.Post, server.Url) { HasActedAsync = _ => throw new InvalidOperationException("looked") };

        using PimResponse response = await provider.SendAsync(request, new CallContext());

        Assert.Equal(201, response.StatusCode);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Other_methods_are_sent_again(string method)
    {
        using var server = new ScriptedServer(ScriptedAnswer.Reset, new ScriptedAnswer(502), new ScriptedAnswer(204));
        using AkeneoProvider provider = Make.App(server.Url);

        using PimResponse response = await provider.SendAsync(new PimRequest(new HttpMethod(method), server.Url), new CallContext());

        Assert.Equal(204, response.StatusCode);
        Assert.Equal(3, server.Requests.Count);
    }
}
