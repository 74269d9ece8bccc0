using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

/// <summary>The log of requests: names, no values, and no more of them than asked for.</summary>
public sealed class RequestLogTests : IDisposable
{
    private readonly TestSandbox _sandbox = SaasSandbox.Create();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Nothing_is_kept_unless_asked_for()
    {
        await _sandbox.Get("families");
        Assert.Empty(_sandbox.Counters.Log);
    }

    [Fact]
    public async Task The_log_tells_names_and_status()
    {
        _sandbox.Options.LogSize = 10;
        await _sandbox.Get("families?limit=1&search=%7B%7D&limit=2");
        await _sandbox.Patch("families/lamps", """{"code":"lamps","labels":{"en_US":"Lamps"}}""");
        await _sandbox.Batch("families", """{"code":"lamps"}""", "no json", """{"code":"shoes","labels":{}}""");
        await _sandbox.Patch("reference-entities/brand/records", """[{"code":"one"},{"code":"two","values":{}}]""");
        await _sandbox.Get("families/none");

        PimSandboxRequest[] log = [.. _sandbox.Counters.Log];
        Assert.Equal(
            [
                "GET /api/rest/v1/families", "PATCH /api/rest/v1/families/{code}", "PATCH /api/rest/v1/families",
                "PATCH /api/rest/v1/reference-entities/{reference_entity_code}/records", "GET /api/rest/v1/families/{code}",
            ],
            log.Select(request => request.Route));
        Assert.Equal([200, 204, 200, 200, 404], log.Select(request => request.Status));
        Assert.Equal([null, "application/json", "application/vnd.akeneo.collection+json", "application/json", null], log.Select(request => request.ContentType));
        Assert.Equal(["limit", "search"], log[0].QueryNames);
        Assert.Empty(log[0].BodyNames);
        Assert.Equal(["code", "labels"], log[1].BodyNames);
        Assert.Equal(["code", "labels"], log[2].BodyNames);
        Assert.Equal(["code", "values"], log[3].BodyNames);
        Assert.Equal(["code", "labels", "labels.en_US"], log[1].BodyPaths);
    }

    [Fact]
    public async Task Names_within_are_told_with_what_they_lie_in()
    {
        _sandbox.Options.LogSize = 10;
        await _sandbox.Patch("reference-entities/brand/records", """[{"code":"one","values":{"label":[{"locale":"en_US","data":"a"},{"data":"b"}],"none":[]}}]""");
        using MultipartFormDataContent form = new() { { new StringContent("x"), "file", "x.json" }, { new StringContent("""{"attribute":"a","more":[[{"b":1}]]}"""), "product" } };
        await _sandbox.PostForm("media-files", form);

        Assert.Equal(["code", "values", "values.label", "values.label[].locale", "values.label[].data", "values.none"], _sandbox.Counters.Log[0].BodyPaths);
        Assert.Equal(["file", "product", "product.attribute", "product.more", "product.more[][].b"], _sandbox.Counters.Log[1].BodyPaths);
        Assert.Equal(["file", "product"], _sandbox.Counters.Log[1].BodyNames);
    }

    [Fact]
    public async Task The_fields_of_forms_are_names_too()
    {
        _sandbox.Options.LogSize = 10;
        using MultipartFormDataContent form = new() { { new StringContent("x"), "file", "x.png" }, { new StringContent("{}"), "product" } };
        await _sandbox.PostForm("media-files", form);
        await _sandbox.AsUser(HttpMethod.Get, "families");

        Assert.Equal("multipart/form-data", _sandbox.Counters.Log[0].ContentType);
        Assert.Equal(["file", "product"], _sandbox.Counters.Log[0].BodyNames);
        Assert.Equal("POST /api/oauth/v1/token", _sandbox.Counters.Log[1].Route);
        Assert.Equal(["grant_type", "username", "password"], _sandbox.Counters.Log[1].BodyNames);
    }

    [Fact]
    public async Task Only_the_last_are_kept()
    {
        _sandbox.Options.LogSize = 2;
        await _sandbox.Get("families");
        await _sandbox.Get("channels");
        await _sandbox.Get("locales");
        Assert.Equal(["GET /api/rest/v1/channels", "GET /api/rest/v1/locales"], _sandbox.Counters.Log.Select(request => request.Route));
        _sandbox.Sandbox.ResetCounters();
        Assert.Empty(_sandbox.Counters.Log);
    }
}
