using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

/// <summary>getList: pages, filters, search, order, categories.</summary>
public sealed class PimsListTests : IDisposable
{
    private readonly PimsTestSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Lists_have_their_definition_at_the_top()
    {
        Answer answer = (await _sandbox.List()).Ok();
        Assert.Equal(["products", "definition", "status", "sku_count"], answer.Json.Names());
        JsonElement first = answer.Json.GetProperty("products")[0];
        Assert.Equal(["data", "sku"], first.Names());
        Assert.Equal(["attributes"], first.GetProperty("data").Names());
    }

    [Fact]
    public async Task Pages_hold_24_products_unless_told_otherwise()
    {
        Assert.Equal(24, (await _sandbox.List()).Skus().Length);
        Assert.Equal(24, (await _sandbox.List(new() { ["pagination"] = new JsonObject() })).Skus().Length);
        Assert.Single((await _sandbox.Page(1)).Skus());
        Assert.True((await _sandbox.Page(500)).Skus().Length > 300);
    }

    [Fact]
    public async Task Pages_give_every_product_once_and_end_empty()
    {
        string[] whole = (await _sandbox.Page(500)).Skus();
        List<string> paged = [];
        for (int number = 1; ; number++)
        {
            Answer page = await _sandbox.Page(7, number);
            Assert.Equal(whole.Length, page.SkuCount());
            if (page.Skus().Length == 0)
            {
                break;
            }

            paged.AddRange(page.Skus());
        }

        Assert.Equal(whole, paged);
        Assert.Equal(whole.Length, whole.Distinct().Count());
        Assert.Empty((await _sandbox.Page(500, 1_000_000)).Skus());
    }

    [Theory]
    [InlineData(0, 1, "The page size should be in the range of 1 to 500!")]
    [InlineData(501, 1, "The page size should be in the range of 1 to 500!")]
    [InlineData(10, 0, "The page number should be greater than 0!")]
    public async Task Pages_out_of_range_are_refused(int size, int number, string message) => (await _sandbox.Page(size, number)).Fails(message);

    [Fact]
    public async Task Deleted_products_and_variants_are_left_out_unless_asked_for()
    {
        List<JsonElement> all = await _sandbox.Everything();
        Assert.Equal(400, all.Count);
        int deleted = all.Count(product => product.Text("status") == "deleted");
        int variants = all.Count(product => product.Text("variation_of") is not null);
        Assert.InRange(deleted, 2, 20);
        Assert.InRange(variants, 25, 60);
        int visible = all.Count(product => product.Text("status") != "deleted" && product.Text("variation_of") is null);
        Assert.Equal(visible, (await _sandbox.List()).SkuCount());
        Assert.Equal(400 - deleted, (await _sandbox.List(new() { ["includeVariants"] = true })).SkuCount());
        Assert.Equal(400 - variants, (await _sandbox.List(new() { ["includeDeleted"] = "true" })).SkuCount());
        Assert.Equal(visible, (await _sandbox.List(new() { ["includeDeleted"] = "false", ["includeVariants"] = "yes" })).SkuCount());
    }

    [Fact]
    public async Task Lists_are_sorted_by_sku_and_variants_follow_their_parents()
    {
        await _sandbox.Create("PIM-0000200A", []);
        await _sandbox.Create("AAA", []);
        await _sandbox.Create("zzz", new() { ["variation_of"] = "PIM-0000200" });
        List<JsonElement> all = await _sandbox.Everything();
        (string, string)[] keys = [.. all.Select(product => (product.Text("variation_of") ?? product.Text("sku")!, product.Text("variation_of") is null ? "" : product.Text("sku")!))];
        Assert.Equal(keys.OrderBy(key => key.Item1, StringComparer.OrdinalIgnoreCase).ThenBy(key => key.Item2, StringComparer.OrdinalIgnoreCase), keys);
        string[] skus = [.. all.Select(product => product.Text("sku")!)];
        Assert.Equal(Array.IndexOf(skus, "PIM-0000200") + 1, Array.IndexOf(skus, "zzz"));
        Assert.Equal(403, skus.Length);
    }

    [Fact]
    public async Task A_changed_product_stays_at_its_place()
    {
        string[] before = (await _sandbox.Page(500)).Skus();
        await _sandbox.Edit(before[3], new() { ["title"] = "Other" });
        await _sandbox.Edit(before[300], new() { ["title"] = "Other" });
        Assert.Equal(before, (await _sandbox.Page(500)).Skus());
    }

    [Theory]
    [InlineData("price", "DESC")]
    [InlineData("weight", "ASC")]
    public async Task Numbers_are_sorted_by_size(string attribute, string direction)
    {
        JsonObject order = new() { ["order"] = new JsonArray(new JsonObject { ["attribute"] = attribute, ["direction"] = direction }), ["pagination"] = new JsonObject { ["pageSize"] = 500 } };
        JsonElement products = (await _sandbox.List(order)).Ok().Json.GetProperty("products");
        decimal?[] values = [.. products.EnumerateArray().Select(product => product.GetProperty("data").GetProperty("attributes").Text(attribute)).Select(text => text is null ? (decimal?)null : decimal.Parse(text, CultureInfo.InvariantCulture))];
        Assert.Equal(direction == "ASC" ? values.OrderBy(value => value) : values.OrderByDescending(value => value), values);
    }

    [Fact]
    public async Task Several_rules_apply_one_after_the_other()
    {
        JsonObject order = new() { ["order"] = JsonNode.Parse("""[{"attribute":"active"},{"attribute":"sku","direction":"DESC"}]"""), ["pagination"] = new JsonObject { ["pageSize"] = 500 } };
        (string?, string?)[] found = [.. (await _sandbox.List(order)).Ok().Json.GetProperty("products").EnumerateArray().Select(product => product.GetProperty("data").GetProperty("attributes")).Select(a => (a.Text("active"), a.Text("sku")))];
        Assert.Equal(found.OrderBy(pair => pair.Item1, StringComparer.Ordinal).ThenByDescending(pair => pair.Item2, StringComparer.Ordinal), found);
    }

    [Theory]
    [InlineData("""{"order":[{"attribute":"color"}]}""", "The attribute \"color\" should not be a Collection and should be Filterable or Indexable!")]
    [InlineData("""{"order":[{"attribute":"description"}]}""", "The attribute \"description\" should not be a Collection and should be Filterable or Indexable!")]
    [InlineData("""{"order":[{"attribute":"nope"}]}""", "Attribute \"nope\" does not exist!")]
    [InlineData("""{"order":[{"attribute":"sku","direction":"UP"}]}""", "The order direction can be \"ASC\" or \"DESC\"!")]
    [InlineData("""{"order":{"attribute":"sku"}}""", "The value of \"order\" should be an ARRAY!")]
    [InlineData("""{"filter_values":{"description":"x"}}""", "The attribute \"description\" is not filterable!")]
    [InlineData("""{"filter_values":{"price":"1;;x"}}""", "The values in the range must consist only of digits and periods!")]
    [InlineData("""{"filter_values":{"price":";;5"}}""", "The values in the range must consist only of digits and periods!")]
    [InlineData("""{"cat_id":9999}""", "Category does not exist!")]
    [InlineData("""{"condition_query":"[[nope]] = 1"}""", "Attribute \"nope\" does not exist!")]
    [InlineData("""{"condition_query":"[[description]] = 1"}""", "The attribute \"description\" is not filterable!")]
    [InlineData("""{"condition_query":"[[sku]] ="}""", "The condition query is incorrect!")]
    [InlineData("""{"condition_query":"[[sku]] = 'a"}""", "The condition query is incorrect!")]
    [InlineData("""{"condition_query":"sku = 'a'"}""", "The condition query is incorrect!")]
    [InlineData("""{"condition_query":"[[sku]] = 'a'; DROP TABLE products"}""", "The condition query is incorrect!")]
    public async Task Wrong_parameters_are_refused(string parameters, string message) =>
        (await _sandbox.List(JsonNode.Parse(parameters)!.AsObject())).Fails(message);

    [Fact]
    public async Task Filters_take_several_values_and_ranges()
    {
        List<JsonElement> all = [.. (await _sandbox.Everything()).Where(product => product.Text("status") != "deleted" && product.Text("variation_of") is null)];
        await Filtered(new() { ["energy_class"] = "A|C" }, product => product.Text("energy_class") is "A" or "C");
        await Filtered(new() { ["color"] = "Red|Sea green" }, product => product.Texts("color").Intersect(["Red", "Sea green"]).Any());
        await Filtered(new() { ["price"] = "100.50;;300" }, product => Price(product) is >= 100.5m and <= 300);
        await Filtered(new() { ["price"] = "300;;100.50", ["active"] = "true" }, product => Price(product) is >= 100.5m and <= 300 && product.Text("active") == "true");
        await Filtered(new() { ["status"] = "inactive" }, product => product.Text("status") == "inactive");
        await Filtered(new() { ["nope"] = "x" }, _ => true);

        async Task Filtered(JsonObject filter, Func<JsonElement, bool> wanted)
        {
            string[] expected = [.. all.Where(wanted).Select(product => product.Text("sku")!)];
            Assert.NotEmpty(expected);
            Assert.Equal(expected, await _sandbox.AllSkus(new() { ["filter_values"] = filter }));
        }
    }

    [Fact]
    public async Task Search_finds_words_and_phrases_in_searchable_attributes()
    {
        await _sandbox.Create("SEARCH-1", new() { ["title"] = "The unheard word", ["description"] = "<p>x</p>" });
        await _sandbox.Create("SEARCH-2", new() { ["keywords"] = new JsonArray("an UNHEARD thing"), ["meta_title"] = "word" });
        Assert.Equal(["SEARCH-1", "SEARCH-2"], await _sandbox.AllSkus(new() { ["search"] = "unheard" }));
        Assert.Equal(["SEARCH-1"], await _sandbox.AllSkus(new() { ["search"] = "unheard word" }));
        Assert.Empty(await _sandbox.AllSkus(new() { ["search"] = "word unheard" }));
    }

    [Fact]
    public async Task Categories_give_their_own_products_and_on_demand_those_below()
    {
        List<JsonElement> all = [.. (await _sandbox.Everything()).Where(product => product.Text("status") != "deleted" && product.Text("variation_of") is null)];
        JsonElement[] categories = [.. (await _sandbox.Post("categories", """{"action":"listCategories"}""")).Ok().Json.GetProperty("categoriesTree").EnumerateArray()];
        int leaf = categories.First(category => category.Text("cat_path") == "Home > Basic > Indoor").GetProperty("id").GetInt32();
        int root = categories.First(category => category.Text("cat_path") == "Home").GetProperty("id").GetInt32();
        Assert.Equal(all.Count(product => product.Texts("categories").Contains("Home > Basic > Indoor")), (await _sandbox.List(new() { ["cat_id"] = leaf })).SkuCount());
        Assert.Equal(0, (await _sandbox.List(new() { ["cat_id"] = root })).SkuCount());
        Assert.Equal(all.Count(product => product.Texts("categories").Any(path => path.StartsWith("Home >"))), (await _sandbox.List(new() { ["cat_id"] = root.ToString(), ["includeChildren"] = "true" })).SkuCount());
        Assert.Equal(all.Count, (await _sandbox.List(new() { ["cat_id"] = 0 })).SkuCount());
    }

    private static decimal Price(JsonElement product) => decimal.Parse(product.Text("price")!, CultureInfo.InvariantCulture);
}
