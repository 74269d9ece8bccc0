using System;
using System.Collections.Generic;
using System.Text;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

/// <summary>No secret is in any text that a caller could print.</summary>
public sealed class SecretTests
{
    private const string ClientSecret = "hush-hush-17";
    private const string Password = "open-sesame-42";
    private const string Access = "access-token-4711";
    private const string Refresh = "refresh-token-0815";

    private static readonly string[] s_secrets =
    [
        ClientSecret, Password, Access, Refresh, Convert.ToBase64String(Encoding.UTF8.GetBytes("client:" + ClientSecret)),
    ];

    private static readonly ScriptedAnswer s_token = ScriptedAnswer.Json(
        $$"""{"access_token":"{{Access}}","expires_in":3600,"token_type":"bearer","refresh_token":"{{Refresh}}"}""");

    public static TheoryData<string> Failures =>
    [
        "refused", "refused in html", "login page", "no token", "token cut short", "reset", "timeout", "redirect", "echo", "echo in json", "server fault",
    ];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failed_login_tells_none(string failure)
    {
        using var server = new ScriptedServer(request => failure switch
        {
            "refused" => ScriptedAnswer.Json("""{"code":422,"message":"No user found for the given username and password"}""", 422),
            "refused in html" => ScriptedAnswer.Html(422),
            "login page" => ScriptedAnswer.Html(),
            "no token" => ScriptedAnswer.Json($$"""{"refresh_token":"{{Refresh}}"}"""),
            "token cut short" => ScriptedAnswer.Json($$"""{"refresh_token":"{{Refresh}}","access_token":"{{Access}}" """),
            "reset" => ScriptedAnswer.Reset,
            "timeout" => ScriptedAnswer.Never,
            "redirect" => new ScriptedAnswer(302).With("Location", "/login"),
            "echo" => ScriptedAnswer.Text(request.Header("Authorization") + request.Body, "text/plain", 400),
            "echo in json" => ScriptedAnswer.Json(request.Body, 400),
            _ => ScriptedAnswer.Html(500),
        });
        using AkeneoProvider provider = Provider(server, Make.Settings(retries: 1, timeoutMilliseconds: 200));
        var log = new CallLog();

        PimException error = await Assert.ThrowsAsync<PimException>(() => provider.ConnectAsync(log.Context()));

        AssertClean(error);
        AssertClean(log.Text);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(422)]
    [InlineData(500)]
    [InlineData(0)]
    public async Task A_failed_request_tells_none(int status)
    {
        using var server = new ScriptedServer(request =>
            request.Method == "POST" ? s_token : status == 0 ? ScriptedAnswer.Reset : ScriptedAnswer.Json("""{"code":0,"message":"no"}""", status));
        using AkeneoProvider provider = Provider(server, Make.Settings(retries: 1));
        var log = new CallLog();

        PimException error = await Assert.ThrowsAsync<PimException>(() => provider.ConnectAsync(log.Context()));

        AssertClean(error);
        AssertClean(log.Text);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    public async Task A_refused_request_of_a_token_tells_none(string type)
    {
        using var server = new ScriptedServer(request => ScriptedAnswer.Text(type == "text/plain" ? request.Body : $$"""{"code":422,"message":"{{Password}}"}""", type, 422));
        using AkeneoProvider provider = Make.App(server.Url);
        byte[] body = Make.Utf8($$"""{"password":"{{Password}}","client_secret":"{{ClientSecret}}","refresh_token":"{{Refresh}}"}""");
        var address = new Uri(server.Url, "token?access_token=" + Access);
        var request = new PimRequest(System.Net.Http.HttpMethod.Post, address) { Body = body, ContentType = "application/json", Secrets = SecretMask.In(address, body) };
        var log = new CallLog();

        using PimResponse response = await provider.SendAsync(request, log.Context());

        AssertClean(provider.Refusal(request, response));
        AssertClean(log.Text);
        AssertClean(SecretMask.Hide(body));
        AssertClean(SecretMask.HideAddress(address.AbsoluteUri));
    }

    [Fact]
    public void A_credential_shows_none()
    {
        var user = new AkeneoCredential { ClientId = "client", ClientSecret = Make.Secret(ClientSecret), UserName = "julia", Password = Make.Secret(Password) };
        var app = new AkeneoCredential { AppToken = Make.Secret(Access) };

        Assert.Equal("julia (client)", user.ToString());
        Assert.Equal("app token", app.ToString());
    }

    [Fact]
    public async Task No_object_of_a_session_shows_one()
    {
        using var server = new ScriptedServer(request => request.Method == "POST" ? s_token : ScriptedAnswer.Json("{}"));
        using AkeneoProvider provider = Provider(server, Make.Settings());
        PimRequest request = Make.Get(server.Url);

        using PimResponse response = await provider.SendAsync(request, new CallContext());

        var texts = new List<string?> { provider.ToString(), request.ToString(), response.ToString(), provider.Server.ToString(), provider.UserName };
        AssertClean(string.Join("\n", texts));
        AssertClean(Print(typeof(AkeneoProvider), provider));
        AssertClean(Print(typeof(PimRequest), request));
        AssertClean(Print(typeof(PimResponse), response));
    }

    [Fact]
    public void A_revealed_secret_is_the_whole_text()
    {
        Assert.Equal("pässwort €𝄞", SecretText.Reveal(Make.Secret("pässwort €𝄞")));
        Assert.Equal("", SecretText.Reveal(Make.Secret("")));
    }

    private static AkeneoProvider Provider(ScriptedServer server, ConnectionSettings settings) =>
        Make.User(server.Url, "client", ClientSecret, "julia", Password, settings);

    private static string Print(Type type, object value)
    {
        var text = new StringBuilder();
        foreach (System.Reflection.PropertyInfo property in type.GetProperties())
        {
            text.Append(property.Name).Append('=').Append(property.GetValue(value)).Append('\n');
        }

        return text.ToString();
    }

    private static void AssertClean(Exception error)
    {
        AssertClean(error.ToString());
        for (Exception? e = error; e is not null; e = e.InnerException)
        {
            AssertClean(e.Message);
            AssertClean(e.ToString());
            AssertClean(Print(e.GetType(), e));
            foreach (object? data in e.Data.Values)
            {
                AssertClean(data?.ToString() ?? "");
            }
        }
    }

    private static void AssertClean(string text) =>
        Assert.All(s_secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
}
