using System;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

public sealed class StructureRuleTests : IDisposable
{
    private readonly TestSandbox _sandbox = new(new PimSandboxOptions { ProductCount = 60, Edition = "Serenity" });

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("attributes/nope", "Attribute \"nope\" does not exist.")]
    [InlineData("attributes/nope/options", "Attribute \"nope\" does not exist.")]
    [InlineData("attributes/name/options", "Attribute \"name\" does not support options. Only attributes of type \"pim_catalog_simpleselect\", \"pim_catalog_multiselect\" support options.")]
    [InlineData("attributes/color/options/nope", "Attribute option \"nope\" does not exist or is not an option of the attribute \"color\".")]
    [InlineData("attribute-groups/nope", "Attribute group \"nope\" does not exist.")]
    [InlineData("association-types/nope", "Association type \"nope\" does not exist.")]
    [InlineData("categories/nope", "Category \"nope\" does not exist.")]
    [InlineData("channels/nope", "Channel \"nope\" does not exist.")]
    [InlineData("locales/nope", "Locale \"nope\" does not exist.")]
    [InlineData("currencies/nope", "Currency \"nope\" does not exist.")]
    [InlineData("families/nope", "Family \"nope\" does not exist.")]
    [InlineData("families/nope/variants", "Family \"nope\" does not exist.")]
    [InlineData("families/shoes/variants/nope", "Family variant \"nope\" does not exist or is not a variant of the family \"shoes\".")]
    public async Task What_does_not_exist_is_named(string path, string message)
    {
        Answer answer = await _sandbox.Get(path);
        Assert.Equal(404, answer.Status);
        Assert.Equal(message, answer.Message);
    }

    [Theory]
    [InlineData("attributes", true)]
    [InlineData("attributes/color/options", true)]
    [InlineData("attribute-groups", true)]
    [InlineData("association-types", true)]
    [InlineData("categories", true)]
    [InlineData("channels", true)]
    [InlineData("families", true)]
    [InlineData("families/shoes/variants", true)]
    [InlineData("locales", false)]
    [InlineData("currencies", false)]
    public async Task Every_kind_has_the_methods_of_its_kind(string path, bool writable)
    {
        Assert.Equal(406, (await _sandbox.Send(HttpMethod.Get, path, change: request => request.Headers.Accept.ParseAdd("application/xml"))).Status);
        Assert.Equal("Pagination type is not supported.", (await _sandbox.Get(path + "?pagination_type=search_after")).Message);
        Assert.Equal(writable ? 415 : 405, (await _sandbox.Send(HttpMethod.Post, path, "{}", "text/plain")).Status);
        Assert.Equal(writable ? 415 : 405, (await _sandbox.Send(HttpMethod.Patch, path, "{}")).Status);
        Assert.Equal(writable ? 400 : 405, (await _sandbox.Post(path, "{")).Status);
        Assert.Equal(405, (await _sandbox.Delete(path)).Status);
        if (!path.StartsWith("families", StringComparison.Ordinal) || path.EndsWith("variants", StringComparison.Ordinal))
        {
            Assert.Equal(405, (await _sandbox.Delete(path + "/x")).Status);
        }

        if (writable)
        {
            Assert.Equal("""{"line":1,"status_code":422,"message":"Code is missing."}""", (await _sandbox.Batch(path, "{}")).Body);
        }
    }

    [Fact]
    public async Task Families_have_parents_in_the_cloud()
    {
        Assert.Equal(201, (await _sandbox.Post("families", """{"code":"boots","parent":"shoes"}""")).Status);
        Assert.Equal("shoes", (await _sandbox.Get("families/boots")).Json.GetProperty("parent").GetString());
        Assert.Equal("Property \"parent\" expects a valid family code. The family does not exist, \"nope\" given. Check the expected format on the API documentation.", (await _sandbox.Patch("families/boots", """{"parent":"nope"}""")).Message);
        Assert.Contains("The family cannot have itself or one of its descendants as parent.", (await _sandbox.Patch("families/shoes", """{"parent":"boots"}""")).Body);
        using TestSandbox community = new(new PimSandboxOptions { ProductCount = 20 });
        Assert.Equal("Property \"parent\" does not exist. Check the expected format on the API documentation.", (await community.Patch("families/shoes", """{"parent":null}""")).Message);
        Assert.False((await community.Get("families/shoes")).Json.TryGetProperty("parent", out _));
    }

    [Fact]
    public async Task A_family_is_deleted_once()
    {
        await _sandbox.Post("families", """{"code":"boots"}""");
        Assert.Equal(204, (await _sandbox.Delete("families/boots")).Status);
        Assert.Equal("Family \"boots\" does not exist.", (await _sandbox.Delete("families/boots")).Message);
        _sandbox.Options.ReadOnlyUser = true;
        Assert.Equal("Access forbidden. You are not allowed to delete families.", (await _sandbox.Delete("families/shoes")).Message);
    }

    [Fact]
    public async Task Attributes_of_a_variant_move_down_but_not_up()
    {
        const string Path = "families/tshirts/variants/tshirts_color_size";
        Assert.Equal(204, (await _sandbox.Patch(Path, """{"variant_attribute_sets":[{"level":1,"attributes":["picture","season"]},{"level":2,"attributes":["ean","sku","weight","side_view"]}]}""")).Status);
        Answer up = await _sandbox.Patch(Path, """{"variant_attribute_sets":[{"level":1,"attributes":["picture","season","weight"]},{"level":2,"attributes":["ean","sku","side_view"]}]}""");
        Assert.Contains("The attribute \\\"weight\\\" cannot be moved to an upper level", up.Body);
        Answer common = await _sandbox.Patch(Path, """{"variant_attribute_sets":[{"level":1,"attributes":["picture"]}]}""");
        Assert.Contains("The attribute \\\"season\\\" cannot be moved to an upper level", common.Body);
    }

    [Theory]
    [InlineData("ean", "cannot have unique values")]
    [InlineData("name", "must be a boolean, a simple select, a simple reference data or a metric")]
    public async Task Axes_have_rules(string axis, string message) =>
        Assert.Contains(message, (await _sandbox.Post("families/cameras/variants", $$"""{"code":"v","variant_attribute_sets":[{"level":1,"axes":["{{axis}}"],"attributes":[]}]}""")).Body);

    [Theory]
    [InlineData("""{"name":"GRAM"}""", "The attribute \\\"name\\\" is not a metric attribute.")]
    [InlineData("""{"weight":"METER"}""", "The unit \\\"METER\\\" does not exist or does not belong to the measurement family of the attribute \\\"weight\\\".")]
    public async Task A_channel_converts_to_units_there_are(string units, string message) =>
        Assert.Contains(message, (await _sandbox.Patch("channels/mobile", $$"""{"conversion_units":{{units}}}""")).Body);

    [Theory]
    [InlineData("attribute-groups/general")]
    [InlineData("attributes/color/options/red")]
    public async Task Sort_orders_are_not_negative(string path) =>
        Assert.Contains("""{"property":"sort_order","message":"This value should be either positive or zero."}""", (await _sandbox.Patch(path, """{"sort_order":-1}""")).Body);

    [Fact]
    public async Task Currencies_have_labels_in_the_cloud()
    {
        Assert.Equal("""{"code":"EUR","enabled":true,"label":"EUR (Euro)"}""", (await _sandbox.Get("currencies/EUR")).Body);
        using TestSandbox community = new(new PimSandboxOptions { ProductCount = 20 });
        Assert.Equal("""{"code":"EUR","enabled":true}""", (await community.Get("currencies/EUR")).Body);
    }

    [Fact]
    public async Task The_root_lists_what_there_is()
    {
        JsonElement root = (await _sandbox.Send(new HttpRequestMessage(HttpMethod.Get, "/api/rest/v1"))).Json;
        string routes = root.GetProperty("routes").GetRawText();
        Assert.Contains("media-files", routes);
        Assert.Contains("category-media-files", routes);
        Assert.Contains("measurement-families", routes);
        Assert.DoesNotContain("published-products", routes);
    }
}
