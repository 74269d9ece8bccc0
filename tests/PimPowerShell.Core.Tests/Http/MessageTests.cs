using System;
using System.IO;
using System.IO.Compression;
using System.Net.Http;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Http;

public sealed class MessageTests
{
    [Theory]
    [InlineData("GET", "gzip")]
    [InlineData("HEAD", "gzip")]
    [InlineData("POST", null)]
    [InlineData("PATCH", null)]
    [InlineData("PUT", null)]
    [InlineData("DELETE", null)]
    public async Task Compression_is_asked_for_on_reads_alone(string method, string? expected)
    {
        using var server = new ScriptedServer(new ScriptedAnswer(200));
        using AkeneoProvider provider = Make.App(server.Url);

        using PimResponse response = await provider.SendAsync(new PimRequest(new HttpMethod(method), server.Url), new CallContext());

        Assert.Equal(expected, server.Requests[0].Header("Accept-Encoding"));
    }

    [Fact]
    public async Task Compression_is_not_asked_for_on_downloads()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json("x"));
        using AkeneoProvider provider = Make.App(server.Url);
        var request = new PimRequest(HttpMethod.Get, server.Url) { Download = (stream, cancellation) => stream.CopyToAsync(Stream.Null, cancellation) };

        using PimResponse response = await provider.SendAsync(request, new CallContext());

        Assert.Null(server.Requests[0].Header("Accept-Encoding"));
    }

    [Fact]
    public async Task A_compressed_answer_is_read()
    {
        using var server = new ScriptedServer(Gzip("""{"name":"größer"}"""));
        using AkeneoProvider provider = Make.App(server.Url);

        using PimResponse response = await provider.SendAsync(Make.Get(server.Url), new CallContext());

        Assert.Equal("""{"name":"größer"}""", Make.Text(response.Body));
    }

    [Fact]
    public async Task Half_a_compressed_answer_is_tried_again()
    {
        ScriptedAnswer whole = Gzip(new string('x', 20_000) + Guid.NewGuid());
        using var server = new ScriptedServer(whole with { Body = whole.Body[..(whole.Body.Length / 2)] }, whole);
        using AkeneoProvider provider = Make.App(server.Url);

        using PimResponse response = await provider.SendAsync(Make.Get(server.Url), new CallContext());

        Assert.Equal(20_036, response.Body.Length);
        Assert.Equal(2, response.Attempts);
    }

    [Fact]
    public async Task An_answer_without_a_length_is_read_to_its_end()
    {
        string text = new('x', 300_000);
        using var server = new ScriptedServer(ScriptedAnswer.Json(text) with { DeclaredLength = null });
        using AkeneoProvider provider = Make.App(server.Url);

        using PimResponse response = await provider.SendAsync(Make.Get(server.Url), new CallContext());

        Assert.Equal(text, Make.Text(response.Body));
    }

    [Fact]
    public async Task The_client_says_who_it_is()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json("{}"));
        using AkeneoProvider provider = Make.App(server.Url, token: "secret-token");

        using PimResponse response = await provider.SendAsync(Make.Get(server.Url), new CallContext());

        Assert.Matches(@"^PimPowerShell/\d+\.\d+\.\d+$", server.Requests[0].Header("User-Agent"));
        Assert.Equal("application/json", server.Requests[0].Header("Accept"));
        Assert.Equal("Bearer secret-token", server.Requests[0].Header("Authorization"));
    }

    [Fact]
    public async Task Another_host_gets_no_token()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json("{}"));
        using AkeneoProvider provider = Make.App(server.Url);

        using PimResponse response = await provider.SendAsync(new PimRequest(HttpMethod.Get, server.Url) { Authenticate = false }, new CallContext());

        Assert.Null(server.Requests[0].Header("Authorization"));
    }

    [Fact]
    public async Task A_body_goes_out_with_its_length_and_type_and_nothing_else()
    {
        using var server = new ScriptedServer(new ScriptedAnswer(204));
        using AkeneoProvider provider = Make.App(server.Url);
        byte[] large = Make.Utf8("before" + """{"a":"é"}""" + "after");
        var request = new PimRequest(HttpMethod.Patch, server.Url) { Body = large.AsMemory(6, large.Length - 11), ContentType = "application/json" };

        using PimResponse response = await provider.SendAsync(request, new CallContext());

        Assert.Equal("""{"a":"é"}""", server.Requests[0].Body);
        Assert.Equal("10", server.Requests[0].Header("Content-Length"));
        Assert.Equal("application/json", server.Requests[0].Header("Content-Type"));
    }

    [Fact]
    public async Task No_content_type_is_no_body()
    {
        using var server = new ScriptedServer(new ScriptedAnswer(204));
        using AkeneoProvider provider = Make.App(server.Url);

        using PimResponse response = await provider.SendAsync(new PimRequest(HttpMethod.Delete, server.Url), new CallContext());

        Assert.Null(server.Requests[0].Header("Content-Type"));
        Assert.Equal("", server.Requests[0].Body);
    }

    [Fact]
    public async Task A_redirect_is_an_answer_and_not_followed()
    {
        using var server = new ScriptedServer(new ScriptedAnswer(302).With("Location", "/user/login"), ScriptedAnswer.Html());
        using AkeneoProvider provider = Make.App(server.Url);

        PimException error = await Assert.ThrowsAsync<PimException>(() => provider.ConnectAsync(new CallContext()));

        Assert.Equal(PimErrorKind.WrongServer, error.Kind);
        Assert.Equal(302, error.StatusCode);
        Assert.Contains("a redirect to /user/login", error.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_cookie_is_not_kept()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json("{}").With("Set-Cookie", "BAPID=1; path=/"));
        using AkeneoProvider provider = Make.App(server.Url);

        for (int i = 0; i < 2; i++)
        {
            using PimResponse response = await provider.SendAsync(Make.Get(server.Url), new CallContext());
        }

        Assert.Null(server.Requests[1].Header("Cookie"));
    }

    [Fact]
    public async Task A_disposed_answer_has_no_body()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json("{}"));
        using AkeneoProvider provider = Make.App(server.Url);

        PimResponse response = await provider.SendAsync(Make.Get(server.Url), new CallContext());
        response.Dispose();
        response.Dispose();

        Assert.True(response.Body.IsEmpty);
    }

    private static ScriptedAnswer Gzip(string text)
    {
        var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
        {
            gzip.Write(Make.Utf8(text));
        }

        byte[] body = target.ToArray();
        return (ScriptedAnswer.Json("") with { Body = body, DeclaredLength = body.Length }).With("Content-Encoding", "gzip");
    }
}
