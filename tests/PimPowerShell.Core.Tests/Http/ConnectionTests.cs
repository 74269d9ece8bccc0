using System;
using System.Diagnostics;
using System.Net;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Http;

public sealed class ConnectionTests
{
    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused_at_once()
    {
        using var server = new ScriptedServer(_ => ScriptedAnswer.Json("{}"), useTls: true);
        using AkeneoProvider provider = Make.App(server.Url);

        PimException error = await Assert.ThrowsAsync<PimException>(() => provider.ConnectAsync(new CallContext()));

        Assert.Equal(PimErrorKind.Certificate, error.Kind);
        Assert.Equal(1, error.Attempts);
        Assert.Contains(server.Url.Authority, error.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task The_check_can_be_left_out()
    {
        using var server = new ScriptedServer(_ => ScriptedAnswer.Json("""{"version":"7.0.1","edition":"CE"}"""), useTls: true);
        using AkeneoProvider provider = Make.App(server.Url, Make.Settings(skipCertificate: true));

        await provider.ConnectAsync(new CallContext());

        Assert.Equal("7.0.1", provider.Server.Version);
    }

    [Fact]
    public async Task A_refused_first_contact_fails_at_once()
    {
        Uri nobody = Make.ClosedPort();
        using AkeneoProvider provider = Make.App(nobody, Make.Settings(retryMilliseconds: 30_000));
        var clock = Stopwatch.StartNew();

        PimException error = await Assert.ThrowsAsync<PimException>(() => provider.ConnectAsync(new CallContext()));

        Assert.Equal(PimErrorKind.Unreachable, error.Kind);
        Assert.Equal(1, error.Attempts);
        Assert.StartsWith($"{nobody.Authority} cannot be reached: ", error.Message, StringComparison.Ordinal);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), clock.Elapsed.ToString());
    }

    [Fact]
    public async Task A_refused_first_login_fails_at_once()
    {
        Uri nobody = Make.ClosedPort();
        using AkeneoProvider provider = Make.User(nobody, settings: Make.Settings(retryMilliseconds: 30_000));

        PimException error = await Assert.ThrowsAsync<PimException>(() => provider.ConnectAsync(new CallContext()));

        Assert.Equal(PimErrorKind.Unreachable, error.Kind);
        Assert.Equal(1, error.Attempts);
    }

    [Fact]
    public async Task A_host_that_does_not_exist_fails_at_once()
    {
        using AkeneoProvider provider = Make.App(new Uri("http://no-such-host.invalid/"), Make.Settings(retryMilliseconds: 30_000));

        PimException error = await Assert.ThrowsAsync<PimException>(() => provider.ConnectAsync(new CallContext()));

        Assert.Equal(PimErrorKind.Unreachable, error.Kind);
        Assert.Equal(1, error.Attempts);
        Assert.StartsWith("no-such-host.invalid cannot be reached: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_restarts_is_waited_for()
    {
        Uri nobody = Make.ClosedPort();
        using AkeneoProvider provider = Make.App(nobody, Make.Settings(retries: 2));

        PimException error = await Assert.ThrowsAsync<PimException>(() => provider.SendAsync(Make.Get(nobody), new CallContext()));

        Assert.Equal(PimErrorKind.Unreachable, error.Kind);
        Assert.Equal(3, error.Attempts);
        Assert.Contains("after 3 attempts", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_gets_the_requests()
    {
        using var proxy = new ScriptedServer(ScriptedAnswer.Json("""{"version":"7.0.1","edition":"CE"}"""));
        using AkeneoProvider provider = Make.App(new Uri("http://pim.invalid/"), Make.Settings(proxy: new WebProxy(proxy.Url)));

        await provider.ConnectAsync(new CallContext());

        Assert.Equal("http://pim.invalid/api/rest/v1/system-information", proxy.Requests[0].Target);
        Assert.Equal("pim.invalid", proxy.Requests[0].Header("Host"));
    }

    [Fact]
    public async Task The_pim_may_lie_below_the_root_of_its_host()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json("""{"version":"7.0.1","edition":"CE"}"""));
        using AkeneoProvider provider = Make.App(new Uri(server.Url, "pim/?from=mail#top"));

        await provider.ConnectAsync(new CallContext());

        Assert.Equal("/pim/api/rest/v1/system-information", server.Requests[0].Target);
        Assert.Equal(new Uri(server.Url, "pim/"), provider.Root);
    }
}
