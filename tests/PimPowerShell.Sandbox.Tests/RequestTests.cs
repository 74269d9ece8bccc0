using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

/// <summary>What every call is checked for: route, method, headers, query, permission, body.</summary>
public sealed class RequestTests : IDisposable
{
    private readonly TestSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task The_root_needs_no_login()
    {
        Answer answer = await _sandbox.Send(new HttpRequestMessage(HttpMethod.Get, "/api/rest/v1"));
        Assert.Equal(200, answer.Status);
        Assert.Equal(_sandbox.Base, answer.Json.GetProperty("host").GetString());
        Assert.Equal("/api/oauth/v1/token", answer.Json.GetProperty("authentication").GetProperty("fos_oauth_server_token").GetProperty("route").GetString());
        Assert.Equal(0, _sandbox.Counters.ApiRequests);
    }

    [Fact]
    public async Task System_information_tells_version_and_edition() =>
        Assert.Equal("""{"version":"7.0.42","edition":"CE"}""", (await _sandbox.Get("system-information")).Body);

    [Theory]
    [InlineData("nothing")]
    [InlineData("families/a/b/c")]
    [InlineData("products/a%2Fb")]
    public async Task Unknown_routes_are_not_found(string path)
    {
        Answer answer = await _sandbox.Get(path);
        Assert.Equal(404, answer.Status);
        Assert.Equal($"No route found for \"GET {_sandbox.Base}/api/rest/v1/{path}\"", answer.Message);
    }

    [Fact]
    public async Task Other_methods_are_not_allowed()
    {
        Answer answer = await _sandbox.Post("products-uuid/25566245-55c3-42ce-86d9-8610ac459fa8", "{}");
        Assert.Equal(405, answer.Status);
        Assert.Equal($"No route found for \"POST {_sandbox.Base}/api/rest/v1/products-uuid/25566245-55c3-42ce-86d9-8610ac459fa8\": Method Not Allowed (Allow: GET, PATCH, DELETE)", answer.Message);
        Assert.Equal(405, (await _sandbox.Delete("categories/master")).Status);
        Assert.Equal(405, (await _sandbox.Patch("locales/en_US", "{}")).Status);
    }

    [Theory]
    [InlineData("products/nope", "Product \"nope\" does not exist or you do not have permission to access it.")]
    [InlineData("products-uuid/25566245-55c3-42ce-86d9-8610ac459fa8", "Product \"25566245-55c3-42ce-86d9-8610ac459fa8\" does not exist or you do not have permission to access it.")]
    [InlineData("product-models/nope", "Product model \"nope\" does not exist or you do not have permission to access it.")]
    [InlineData("categories/nope", "Category \"nope\" does not exist.")]
    [InlineData("attributes/nope", "Attribute \"nope\" does not exist.")]
    [InlineData("attributes/color/options/nope", "Attribute option \"nope\" does not exist or is not an option of the attribute \"color\".")]
    [InlineData("attributes/nope/options", "Attribute \"nope\" does not exist.")]
    [InlineData("attributes/name/options", "Attribute \"name\" does not support options. Only attributes of type \"pim_catalog_simpleselect\", \"pim_catalog_multiselect\" support options.")]
    [InlineData("families/nope", "Family \"nope\" does not exist.")]
    [InlineData("families/nope/variants", "Family \"nope\" does not exist.")]
    [InlineData("families/shoes/variants/nope", "Family variant \"nope\" does not exist or is not a variant of the family \"shoes\".")]
    [InlineData("channels/nope", "Channel \"nope\" does not exist.")]
    [InlineData("locales/nope", "Locale \"nope\" does not exist.")]
    [InlineData("currencies/nope", "Currency \"nope\" does not exist.")]
    [InlineData("association-types/nope", "Association type \"nope\" does not exist.")]
    [InlineData("attribute-groups/nope", "Attribute group \"nope\" does not exist.")]
    public async Task Unknown_items_are_not_found(string path, string message)
    {
        Answer answer = await _sandbox.Get(path);
        Assert.Equal(404, answer.Status);
        Assert.Equal(message, answer.Message);
    }

    [Fact]
    public async Task Only_json_can_be_accepted()
    {
        Answer answer = await _sandbox.Send(HttpMethod.Get, "families", change: request => request.Headers.Add("Accept", "application/xml"));
        Assert.Equal(406, answer.Status);
        Assert.Equal("\"application/xml\" in \"Accept\" header is not valid. Only \"application/json\" is allowed.", answer.Message);
        Assert.Equal(200, (await _sandbox.Send(HttpMethod.Get, "families", change: request => request.Headers.Add("Accept", "*/*"))).Status);
    }

    [Theory]
    [InlineData("POST", "families", "", "The \"Content-Type\" header is missing. \"application/json\" has to be specified as value.")]
    [InlineData("PATCH", "families/shoes", "text/plain", "\"text/plain\" in \"Content-Type\" header is not valid. Only \"application/json\" is allowed.")]
    [InlineData("PATCH", "products-uuid", "application/json", "\"application/json\" in \"Content-Type\" header is not valid. Only \"application/vnd.akeneo.collection+json\" is allowed.")]
    [InlineData("PATCH", "families", "", "The \"Content-Type\" header is missing. \"application/vnd.akeneo.collection+json\" has to be specified as value.")]
    public async Task Content_types_are_checked(string method, string path, string contentType, string message)
    {
        Answer answer = await _sandbox.Send(new HttpMethod(method), path, "{}", contentType);
        Assert.Equal(415, answer.Status);
        Assert.Equal(message, answer.Message);
        Assert.Equal(204, (await _sandbox.Send(HttpMethod.Patch, "families/shoes", "{}", "application/json; charset=utf-8")).Status);
    }

    [Fact]
    public async Task Brackets_in_the_query_are_refused()
    {
        Answer answer = await _sandbox.Get("families?page[]=1");
        Assert.Equal(400, answer.Status);
        Assert.Equal("Bracket syntax is not supported in query parameters.", answer.Message);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    public async Task What_is_no_json_object_is_refused(string body)
    {
        Answer answer = await _sandbox.Patch("families/shoes", body);
        Assert.Equal("""{"code":400,"message":"Invalid json message received"}""", answer.Body);
        Assert.Equal(400, (await _sandbox.Post("products", body)).Status);
    }

    [Fact]
    public async Task A_user_who_may_only_read_is_forbidden_to_write()
    {
        _sandbox.Options.ReadOnlyUser = true;
        Assert.Equal("""{"code":403,"message":"Access forbidden. You are not allowed to create or update products."}""", (await _sandbox.Batch("products-uuid", "{}")).Body);
        Assert.Equal("""{"code":403,"message":"Access forbidden. You are not allowed to create or update attribute options."}""", (await _sandbox.Post("attributes/color/options", "{}")).Body);
        Assert.Equal("""{"code":403,"message":"Access forbidden. You are not allowed to delete products"}""", (await _sandbox.Delete("products/0")).Body);
        Assert.Equal(200, (await _sandbox.Get("products-uuid")).Status);
        using TestSandbox saas = SaasSandbox.Create();
        saas.Options.ReadOnlyUser = true;
        Assert.Equal(200, (await saas.Post("products-uuid/search", "{}")).Status);
    }

    [Fact]
    public async Task Long_request_lines_are_refused_by_the_server_in_front()
    {
        Answer answer = await _sandbox.Get("families?x=" + new string('x', 9000));
        Assert.Equal(414, answer.Status);
    }

    [Fact]
    public async Task Chunked_bodies_and_expectations_are_understood()
    {
        string uuid = await _sandbox.Simple();
        Answer answer = await _sandbox.Send(HttpMethod.Patch, "products-uuid/" + uuid, """{"enabled":false}""", change: request =>
        {
            request.Headers.TransferEncodingChunked = true;
            request.Headers.ExpectContinue = true;
        });
        Assert.Equal(204, answer.Status);
        Assert.False((await _sandbox.Get("products-uuid/" + uuid)).Json.GetProperty("enabled").GetBoolean());
    }

    [Fact]
    public async Task Answers_are_compressed_on_request()
    {
        _sandbox.Options.Compress = true;
        using HttpClient client = new(new HttpClientHandler { AutomaticDecompression = System.Net.DecompressionMethods.None }) { BaseAddress = _sandbox.Sandbox.Url };
        client.DefaultRequestHeaders.Authorization = new("Bearer", _sandbox.Sandbox.AppToken);
        client.DefaultRequestHeaders.Add("Accept-Encoding", "gzip, deflate");
        using HttpResponseMessage response = await client.GetAsync("/api/rest/v1/families");
        Assert.Equal("gzip", response.Content.Headers.ContentEncoding.Single());
        byte[] body = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal([0x1f, 0x8b], body.Take(2));
        Assert.DoesNotContain("Content-Encoding", (await _sandbox.Get("families")).Headers.ToString());
    }
}
