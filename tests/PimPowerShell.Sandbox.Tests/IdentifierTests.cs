using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

/// <summary>The edition in the cloud may have identifiers besides the one that products go by.</summary>
public sealed class IdentifierTests : IDisposable
{
    // before the main one in the order of codes
    private const string Second = """{"code":"ean_id","type":"pim_catalog_identifier","group":"other"}""";

    private readonly TestSandbox _sandbox = SaasSandbox.Create();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Only_the_cloud_has_a_second_one()
    {
        using TestSandbox enterprise = SaasSandbox.Create("EE");

        (await enterprise.Post("attributes", Second)).IsInvalid("type", "An identifier attribute already exists.");

        Assert.Equal(201, (await _sandbox.Post("attributes", Second)).Status);
        Assert.False((await _sandbox.Get("attributes/ean_id")).Json.GetProperty("is_main_identifier").GetBoolean());
        Assert.Equal(["sku"], (await _sandbox.Search("attributes", """{"is_main_identifier":[{"operator":"=","value":true}]}""")).Codes);
    }

    [Fact]
    public async Task Products_keep_going_by_the_main_one()
    {
        await _sandbox.Post("attributes", Second);
        string[] uuids = [.. await _sandbox.Uuids(2, """{"parent":[{"operator":"EMPTY"}]}""")];
        string identifier = Value(await _sandbox.Get("products-uuid/" + uuids[0]), "sku")!;

        Assert.Equal(204, (await _sandbox.Patch("products-uuid/" + uuids[0], Body("4006381"))).Status);

        Answer changed = await _sandbox.Get("products-uuid/" + uuids[0]);
        Assert.Equal((identifier, "4006381"), (Value(changed, "sku"), Value(changed, "ean_id")));
        Assert.Equal("4006381", Value(await _sandbox.Get("products/" + identifier), "ean_id"));
        Assert.Equal([uuids[0]], await _sandbox.Uuids(2, """{"ean_id":[{"operator":"IN","value":["4006381"]}]}"""));
        (await _sandbox.Patch("products-uuid/" + uuids[1], Body("4006381"))).IsInvalid(
            "values", "The ean_id attribute can not have the same value more than once. The 4006381 value is already set on another product.");
        Assert.Contains("requires a string, a integer was detected", (await _sandbox.Patch("products-uuid/" + uuids[1], Body("5").Replace("\"5\"", "5", StringComparison.Ordinal))).Body);
        Assert.Contains("should not contain any comma or semicolon", (await _sandbox.Patch("products-uuid/" + uuids[1], Body("a;b"))).Body);
        Assert.Equal(204, (await _sandbox.Patch("products-uuid/" + uuids[0], Body(""))).Status);
        Assert.Null(Value(await _sandbox.Get("products-uuid/" + uuids[0]), "ean_id"));
    }

    [Fact]
    public async Task Families_take_the_main_one_by_themselves()
    {
        await _sandbox.Post("attributes", Second);
        await _sandbox.Post("families", """{"code":"chairs"}""");
        Assert.Equal("""["sku"]""", (await _sandbox.Get("families/chairs")).Json.GetProperty("attributes").GetRawText());
    }

    [Theory]
    [InlineData("completeness", 422)]
    [InlineData("treeId", 422)]
    // the reference does not name these among those that are reserved
    [InlineData("label", 201)]
    [InlineData("category", 201)]
    public async Task Codes_are_reserved_as_far_as_the_reference_says(string code, int status) =>
        Assert.Equal(status, (await _sandbox.Post("attributes", $$"""{"code":"{{code}}","type":"pim_catalog_text","group":"other"}""")).Status);

    private static string Body(string data) => $$$"""{"values":{"ean_id":[{"locale":null,"scope":null,"data":"{{{data}}}"}]}}""";

    private static string? Value(Answer answer, string attribute) =>
        answer.Json.GetProperty("values").TryGetProperty(attribute, out JsonElement values) ? values[0].GetProperty("data").GetString()
            : attribute == "sku" ? answer.Json.GetProperty("identifier").GetString() : null;
}
