using System;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

public sealed class LoginTests : IClassFixture<TestPim>
{
    private readonly PimSandbox _sandbox;

    public LoginTests(TestPim pim) => _sandbox = pim.Sandbox;

    [Fact]
    public async Task A_password_gives_a_token_that_is_kept()
    {
        using var pim = new TestPim();

        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(200, await pim.GetStatus());
        }

        Assert.Equal(1, pim.Counters.PasswordGrants);
        Assert.Equal(0, pim.Counters.Renewals);
        Assert.Equal(4, pim.Counters.Requests);
    }

    [Fact]
    public async Task An_app_asks_for_no_token()
    {
        using var pim = new TestPim();
        using AkeneoProvider app = Make.App(pim.Sandbox.Url, token: pim.Sandbox.AppToken);

        Assert.Equal(200, await pim.GetStatus(provider: app));

        Assert.Equal(0, pim.Counters.PasswordGrants);
        Assert.Equal(1, pim.Counters.Requests);
        Assert.Null(app.UserName);
    }

    [Fact]
    public async Task An_apps_token_that_is_refused_is_an_error_at_once()
    {
        using AkeneoProvider app = Make.App(_sandbox.Url, token: "not-this-one");
        var log = new CallLog();

        PimException error = await Assert.ThrowsAsync<PimException>(() => app.ConnectAsync(log.Context()));

        Assert.Equal(PimErrorKind.TokenRefused, error.Kind);
        Assert.Equal(401, error.StatusCode);
        Assert.Equal("The access token provided is invalid.", error.ServerMessage);
        Assert.Single(log.Attempts);
    }

    [Fact]
    public async Task A_wrong_client_secret_is_told_from_a_wrong_user()
    {
        using AkeneoProvider provider = Make.User(_sandbox.Url, _sandbox.ClientId, "wrong", _sandbox.UserName, _sandbox.Password);

        PimException error = await Assert.ThrowsAsync<PimException>(() => provider.ConnectAsync(new CallContext()));

        Assert.Equal(PimErrorKind.ClientRefused, error.Kind);
        Assert.Equal(422, error.StatusCode);
        Assert.Equal("Parameter \"client_id\" is missing or does not match any client, or secret is invalid", error.ServerMessage);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_wrong_user_or_password_is_the_users(bool isNameWrong)
    {
        using AkeneoProvider provider = Make.User(_sandbox.Url, _sandbox.ClientId, _sandbox.ClientSecret,
            isNameWrong ? "nobody" : _sandbox.UserName, isNameWrong ? _sandbox.Password : "wrong");
        var log = new CallLog();

        PimException error = await Assert.ThrowsAsync<PimException>(() => provider.ConnectAsync(log.Context()));

        Assert.Equal(PimErrorKind.UserRefused, error.Kind);
        Assert.StartsWith($"The user '{(isNameWrong ? "nobody" : _sandbox.UserName)}' was refused.", error.Message, StringComparison.Ordinal);
        Assert.Equal("No user found for the given username and password", error.ServerMessage);
        Assert.Single(log.Attempts);
    }

    [Fact]
    public async Task A_login_that_is_too_long_says_so()
    {
        using AkeneoProvider provider = Make.User(_sandbox.Url, _sandbox.ClientId, _sandbox.ClientSecret, _sandbox.UserName, new string('p', 300));

        PimException error = await Assert.ThrowsAsync<PimException>(() => provider.ConnectAsync(new CallContext()));

        Assert.Equal(PimErrorKind.UserRefused, error.Kind);
        Assert.Equal(413, error.StatusCode);
        Assert.Contains("300 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_outside_ascii_logs_in()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json("""{"access_token":"t","expires_in":3600}"""), ScriptedAnswer.Json("{}"));
        using AkeneoProvider provider = Make.User(server.Url, "kürzel", "gehëim", "jürgen", "pässwort \"1\"\\");

        using PimResponse response = await provider.SendAsync(Make.Get(server.Url), new CallContext());

        ScriptedRequest login = server.Requests[0];
        Assert.Equal("/api/oauth/v1/token", login.Target);
        Assert.Equal("Basic " + Convert.ToBase64String(Make.Utf8("kürzel:gehëim")), login.Header("Authorization"));
        Assert.Equal("""{"grant_type":"password","username":"jürgen","password":"pässwort \"1\"\\"}""", login.Body);
        Assert.Equal("Bearer t", server.Requests[1].Header("Authorization"));
    }

    [Fact]
    public async Task Tokens_may_come_from_elsewhere()
    {
        using var tokens = new ScriptedServer(ScriptedAnswer.Json("""{"access_token":"t","expires_in":3600}"""));
        using var server = new ScriptedServer(ScriptedAnswer.Json("{}"));
        var credential = new AkeneoCredential { ClientId = "c", ClientSecret = Make.Secret("s"), UserName = "u", Password = Make.Secret("p") };
        using var provider = new AkeneoProvider(server.Url, credential, Make.Settings(), new Uri(tokens.Url, "login/token"));

        using PimResponse response = await provider.SendAsync(Make.Get(server.Url), new CallContext());

        Assert.Equal("/login/token", tokens.Requests[0].Target);
        Assert.Single(server.Requests);
    }

    public static TheoryData<int, string, string> NoPims => new()
    {
        { 200, "<html>Welcome</html>", "text/html" },
        { 404, "<html>Not found</html>", "text/html" },
        { 405, "no", "text/plain" },
        { 302, "", "text/html" },
        { 403, "<html>Forbidden</html>", "text/html" },
        { 422, "<html>the client is odd</html>", "text/html" },
        { 200, "{}", "application/json" },
        { 200, "[]", "application/json" },
        { 200, """{"access_token":null}""", "application/json" },
        { 200, """{"access_token":5}""", "application/json" },
        { 404, """{"code":404,"message":"No route found"}""", "application/json" },
    };

    [Theory]
    [MemberData(nameof(NoPims))]
    public async Task What_is_no_pim_is_called_so(int status, string body, string mediaType)
    {
        using var server = new ScriptedServer(ScriptedAnswer.Text(body, mediaType, status));
        using AkeneoProvider provider = Make.User(server.Url);

        PimException error = await Assert.ThrowsAsync<PimException>(() => provider.ConnectAsync(new CallContext()));

        Assert.Equal(PimErrorKind.WrongServer, error.Kind);
        Assert.StartsWith($"{server.Url}api/oauth/v1/token did not answer as the token endpoint of an Akeneo PIM.", error.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_pim_that_is_down_is_no_wrong_server()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Html(503));
        using AkeneoProvider provider = Make.User(server.Url, settings: Make.Settings(retries: 2));

        PimException error = await Assert.ThrowsAsync<PimException>(() => provider.ConnectAsync(new CallContext()));

        Assert.Equal(PimErrorKind.ServerFault, error.Kind);
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData(200, "<html>Welcome</html>", "text/html")]
    [InlineData(200, "{}", "application/json")]
    [InlineData(404, "<html>Not found</html>", "text/html")]
    public async Task What_takes_a_token_and_is_no_pim_is_called_so(int status, string body, string mediaType)
    {
        using var server = new ScriptedServer(ScriptedAnswer.Text(body, mediaType, status));
        using AkeneoProvider provider = Make.App(server.Url);

        PimException error = await Assert.ThrowsAsync<PimException>(() => provider.ConnectAsync(new CallContext()));

        Assert.Equal(PimErrorKind.WrongServer, error.Kind);
    }
}
