using System;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using PimPowerShell.Tests;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

/// <summary>The six actions on products and their messages.</summary>
public sealed class PimsActionTests : IDisposable
{
    private readonly PimsTestSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task One_product_has_its_definition_inside_the_data()
    {
        Answer answer = (await _sandbox.Product("PIM-0000200")).Ok();
        Assert.Equal(["status", "sku", "data"], answer.Json.Names());
        Assert.Equal(["attributes", "definition"], answer.Json.GetProperty("data").Names());
        JsonElement attributes = answer.Attributes();
        Assert.Equal("PIM-0000200", attributes.Text("sku"));
        Assert.Matches("^[0-9]+\\.[0-9]{2}$", attributes.Text("price"));
        Assert.NotEmpty(attributes.Texts("categories"));
        Assert.All(attributes.Texts("categories"), path => Assert.DoesNotContain(">", path.Replace(" > ", "")));
        JsonElement definition = answer.Json.GetProperty("data").GetProperty("definition");
        Assert.True(definition.Names().Length >= 40);
        Assert.False(definition.TryGetProperty("variation_matrix", out _));
    }

    [Fact]
    public async Task Definitions_hold_strings_and_dictionaries()
    {
        JsonElement definition = (await _sandbox.Product("PIM-0000200")).Ok().Json.GetProperty("data").GetProperty("definition");
        string[] types = [.. definition.EnumerateObject().Select(attribute => attribute.Value.Text("type")!).Distinct().OrderBy(type => type, StringComparer.Ordinal)];
        Assert.Equal(["boolean", "completeness", "date", "dropdown", "html", "media", "number", "relation", "string", "text", "url"], types);
        JsonElement color = definition.GetProperty("color");
        foreach (string flag in new[] { "collection", "isUnique", "isIndexable", "isSearchable", "isFilterable", "isSimpleType", "dictionaryIsStatic" })
        {
            Assert.Contains(color.Text(flag), new[] { "y", "n" });
        }

        Assert.Equal("y", color.Text("collection"));
        Assert.Equal("Color", color.GetProperty("label").Text("en-us"));
        Assert.Equal(["columns", "data", "visible", "unique", "sorting", "validation", "sortingMethod"], color.GetProperty("dictionary").Names());
        Assert.Contains("Sea green", color.GetProperty("dictionary").Texts("data"));
        Assert.False(definition.GetProperty("title").TryGetProperty("value", out _));
        Assert.False(definition.GetProperty("price").TryGetProperty("dictionary", out _));
    }

    [Fact]
    public async Task Skus_are_the_same_in_any_case() => Assert.Equal("PIM-0000200", (await _sandbox.Product("pim-0000200")).Ok().Json.GetProperty("sku").GetString());

    [Fact]
    public async Task Without_a_sku_there_is_the_definition_alone()
    {
        Answer answer = (await _sandbox.Products(new() { ["action"] = "listProduct" })).Ok();
        Assert.Empty(answer.Attributes().Names());
        Assert.NotEmpty(answer.Json.GetProperty("data").GetProperty("definition").Names());
    }

    [Theory]
    [InlineData("""{"action":"listProduct","sku":"nope"}""", "Product does not exist!")]
    [InlineData("""{"action":"listProductsBySku"}""", "SKU list is not provided!")]
    [InlineData("""{"action":"listProductsBySku","SKUs":["PIM-0000200"]}""", "SKU list is not provided!")]
    [InlineData("""{"action":"listProductsBySku","skus":"PIM-0000200"}""", "List of SKUs should be an ARRAY!")]
    [InlineData("""{"action":"listProductsBySku","skus":[]}""", "The SKU list is empty!")]
    [InlineData("""{"action":"editProduct"}""", "SKU cannot be empty!")]
    [InlineData("""{"action":"editProduct","sku":""}""", "SKU cannot be empty!")]
    [InlineData("""{"action":"editProduct","sku":"nope"}""", "Product does not exist!")]
    [InlineData("""{"action":"createProduct"}""", "SKU cannot be empty!")]
    [InlineData("""{"action":"createProduct","sku":"PIM-0000200"}""", "Product already exists!")]
    [InlineData("""{"action":"createProduct","sku":"pim-0000200"}""", "Product already exists!")]
    [InlineData("""{"action":"historyProduct","sku":"nope"}""", "Product does not exist!")]
    [InlineData("""{"action":"deleteProduct","sku":"PIM-0000200"}""", "Action is unknown!")]
    [InlineData("""{"sku":"PIM-0000200"}""", "Action is unknown!")]
    [InlineData("{", "The request body is not valid JSON!")]
    public async Task Errors_come_in_the_documented_words(string body, string message) => (await _sandbox.Post("products", body)).Fails(message);

    [Fact]
    public async Task Errors_have_the_status_that_is_set()
    {
        _sandbox.Options.PimsErrorStatusCode = 400;
        (await _sandbox.Product("nope")).Fails("Product does not exist!", 400);
    }

    [Fact]
    public async Task Success_is_told_in_the_word_that_is_set()
    {
        _sandbox.Options.PimsStatusText = "Ok";
        Assert.Equal("Ok", (await _sandbox.Product("PIM-0000200")).Json.GetProperty("status").GetString());
        Assert.Equal("Ok", (await _sandbox.Page(1)).Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Several_skus_come_in_their_order_and_unknown_ones_are_left_out()
    {
        Answer answer = await _sandbox.Products(new() { ["action"] = "listProductsBySku", ["skus"] = new JsonArray("PIM-0000203", "nope", "4711/B", "5 O'Clock") });
        Assert.Equal(["products", "definition", "status", "sku_count"], answer.Ok().Json.Names());
        Assert.Equal(["PIM-0000203", "4711/B", "5 O'Clock"], answer.Skus());
        Assert.Equal(3, answer.SkuCount());
    }

    [Fact]
    public async Task Several_skus_include_deleted_ones()
    {
        await _sandbox.Edit("PIM-0000203", new() { ["status"] = "deleted" });
        Answer answer = await _sandbox.Products(new() { ["action"] = "listProductsBySku", ["skus"] = new JsonArray("PIM-0000203") });
        Assert.Equal(["PIM-0000203"], answer.Skus());
    }

    [Fact]
    public async Task Created_products_are_found_and_counted()
    {
        int before = (await _sandbox.Page(1)).SkuCount();
        JsonObject attributes = new() { ["title"] = "Lamp", ["price"] = 12.5, ["color"] = new JsonArray("Red", "Blue"), ["categories"] = new JsonArray("Home > Basic > Indoor"), ["active"] = true };
        JsonElement echoed = (await _sandbox.Create("NEW-1", attributes)).Attributes();
        Assert.Equal("Lamp", echoed.Text("title"));
        Assert.Equal("12.5", echoed.Text("price"));
        Assert.Equal("true", echoed.Text("active"));
        Assert.Equal("active", echoed.Text("status"));
        Assert.Equal(["Red", "Blue"], echoed.Texts("color"));
        Assert.Equal(["Home > Basic > Indoor"], echoed.Texts("categories"));
        Assert.Equal(JsonValueKind.Null, echoed.GetProperty("brand").ValueKind);
        Assert.Equal(echoed.GetRawText(), (await _sandbox.Product("NEW-1")).Attributes().GetRawText());
        Assert.Equal(before + 1, (await _sandbox.Page(1)).SkuCount());
        (await _sandbox.Create("new-1", [])).Fails("Product already exists!");
    }

    [Fact]
    public async Task A_product_without_a_category_is_uncategorized()
    {
        Assert.Equal(["Uncategorized"], (await _sandbox.Create("NEW-2", [])).Attributes().Texts("categories"));
        Assert.Equal(["Uncategorized"], (await _sandbox.Edit("PIM-0000200", new() { ["categories"] = new JsonArray() })).Attributes().Texts("categories"));
    }

    [Fact]
    public async Task Edits_change_what_they_name_and_nothing_else()
    {
        JsonElement before = (await _sandbox.Product("PIM-0000200")).Attributes();
        JsonElement after = (await _sandbox.Edit("PIM-0000200", new() { ["title"] = "Other", ["weight"] = "" })).Attributes();
        Assert.Equal("Other", after.Text("title"));
        Assert.Equal(JsonValueKind.Null, after.GetProperty("weight").ValueKind);
        foreach (string name in before.Names().Except(["title", "weight", "completeness"]))
        {
            Assert.Equal(before.GetProperty(name).GetRawText(), after.GetProperty(name).GetRawText());
        }
    }

    [Fact]
    public async Task Unknown_and_read_only_names_are_ignored_in_silence()
    {
        string before = (await _sandbox.Product("PIM-0000200")).Body;
        Answer answer = await _sandbox.Edit("PIM-0000200", new()
        {
            ["nope"] = 1, ["Title"] = "x", ["variation_skus"] = new JsonArray("a"), ["variation_matrix"] = new JsonObject(), ["completeness"] = "3", ["sku"] = "other",
        });
        Assert.Equal(before, answer.Ok().Body);
    }

    [Theory]
    [InlineData("brand", "\"Nobody\"", "Value \"Nobody\" of the attribute \"brand\" does not match the values in its dictionary!")]
    [InlineData("color", "[\"Red\",\"red\"]", "Value \"red\" of the attribute \"color\" does not match the values in its dictionary!")]
    [InlineData("color", "\"Red\"", "Value of the attribute \"color\" should be an ARRAY!")]
    [InlineData("price", "\"cheap\"", "Value of the attribute \"price\" does not match its type: number expected!")]
    [InlineData("release_date", "\"01.02.2024\"", "Value of the attribute \"release_date\" does not match its type: date expected!")]
    [InlineData("active", "\"maybe\"", "Value of the attribute \"active\" does not match its type: boolean expected!")]
    [InlineData("image", "\"picture\"", "Value of the attribute \"image\" does not match its type: media expected!")]
    [InlineData("title", "[\"a\"]", "Value of the attribute \"title\" does not match its type: a single value expected!")]
    [InlineData("status", "\"gone\"", "Status can only take the following values: active, inactive, deleted!")]
    [InlineData("categories", "[\"Nowhere\"]", "Category \"Nowhere\" does not exist!")]
    [InlineData("variation_of", "\"nope\"", "Parent product does not exist!")]
    public async Task Values_that_do_not_match_are_refused(string attribute, string value, string message)
    {
        string before = (await _sandbox.Product("PIM-0000200")).Body;
        (await _sandbox.Edit("PIM-0000200", new() { ["title"] = "Other", [attribute] = JsonNode.Parse(value) })).Fails(message);
        Assert.Equal(before, (await _sandbox.Product("PIM-0000200")).Body);
    }

    [Fact]
    public async Task Unique_values_are_unique()
    {
        string ean = (await _sandbox.Product("PIM-0000201")).Attributes().Text("ean")!;
        (await _sandbox.Edit("PIM-0000200", new() { ["ean"] = ean })).Fails($"Value \"{ean}\" of the attribute \"ean\" is not unique!");
        (await _sandbox.Edit("PIM-0000201", new() { ["ean"] = "1" })).Ok();
        (await _sandbox.Edit("PIM-0000200", new() { ["ean"] = ean })).Ok();
        (await _sandbox.Edit("PIM-0000202", new() { ["ean"] = "1" })).Fails("Value \"1\" of the attribute \"ean\" is not unique!");
    }

    [Fact]
    public async Task Deleting_is_a_status_and_can_be_undone()
    {
        JsonObject only = new() { ["condition_query"] = "[[sku]] = 'PIM-0000200'", ["includeVariants"] = "true" };
        Assert.Equal(["PIM-0000200"], (await _sandbox.List(only)).Skus());
        (await _sandbox.Edit("PIM-0000200", new() { ["status"] = "deleted" })).Ok();
        Assert.Empty((await _sandbox.List(only)).Skus());
        only["includeDeleted"] = "true";
        Assert.Equal(["PIM-0000200"], (await _sandbox.List(only)).Skus());
        Assert.Equal("deleted", (await _sandbox.Product("PIM-0000200")).Attributes().Text("status"));
        (await _sandbox.Create("PIM-0000200", [])).Fails("Product already exists!");
        (await _sandbox.Edit("PIM-0000200", new() { ["status"] = "inactive" })).Ok();
        only.Remove("includeDeleted");
        Assert.Equal(["PIM-0000200"], (await _sandbox.List(only)).Skus());
    }

    [Fact]
    public async Task Pausing_is_accepted_and_counted()
    {
        _sandbox.Sandbox.ResetCounters();
        foreach (string? pause in new[] { "Y", "Y", "", null })
        {
            (await _sandbox.Products(new() { ["action"] = "editProduct", ["sku"] = "PIM-0000200", ["pauseReIndexing"] = pause })).Ok();
        }

        Assert.Equal(2, _sandbox.Counters.PausedWrites);
        Assert.Equal(2, _sandbox.Counters.ReIndexingWrites);
        Assert.Equal(4, _sandbox.Counters.Lines);
        Assert.Equal(1, _sandbox.Counters.DistinctKeys);
        Assert.Equal(4, _sandbox.Counters.LinesPerKeyMaximum);
        Assert.Equal(1, _sandbox.Counters.PeakSameKeyInFlight);
        Assert.Equal(4, _sandbox.Counters.Routes["POST /api/{locale}/pim/manage/products editProduct"]);
    }

    [Fact]
    public async Task Writes_of_one_key_at_one_time_are_seen()
    {
        _sandbox.Sandbox.HoldUntil(3);
        await Task.WhenAll(_sandbox.Edit("PIM-0000200", []), _sandbox.Edit("pim-0000200", []), _sandbox.Edit("PIM-0000201", []));
        Assert.Equal(2, _sandbox.Counters.PeakSameKeyInFlight);
        Assert.Equal(2, _sandbox.Counters.DistinctKeys);
    }
}
