using System;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

/// <summary>Batches of JSON lines, with the exact lines of the answers.</summary>
public sealed class BatchTests : IDisposable
{
    private const string Uuid = "3a4b5c6d-1111-4222-8333-444455556666";

    private readonly TestSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Lines_are_answered_one_by_one_in_order()
    {
        Answer answer = await _sandbox.Batch(
            "products",
            """{"identifier":"b/1","enabled":true}""",
            """{"identifier":"B/1","enabled":false}""",
            """{"identifier":"0815","values":{"brand":[{"locale":null,"scope":null,"data":"tommh"}]}}""",
            """{"identifier":"é","nope":1}""",
            "{not json",
            "",
            """{"enabled":true}""",
            """{"identifier":"  "}""",
            """{"identifier":null}""",
            """{"identifier":12}""");
        Assert.Equal(200, answer.Status);
        Assert.Equal(TestSandbox.Lines, answer.ContentType);
        Assert.Equal(
        [
            """{"line":1,"identifier":"b\/1","status_code":201}""",
            """{"line":2,"identifier":"B\/1","status_code":204}""",
            """{"line":3,"identifier":"0815","status_code":422,"message":"Validation failed.","errors":[{"property":"values","message":"The tommh value is not in the brand attribute option list.","attribute":"brand","locale":null,"scope":null}]}""",
            """{"line":4,"identifier":"\u00e9","status_code":422,"message":"Property \"nope\" does not exist. Check the expected format on the API documentation.","_links":{"documentation":{"href":"http:\/\/api.akeneo.com\/api-reference.html#patch_products__code_"}}}""",
            """{"line":5,"status_code":400,"message":"Invalid json message received"}""",
            """{"line":6,"status_code":400,"message":"Invalid json message received"}""",
            """{"line":7,"status_code":422,"message":"Identifier is missing."}""",
            """{"line":8,"status_code":422,"message":"Identifier is missing."}""",
            """{"line":9,"status_code":422,"message":"Identifier is missing."}""",
            """{"line":10,"status_code":422,"message":"identifier must be of type string."}""",
        ],
            answer.BodyLines);
    }

    [Fact]
    public async Task Uuids_are_the_keys_of_the_newer_api()
    {
        Answer answer = await _sandbox.Batch("products-uuid", $$"""{"uuid":"{{Uuid.ToUpperInvariant()}}"}""", """{"uuid":"x"}""", "{}\r");
        Assert.Equal($$"""{"line":1,"uuid":"{{Uuid}}","status_code":201}""", answer.BodyLines[0]);
        Assert.Equal("""{"line":2,"uuid":"x","status_code":422,"message":"This is not a valid UUID. Check the expected format on the API documentation.","_links":{"documentation":{"href":"http:\/\/api.akeneo.com\/api-reference.html#patch_products_uuid__uuid_"}}}""", answer.BodyLines[1]);
        Assert.Equal("""{"line":3,"status_code":422,"message":"Uuid is missing."}""", answer.BodyLines[2]);
    }

    [Fact]
    public async Task Structure_goes_in_batches_too()
    {
        Answer answer = await _sandbox.Batch(
            "attributes/color/options",
            """{"code":"mauve","labels":{"en_US":"Mauve"}}""",
            """{"code":"MAUVE","labels":{"xx":"?"}}""",
            """{"code":"not ok"}""",
            """{"code":null}""");
        Assert.Equal(
        [
            """{"line":1,"code":"mauve","status_code":201}""",
            """{"line":2,"code":"MAUVE","status_code":422,"message":"Validation failed.","errors":[{"property":"labels","message":"The locale \"xx\" does not exist."}]}""",
            """{"line":3,"code":"not ok","status_code":422,"message":"Validation failed.","errors":[{"property":"code","message":"Option code may contain only letters, numbers and underscores"}]}""",
            """{"line":4,"status_code":422,"message":"Code is missing."}""",
        ],
            answer.BodyLines);
        Assert.Equal("""{"code":"mauve","attribute":"color","sort_order":9,"labels":{"en_US":"Mauve"}}""", (await _sandbox.Get("attributes/color/options/Mauve")).Body);
        Assert.Equal(404, (await _sandbox.Batch("attributes/name/options", "{}")).Status);
    }

    [Fact]
    public async Task A_hundred_lines_are_the_maximum()
    {
        string[] lines = [.. Enumerable.Range(0, 101).Select(i => $$"""{"code":"many_{{i}}"}""")];
        Answer answer = await _sandbox.Batch("categories", lines);
        Assert.Equal(413, answer.Status);
        Assert.Equal("""{"code":413,"message":"Too many resources to process, 100 is the maximum allowed."}""", answer.Body);
        Assert.Equal(404, (await _sandbox.Get("categories/many_0")).Status);
        Answer fits = await _sandbox.Send(HttpMethod.Patch, "categories", string.Join("\n", lines.Take(100)) + "\n", TestSandbox.Lines);
        Assert.Equal(100, fits.BodyLines.Length);
        Assert.False(fits.Body.EndsWith('\n'));
        Assert.Equal(413, (await _sandbox.Batch("categories", [.. lines.Take(99), "", "", ""])).Status);
    }

    [Fact]
    public async Task A_line_can_be_too_long()
    {
        string fits = """{"code":"long_1","labels":{"en_US":"x"}}""".PadRight(1_000_000);
        Answer answer = await _sandbox.Batch("categories", fits, fits + " ", """{"code":"long_2"}""");
        Assert.Equal(
        [
            """{"line":1,"code":"long_1","status_code":201}""",
            """{"line":2,"status_code":413,"message":"Line is too long."}""",
            """{"line":3,"code":"long_2","status_code":201}""",
        ],
            answer.BodyLines);
    }

    [Fact]
    public async Task An_empty_batch_is_answered_with_nothing()
    {
        Answer answer = await _sandbox.Send(HttpMethod.Patch, "categories", "", TestSandbox.Lines);
        Assert.Equal(200, answer.Status);
        Assert.Equal("", answer.Body);
    }

    [Fact]
    public async Task The_same_key_twice_is_created_and_then_changed()
    {
        Answer answer = await _sandbox.Batch("categories", """{"code":"twice","labels":{"en_US":"a"}}""", """{"code":"twice","labels":{"en_US":"b"}}""");
        Assert.Equal([201, 204], answer.BodyLines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("status_code").GetInt32()));
        Assert.Contains("\"en_US\":\"b\"", (await _sandbox.Get("categories/twice")).Body);
        Assert.Equal(2, _sandbox.Counters.Lines);
        Assert.Equal(1, _sandbox.Counters.DistinctKeys);
        Assert.Equal(2, _sandbox.Counters.LinesPerKeyMaximum);
        Assert.Equal(1, _sandbox.Counters.PeakSameKeyInFlight);
    }

    [Fact]
    public async Task Invalid_utf8_is_bad_json()
    {
        HttpRequestMessage request = new(HttpMethod.Patch, "/api/rest/v1/categories")
        {
            Content = new ByteArrayContent([.. Encoding.ASCII.GetBytes("{\"code\":\"a"), 0xff, .. Encoding.ASCII.GetBytes("\"}")]),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", TestSandbox.Lines);
        request.Headers.Authorization = new("Bearer", _sandbox.Sandbox.AppToken);
        Assert.Equal("""{"line":1,"status_code":400,"message":"Invalid json message received"}""", (await _sandbox.Send(request)).Body);
    }
}
