using System;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

/// <summary>Categories and attributes, and the shop's side.</summary>
public sealed class PimsStructureTests : IDisposable
{
    private readonly PimsTestSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Categories_have_ids_paths_and_data()
    {
        JsonElement[] categories = [.. (await Categories("""{"action":"listCategories"}""")).Ok().Json.GetProperty("categoriesTree").EnumerateArray()];
        Assert.InRange(categories.Length, 90, 120);
        JsonElement leaf = categories.Single(category => category.Text("cat_path") == "Home > Basic > Indoor");
        Assert.Equal(["id", "cat_name", "cat_parent_id", "cat_path_id", "cat_path", "cat_order", "cat_rank", "cat_data"], leaf.Names());
        JsonElement parent = categories.Single(category => category.Text("cat_path") == "Home > Basic");
        Assert.Equal(parent.GetProperty("id").GetInt32(), leaf.GetProperty("cat_parent_id").GetInt32());
        Assert.Equal(parent.Text("cat_path_id") + " > " + leaf.GetProperty("id").GetInt32(), leaf.Text("cat_path_id"));
    }

    [Fact]
    public async Task Categories_are_added_renamed_moved_and_deleted()
    {
        int id = Id(await Categories("""{"action":"addCategory","path":"Home > Attic","cat_data":{"color":"red"}}"""));
        await _sandbox.Create("NEW", new() { ["categories"] = new JsonArray("Home > Attic") });
        (await Categories("""{"action":"addCategory","path":"Home > attic"}""")).Fails("Category with the same name already exists!");
        (await Categories("""{"action":"addCategory","path":"Nowhere > Attic"}""")).Fails("Category \"Nowhere\" does not exist!");
        (await Categories("""{"action":"addCategory"}""")).Fails("Category name cannot be empty!");
        Answer renamed = await Categories($$"""{"action":"editCategory","id":{{id}},"name":"Loft"}""");
        Assert.Equal("Home > Loft", Current(renamed).Text("cat_path"));
        Assert.Equal("red", Current(renamed).GetProperty("cat_data").Text("color"));
        Assert.Equal(["Home > Loft"], (await _sandbox.Product("NEW")).Attributes().Texts("categories"));
        (await Categories($$"""{"action":"editCategory","id":{{id}},"name":"Basic"}""")).Fails("Category with the same name already exists!");
        Answer moved = await Categories($$"""{"action":"editCategory","id":{{id}},"path":"Office > Top","name":"ignored"}""");
        Assert.Equal("Office > Top", Current(moved).Text("cat_path"));
        (await Categories($$"""{"action":"deleteCategory","id":{{id}}}""")).Ok();
        (await Categories($$"""{"action":"deleteCategory","id":{{id}}}""")).Fails("Category does not exist!");
        (await Categories($$"""{"action":"editCategory","id":{{id}},"name":"x"}""")).Fails("Category does not exist!");
        Assert.Equal(["Uncategorized"], (await _sandbox.Product("NEW")).Attributes().Texts("categories"));
    }

    [Theory]
    [InlineData("Home > ", "Category name cannot be empty!")]
    [InlineData(" ", "Category name cannot be empty!")]
    [InlineData("Home >  basic ", "Category with the same name already exists!")]
    public async Task Paths_of_categories_end_in_a_name(string path, string message)
    {
        (await Categories($$"""{"action":"addCategory","path":"{{path}}"}""")).Fails(message);
        int id = Id(await Categories("""{"action":"addCategory","path":"Home > Attic"}"""));
        (await Categories($$"""{"action":"editCategory","id":{{id}},"path":"{{path}}"}""")).Fails(message);
    }

    [Fact]
    public async Task Names_of_categories_are_one_step_of_a_path()
    {
        (await Categories("""{"action":"addCategory","name":" Home "}""")).Fails("Category with the same name already exists!");
        (await Categories("""{"action":"addCategory","name":"Home > Attic"}""")).Fails("Category name cannot contain \">\"!");
        (await Categories("""{"action":"addCategory","name":"Attic","cat_parent_id":9999}""")).Fails("Category does not exist!");
        int id = Id(await Categories("""{"action":"addCategory","name":" Attic "}"""));
        Assert.Equal("Attic", Current(await Categories($$"""{"action":"editCategory","id":{{id}},"cat_order":3}""")).Text("cat_name"));
        (await Categories($$"""{"action":"editCategory","id":{{id}},"path":"Attic > Below"}""")).Fails("Category can not be moved below itself!");
        (await Categories("""{"action":"deleteCategory"}""")).Fails("Category does not exist!");
        (await Categories("""{"action":"deleteCategory","id":"x"}""")).Fails("The value of \"id\" should be a number!");
        (await Categories("""{"action":"deleteCategory","id":1}""")).Fails("The category of the uncategorized products can not be deleted!");
    }

    [Fact]
    public async Task Inactive_categories_are_managed_as_others_are()
    {
        Answer made = await Categories("""{"action":"addCategory","path":"Attic","cat_data":{"status":"inactive"}}""");
        int id = Id(made);
        (await Categories("""{"action":"addCategory","path":"Attic"}""")).Fails("Category with the same name already exists!");
        int below = Id(await Categories("""{"action":"addCategory","path":"Attic > Left"}"""));
        JsonElement[] all = [.. (await Categories("""{"action":"listCategories"}""")).Ok().Json.GetProperty("categoriesTree").EnumerateArray()];
        Assert.Equal("inactive", all.Single(category => category.GetProperty("id").GetInt32() == id).GetProperty("cat_data").Text("status"));
        Assert.Equal("Attic > Left", all.Single(category => category.GetProperty("id").GetInt32() == below).Text("cat_path"));
        await _sandbox.Create("NEW", new() { ["categories"] = new JsonArray("Attic > Left") });
        Assert.Equal("active", Current(await Categories($$"""{"action":"editCategory","id":{{id}},"cat_data":{"status":"active"} }""")).GetProperty("cat_data").Text("status"));
        (await _sandbox.Get("v/c/" + id)).Ok();
        Assert.Equal("Attic", Current(await Categories($$"""{"action":"deleteCategory","id":{{id}}}""")).Text("cat_path"));
        (await Categories($$"""{"action":"editCategory","id":{{below}},"name":"x"}""")).Fails("Category does not exist!");
        (await Categories("""{"action":"addCategory","path":"Cellar"}""")).Ok();
        Assert.Equal(["Uncategorized"], (await _sandbox.Product("NEW")).Attributes().Texts("categories"));
    }

    [Fact]
    public async Task The_shop_sees_the_tree()
    {
        JsonElement[] flat = [.. (await _sandbox.Get("v/ct")).Ok().Json.GetProperty("categoriesTree").EnumerateArray()];
        Assert.All(flat.Where(category => category.Text("cat_name") != "Uncategorized"), category => Assert.Equal(["cat_image"], category.GetProperty("cat_data").Names()));
        JsonElement home = flat.Single(category => category.Text("cat_path") == "Home");
        int id = home.GetProperty("id").GetInt32();
        JsonElement nested = (await _sandbox.Get("v/ctn/" + id)).Ok().Json.GetProperty("categoriesTree");
        Assert.Equal(["Basic", "Comfort", "Junior", "Professional"], nested.EnumerateArray().Select(category => category.Text("cat_name")));
        Assert.Equal(3, nested[0].GetProperty("children").GetArrayLength());
        Assert.Equal(7, (await _sandbox.Get("v/ctn/0")).Ok().Json.GetProperty("categoriesTree").GetArrayLength());
        JsonElement one = (await _sandbox.Get("v/c/" + id)).Ok().Json;
        Assert.Equal("Home", one.GetProperty("currentCategory")[0].Text("cat_name"));
        Assert.Equal("filter_range_float", one.GetProperty("currentCategory")[0].GetProperty("cat_data").GetProperty("cat_filters").GetProperty("price").Text("type"));
        Assert.Equal(4, one.GetProperty("childCategories").GetArrayLength());
        int expected = (await _sandbox.List(new() { ["cat_id"] = id, ["includeChildren"] = "true", ["filter_values"] = new JsonObject { ["status"] = "active" } })).SkuCount();
        Assert.Equal(expected, one.GetProperty("productCount").GetInt32());
        (await _sandbox.Get("v/c/9999")).Fails("Category does not exist!");
        (await _sandbox.Get("v/ctn/x")).Fails("Category does not exist!");
        Assert.Equal(["status"], (await _sandbox.Get("v/ct/nothing%20like%20it")).Ok().Json.Names());
        Assert.Equal(6, (await _sandbox.Get("v/ct/junior")).Ok().Json.GetProperty("categoriesTree").GetArrayLength());
    }

    [Fact]
    public async Task The_shop_sees_inactive_categories_and_products_no_more()
    {
        int id = Id(await Categories("""{"action":"addCategory","path":"Attic","cat_data":{"status":"inactive"}}"""));
        (await _sandbox.Get("v/c/" + id)).Fails("Category does not exist!");
        Answer shown = (await _sandbox.Get("v/p/0815")).Ok();
        Assert.Equal(["status", "sku", "data", "definition"], shown.Json.Names());
        Assert.Equal("4711/B", (await _sandbox.Get("v/p/4711%2FB")).Ok().Json.Text("sku"));
        await _sandbox.Edit("0815", new() { ["status"] = "inactive" });
        (await _sandbox.Get("v/p/0815")).Fails("Product does not exist!");
        (await _sandbox.Get("v/p/nope")).Fails("Product does not exist!");
        JsonElement many = (await _sandbox.Get("v/pl?skus=0815,5%20O%27Clock,nope,4711%2FB")).Ok().Json;
        Assert.Equal(["status", "skus", "data"], many.Names());
        Assert.Equal(["5 O'Clock", "4711/B"], many.Texts("skus"));
        Assert.Equal(["5 O'Clock", "4711/B"], many.GetProperty("data").GetProperty("attributes").Names());
        Assert.Empty((await _sandbox.Get("v/pl")).Ok().Json.Texts("skus"));
    }

    [Fact]
    public async Task Attribute_groups_are_the_documented_ones()
    {
        Answer answer = await Attributes("""{"action":"listAttributeGroups"}""");
        Assert.Equal("Ok", answer.Json.Text("status"));
        Assert.Equal(["Additional", "Basic", "Sales and Logistics"], answer.Json.Texts("data").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Attributes_are_listed_with_their_definitions()
    {
        Answer answer = (await Attributes("""{"action":"listAttributes"}""")).Ok();
        Assert.Equal(["data", "status"], answer.Json.Names());
        JsonElement price = answer.Json.GetProperty("data").EnumerateArray().Single(attribute => attribute.Text("name") == "price");
        Assert.Equal("number", price.GetProperty("definition").Text("type"));
    }

    [Fact]
    public async Task Attributes_are_added_edited_and_deleted()
    {
        (await Attributes("""{"action":"addAttribute","name":"price","definition":{"type":"number","label":{"en-us":"x"}}}""")).Fails("Attribute with such name exists.");
        (await Attributes("""{"action":"addAttribute","name":"x"}""")).Fails("PIM Configuration is incomplete!");
        (await Attributes("""{"action":"addAttribute","name":"x","definition":{"type":"number"}}""")).Fails("PIM Configuration is incomplete!");
        (await Attributes("""{"action":"addAttribute","name":"x","definition":{"type":"magic","label":{"en-us":"x"}}}""")).Fails("PIM Configuration is incomplete!");
        (await Attributes("""{"action":"editAttribute","name":"price","definition":{"type":"string"}}""")).Fails("Attribute type can not be modified!");
        (await Attributes("""{"action":"editAttribute","name":"nope","definition":{}}""")).Fails("Attribute does not exist!");
        (await Attributes("""{"action":"addAttribute","name":"grade","definition":{"type":"dropdown","group":"Additional","label":{"en-us":"Grade"},"isFilterable":"y","dictionary":{"data":["1","2"]}}}""")).Ok();
        (await _sandbox.Edit("0815", new() { ["grade"] = "3" })).Fails("Value \"3\" of the attribute \"grade\" does not match the values in its dictionary!");
        Assert.Equal("2", (await _sandbox.Edit("0815", new() { ["grade"] = 2 })).Attributes().Text("grade"));
        Assert.Equal(["0815"], await _sandbox.AllSkus(new() { ["filter_values"] = new JsonObject { ["grade"] = "2" } }));
        (await Attributes("""{"action":"editAttribute","name":"grade","definition":{"isFilterable":"n"}}""")).Ok();
        (await _sandbox.List(new() { ["filter_values"] = new JsonObject { ["grade"] = "2" } })).Fails("The attribute \"grade\" is not filterable!");
        (await Attributes("""{"action":"deleteAttribute","name":"grade"}""")).Ok();
        Assert.False((await _sandbox.Product("0815")).Attributes().TryGetProperty("grade", out _));
        (await Attributes("""{"action":"deleteAttribute","name":"grade"}""")).Fails("Attribute does not exist!");
        (await Attributes("""{"action":"addAttribute","name":"grade","definition":{"type":"string","label":{"en-us":"Grade"},"collection":"y"}}""")).Ok();
        Assert.Empty((await _sandbox.Product("0815")).Attributes().Texts("grade"));
        (await Attributes("""{"action":"deleteAttribute","name":"sku"}""")).Fails("System attribute can not be deleted!");
        (await Attributes("""{"action":"addAttribute","name":"x","definition":{"type":"number","label":{"en-us":"x"},"isUnique":"yes"}}""")).Fails("The value of \"isUnique\" can be \"y\" or \"n\"!");
    }

    private Task<Answer> Categories(string body) => _sandbox.Post("categories", body);

    private Task<Answer> Attributes(string body) => _sandbox.Post("attributes", body);

    private static JsonElement Current(Answer answer) => answer.Ok().Json.GetProperty("currentCategory")[0];

    private static int Id(Answer answer) => Current(answer).GetProperty("id").GetInt32();
}
