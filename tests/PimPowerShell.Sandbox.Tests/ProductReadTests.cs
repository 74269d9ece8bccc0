using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

public sealed class ProductReadTests : IDisposable
{
    private readonly TestSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Keys_come_in_the_servers_order()
    {
        string[] common = ["enabled", "family", "categories", "groups", "parent", "values", "created", "updated", "associations", "quantified_associations"];
        JsonElement byUuid = (await _sandbox.Get("products-uuid?limit=1")).Items.First();
        JsonElement byIdentifier = (await _sandbox.Get("products?limit=1")).Items.First();
        JsonElement single = (await _sandbox.Get("products-uuid/" + await _sandbox.Simple())).Json;
        Assert.Equal(["_links", "uuid", .. common], Keys(byUuid));
        Assert.Equal(["_links", "uuid", "identifier", .. common], Keys(byIdentifier));
        Assert.Equal(["uuid", .. common], Keys(single));
        Assert.Equal(
            ["_links", "code", "family", "family_variant", "parent", "categories", "values", "created", "updated", "associations", "quantified_associations"],
            Keys((await _sandbox.Get("product-models?limit=1")).Items.First()));
    }

    [Fact]
    public async Task The_identifier_is_a_value_in_one_api_and_a_property_in_the_other()
    {
        JsonElement byIdentifier = (await _sandbox.Get("products/0815")).Json;
        Assert.Equal("0815", byIdentifier.GetProperty("identifier").GetString());
        Assert.False(byIdentifier.GetProperty("values").TryGetProperty("sku", out _));
        JsonElement byUuid = (await _sandbox.Get("products-uuid/" + byIdentifier.GetProperty("uuid").GetString())).Json;
        Assert.Equal("""[{"locale":null,"scope":null,"data":"0815"}]""", byUuid.GetProperty("values").GetProperty("sku").GetRawText());
    }

    [Fact]
    public async Task Text_is_escaped_as_php_does()
    {
        string body = (await _sandbox.Get("products-uuid?limit=100")).Body;
        Assert.Contains("\\u003Cp\\u003E", body);
        Assert.DoesNotContain(body, c => c > 126);
        Assert.Contains("\\u00e9", body);
        Assert.Contains("\\/media-files\\/", body);
    }

    [Fact]
    public async Task Extra_members_come_only_on_request()
    {
        string uuid = (await _sandbox.Uuids(1, """{"parent":[{"operator":"NOT EMPTY"}]}"""))[0];
        JsonElement product = (await _sandbox.Get($"products-uuid/{uuid}?with_quality_scores=true&with_completenesses=true&with_root_parent=true&with_attribute_options=true")).Json;
        Assert.Equal(["quality_scores", "completenesses", "root_parent"], Keys(product).Skip(11));
        Assert.Equal(7, product.GetProperty("completenesses").GetArrayLength());
        Assert.Equal(["scope", "locale", "data"], Keys(product.GetProperty("completenesses")[0]));
        Assert.Matches("^[A-E]$", product.GetProperty("quality_scores")[0].GetProperty("data").GetString());
        Assert.Contains("\"linked_data\":{\"attribute\":", (await _sandbox.Get("products-uuid?limit=10&with_attribute_options=true")).Body);
        Assert.Equal(11, Keys((await _sandbox.Get($"products-uuid/{uuid}?with_quality_scores=1")).Json).Length);
    }

    [Fact]
    public async Task Values_are_narrowed_by_attributes_locales_and_scope()
    {
        Answer answer = await _sandbox.Get("products-uuid?limit=100&attributes=name,description&locales=en_US&scope=ecommerce");
        foreach (JsonProperty attribute in answer.Items.SelectMany(item => item.GetProperty("values").EnumerateObject()))
        {
            Assert.Contains(attribute.Name, new[] { "name", "description" });
            Assert.All(attribute.Value.EnumerateArray(), value => Assert.Equal("en_US", value.GetProperty("locale").GetString()));
            Assert.All(attribute.Value.EnumerateArray(), value => Assert.NotEqual("print", value.GetProperty("scope").GetString()));
        }

        Assert.DoesNotContain("\"fr_FR\"", (await _sandbox.Get("products-uuid?limit=100&scope=print")).Body);
    }

    [Fact]
    public async Task A_scope_hides_what_is_not_in_its_tree()
    {
        Answer answer = await _sandbox.Get("products-uuid?limit=100&scope=print");
        Assert.NotEmpty(answer.Items);
        Assert.All(answer.Items, item => Assert.Contains(item.GetProperty("categories").EnumerateArray(), code => code.GetString()!.StartsWith("print_", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("scope=nope", "Scope \"nope\" does not exist.")]
    [InlineData("locales=xx_XX", "Locale \"xx_XX\" does not exist or is not activated.")]
    [InlineData("locales=xx_XX,af_ZA", "Locales \"xx_XX, af_ZA\" do not exist or are not activated.")]
    [InlineData("scope=mobile&locales=de_DE", "Locale \"de_DE\" is not activated for the scope \"mobile\".")]
    [InlineData("attributes=nope", "Attribute \"nope\" does not exist.")]
    [InlineData("attributes=name,no,nay", "Attributes \"no, nay\" do not exist.")]
    public async Task Unknown_codes_in_parameters_are_refused(string query, string message)
    {
        Answer answer = await _sandbox.Get("products?" + query);
        Assert.Equal(422, answer.Status);
        Assert.Equal(message, answer.Message);
    }

    [Fact]
    public async Task Measures_are_converted_for_a_channel()
    {
        string search = "&scope=print&attributes=weight&limit=100";
        string converted = (await _sandbox.Get("products-uuid?convert_measurements=true" + search)).Body;
        Assert.Contains("\"unit\":\"GRAM\"", converted);
        Assert.DoesNotContain("\"unit\":\"KILOGRAM\"", converted);
        Assert.Contains("\"unit\":\"KILOGRAM\"", (await _sandbox.Get("products-uuid?x=y" + search)).Body);
    }

    [Fact]
    public async Task A_search_may_come_in_a_body()
    {
        using TestSandbox saas = SaasSandbox.Create();
        List<string> uuids = await saas.Uuids(3);
        string search = JsonSerializer.Serialize($$"""{"uuid":[{"operator":"IN","value":{{JsonSerializer.Serialize(uuids)}}}]}""");
        Answer answer = await saas.Post("products-uuid/search?limit=2&pagination_type=search_after", $$"""{"search":{{search}},"attributes":"name, sku","with_quality_scores__products":true}""");
        Assert.Equal(200, answer.Status);
        Assert.Equal(uuids.Take(2), answer.Items.Select(item => item.GetProperty("uuid").GetString()));
        Assert.True(answer.Items.First().TryGetProperty("quality_scores", out _));
        Assert.Contains("&search_after=" + uuids[1], answer.Link("next"));
    }

    [Fact]
    public async Task Serenity_tells_more()
    {
        using TestSandbox saas = new(new PimSandboxOptions { ProductCount = 20, Edition = "Serenity", Version = "v20250717143807" });
        JsonElement product = (await saas.Get("products-uuid?limit=1")).Items.First();
        Assert.Equal("working_copy", product.GetProperty("metadata").GetProperty("workflow_status").GetString());
        Assert.Equal("pim_catalog_identifier", product.GetProperty("values").GetProperty("sku")[0].GetProperty("attribute_type").GetString());
        Assert.Equal("""{"version":"v20250717143807","edition":"Serenity"}""", (await saas.Get("system-information")).Body);
    }

    [Fact]
    public async Task Equal_seeds_give_equal_catalogs()
    {
        using TestSandbox twin = new(new PimSandboxOptions { ProductCount = 300 });
        using TestSandbox other = new(new PimSandboxOptions { ProductCount = 300, Seed = 2 });
        foreach (string path in new[] { "products-uuid?limit=100&page=2", "product-models?limit=20", "categories?limit=100" })
        {
            string mine = await Bare(_sandbox, path);
            Assert.Equal(mine, await Bare(twin, path));
            Assert.Equal(path.StartsWith("cat", StringComparison.Ordinal), mine == await Bare(other, path));
        }
    }

    [Fact]
    public async Task The_catalog_looks_like_one()
    {
        List<JsonElement> products = await _sandbox.All("products?limit=100&pagination_type=search_after");
        int variants = products.Count(product => product.GetProperty("parent").ValueKind == JsonValueKind.String);
        Assert.InRange(variants, 60, 130);
        Assert.InRange(products.Average(product => product.GetRawText().Length), 1500, 3000);
        Assert.Equal(10, products.Select(product => product.GetProperty("family").GetString()).Distinct().Count());
        string all = string.Concat(products.Select(product => product.GetRawText()));
        Assert.Contains("COMPATIBLE\":{\"groups\":[],\"products\":[\"", all);
        Assert.Contains("\\ud83c\\udf31", all);
        Assert.True((await _sandbox.All("attributes?limit=100")).Count >= 40);
        Assert.True((await _sandbox.All("attributes/brand/options?limit=100")).Count > 100);
        Assert.True((await _sandbox.All("locales?limit=100")).Count > 100);
    }

    private static async Task<string> Bare(TestSandbox sandbox, string path) => (await sandbox.Get(path)).Body.Replace($"localhost:{sandbox.Sandbox.Url.Port}", "");

    private static string[] Keys(JsonElement json) => [.. json.EnumerateObject().Select(member => member.Name)];
}
