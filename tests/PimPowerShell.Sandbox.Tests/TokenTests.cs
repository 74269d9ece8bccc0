using System;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

public sealed class TokenTests : IDisposable
{
    private readonly TestSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Password_grant_gives_a_token_that_works()
    {
        Answer answer = await Token(PasswordBody());
        Assert.Equal(200, answer.Status);
        Assert.Equal("application/json", answer.ContentType);
        Assert.Matches("^\\{\"access_token\":\"[A-Za-z0-9]{86}\",\"expires_in\":3600,\"token_type\":\"bearer\",\"scope\":null,\"refresh_token\":\"[A-Za-z0-9]{86}\"\\}$", answer.Body);
        Assert.Equal(200, (await Call(Access(answer))).Status);
        Assert.Equal(1, _sandbox.Counters.PasswordGrants);
    }

    [Fact]
    public async Task Form_bodies_are_taken()
    {
        string form = $"grant_type=password&username={_sandbox.Sandbox.UserName}&password={_sandbox.Sandbox.Password}";
        Assert.Equal(200, (await Token(form, "application/x-www-form-urlencoded")).Status);
    }

    [Fact]
    public async Task Refresh_tokens_are_good_once()
    {
        Answer first = await Token(PasswordBody());
        Answer second = await Token(RefreshBody(Refresh(first)));
        Assert.Equal(200, second.Status);
        Assert.NotEqual(Refresh(first), Refresh(second));
        Answer third = await Token(RefreshBody(Refresh(first)));
        Assert.Equal(422, third.Status);
        Assert.Equal("""{"code":422,"message":"Refresh token is invalid or has expired"}""", third.Body);
        Assert.Equal(1, _sandbox.Counters.Renewals);
        Assert.Equal(1, _sandbox.Counters.RefusedGrants);
        Assert.Equal(200, (await Call(Access(first))).Status);
    }

    [Fact]
    public async Task Expired_refresh_tokens_are_refused()
    {
        _sandbox.Options.RefreshTokenLifetimeSec = 0;
        Answer first = await Token(PasswordBody());
        Assert.Equal(422, (await Token(RefreshBody(Refresh(first)))).Status);
    }

    [Theory]
    [InlineData("""{"grant_type":"password","username":"u"}""", 422, "Parameter \"grant_type\", \"username\" or \"password\" is missing, empty or invalid")]
    [InlineData("""{"grant_type":"magic","username":"u","password":"p"}""", 422, "Parameter \"grant_type\", \"username\" or \"password\" is missing, empty or invalid")]
    [InlineData("""{"grant_type":"password","username":"u","password":"p"}""", 422, "No user found for the given username and password")]
    [InlineData("""{"grant_type":"refresh_token"}""", 422, "Parameter \"grant_type\" or \"refresh_token\" is missing or empty")]
    [InlineData("""{"grant_type":"refresh_token","refresh_token":"x"}""", 422, "Refresh token is invalid or has expired")]
    [InlineData("{not json", 400, "Invalid json message received")]
    public async Task Bad_requests_are_refused(string body, int status, string message)
    {
        Answer answer = await Token(body);
        Assert.Equal(status, answer.Status);
        Assert.Equal(message, answer.Message);
    }

    [Fact]
    public async Task A_wrong_client_is_refused()
    {
        Answer answer = await Token(PasswordBody(), secret: "wrong");
        Assert.Equal(422, answer.Status);
        Assert.Equal("Parameter \"client_id\" is missing or does not match any client, or secret is invalid", answer.Message);
    }

    [Fact]
    public async Task Content_type_is_required()
    {
        Answer missing = await Token(PasswordBody(), contentType: "");
        Assert.Equal(415, missing.Status);
        Assert.Equal("The \"Content-Type\" header is missing. \"application/json\" or \"application/x-www-form-urlencoded\" has to be specified as value.", missing.Message);
        Answer wrong = await Token(PasswordBody(), contentType: "text/plain");
        Assert.Equal(415, wrong.Status);
        Assert.Equal("\"text/plain\" in \"Content-Type\" header is not valid. Only \"application/json\" or \"application/x-www-form-urlencoded\" are allowed.", wrong.Message);
    }

    [Fact]
    public async Task Large_bodies_are_refused()
    {
        Answer answer = await Token($$"""{"grant_type":"password","username":"{{new string('u', 300)}}","password":"p"}""");
        Assert.Equal(413, answer.Status);
        Assert.Equal("Request content exceeded the maximum allowed size of 300 bytes", answer.Message);
    }

    [Fact]
    public async Task Expired_unknown_and_missing_access_tokens_are_told_apart()
    {
        _sandbox.Options.TokenLifetimeSec = 0;
        Answer expired = await Call(Access(await Token(PasswordBody())));
        Assert.Equal("""{"code":401,"message":"The access token provided has expired."}""", expired.Body);
        Assert.Contains("error_description=\"The access token provided has expired.\"", expired.Headers.WwwAuthenticate.ToString());
        Answer unknown = await Call("nonsense");
        Assert.Equal("""{"code":401,"message":"The access token provided is invalid."}""", unknown.Body);
        Answer missing = await _sandbox.Send(HttpMethod.Get, "families", change: request => request.Headers.Authorization = null);
        Assert.Equal(401, missing.Status);
        Assert.Equal("""{"code":401,"message":"Authentication is required"}""", missing.Body);
    }

    [Fact]
    public async Task Every_nth_call_ends_all_tokens_but_not_the_apps()
    {
        string access = Access(await Token(PasswordBody()));
        _sandbox.Sandbox.ResetCounters();
        _sandbox.Options.TokenDiesEvery = 3;
        Assert.Equal(200, (await Call(access)).Status);
        Assert.Equal(200, (await Call(access)).Status);
        Answer dead = await Call(access);
        Assert.Equal(401, dead.Status);
        Assert.Equal("The access token provided has expired.", dead.Message);
        _sandbox.Options.TokenDiesEvery = 0;
        Assert.Equal(401, (await Call(access)).Status);
        Assert.Equal(200, (await _sandbox.Get("families")).Status);
    }

    private string PasswordBody() =>
        $$"""{"grant_type":"password","username":"{{_sandbox.Sandbox.UserName}}","password":"{{_sandbox.Sandbox.Password}}"}""";

    private static string RefreshBody(string token) => $$"""{"grant_type":"refresh_token","refresh_token":"{{token}}"}""";

    private static string Access(Answer answer) => answer.Json.GetProperty("access_token").GetString()!;

    private static string Refresh(Answer answer) => answer.Json.GetProperty("refresh_token").GetString()!;

    private Task<Answer> Call(string token) => _sandbox.Send(HttpMethod.Get, "families?limit=1", change: request =>
        request.Headers.Authorization = new("Bearer", token));

    private Task<Answer> Token(string body, string contentType = "application/json", string? secret = null)
    {
        HttpRequestMessage request = new(HttpMethod.Post, "/api/oauth/v1/token") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        if (contentType.Length > 0)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        string pair = _sandbox.Sandbox.ClientId + ":" + (secret ?? _sandbox.Sandbox.ClientSecret);
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(pair)));
        return _sandbox.Send(request);
    }
}
