using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

public sealed class SearchTests : IDisposable
{
    private readonly TestSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("products", 400, "Search query parameter should be valid JSON.")]
    [InlineData("products-uuid", 400, "Search query parameter should be valid JSON.")]
    [InlineData("product-models", 422, "Search query parameter should be valid JSON.")]
    [InlineData("categories", 400, "The search query parameter must be a valid JSON.")]
    [InlineData("attributes", 400, "The search query parameter must be a valid JSON.")]
    public async Task A_search_has_to_be_json(string path, int status, string message)
    {
        Answer answer = await _sandbox.Search(path, "{x");
        Assert.Equal(status, answer.Status);
        Assert.Equal(message, answer.Message);
    }

    [Theory]
    [InlineData("""{"family":{"operator":"IN"}}""", "Structure of filter \"family\" should respect this structure: {\"family\":[{\"operator\": \"my_operator\", \"value\": \"my_value\"}]}")]
    [InlineData("""{"family":[{"value":1}]}""", "Operator is missing for the property \"family\".")]
    [InlineData("""{"family":[{"operator":[],"value":1}]}""", "Operator has to be a string, \"array\" given.")]
    [InlineData("""{"nope":[{"operator":"IN","value":[]}]}""", "Filter on property \"nope\" is not supported or does not support operator \"IN\"")]
    [InlineData("""{"family":[{"operator":"in","value":[]}]}""", "Filter on property \"family\" is not supported or does not support operator \"in\"")]
    [InlineData("""{"updated":[{"operator":">=","value":"2024-01-01 00:00:00"}]}""", "Filter on property \"updated\" is not supported or does not support operator \">=\"")]
    [InlineData("""{"updated":[{"operator":">","value":"2024-01-01"}]}""", "Property \"updated\" expects a string with the format \"yyyy-mm-dd H:i:s\" as data, \"2024-01-01\" given.")]
    [InlineData("""{"family":[{"operator":"IN","value":"shoes"}]}""", "Property \"family\" expects an array as data, \"string\" given.")]
    [InlineData("""{"enabled":[{"operator":"=","value":1}]}""", "Property \"enabled\" expects a boolean as data, \"integer\" given.")]
    [InlineData("""{"categories":[{"operator":"IN","value":["nope"]}]}""", "Category \"nope\" does not exist.")]
    [InlineData("""{"name":[{"operator":"CONTAINS","value":"x"}]}""", "Attribute \"name\" expects a locale, none given.")]
    [InlineData("""{"season":[{"operator":"IN","value":["summer"]}]}""", "Attribute \"season\" expects a scope, none given.")]
    [InlineData("""{"season":[{"operator":"IN","value":["summer"],"scope":"nf"}]}""", "Attribute \"season\" expects an existing scope, \"nf\" given.")]
    [InlineData("""{"description":[{"operator":"CONTAINS","value":"x","scope":"mobile","locale":"de_DE"}]}""", "Locale \"de_DE\" is not activated for the scope \"mobile\".")]
    [InlineData("""{"completeness":[{"operator":"GREATER THAN ON ALL LOCALES","value":5,"scope":"ecommerce"}]}""", "Property \"completeness\" expects an array with the key \"locales\".")]
    [InlineData("""{"identifier":[{"operator":"IN","value":["a",null]}]}""", "The identifier filter can't contain null value")]
    public async Task Bad_filters_are_refused(string search, string message)
    {
        Answer answer = await _sandbox.Search("products-uuid", search);
        Assert.Equal(422, answer.Status);
        Assert.Equal(message, answer.Message);
    }

    [Theory]
    [InlineData("""{"rating":[{"operator":">","value":1e300}]}""")]
    [InlineData("""{"weight":[{"operator":">","value":{"amount":[],"unit":5}}]}""")]
    [InlineData("""{"categories":[{"operator":"IN","value":{}}]}""")]
    public async Task Strange_values_are_refused_like_any_other(string search) =>
        Assert.Equal(422, (await _sandbox.Search("products", search)).Status);

    [Fact]
    public async Task A_hundred_identifiers_are_the_maximum()
    {
        string many = JsonSerializer.Serialize(Enumerable.Range(0, 101).Select(i => "i" + i));
        Answer answer = await _sandbox.Search("products", $$"""{"identifier":[{"operator":"IN","value":{{many}} }]}""");
        Assert.Equal(400, answer.Status);
        Assert.Equal("The identifier filter can't contain more than 100 product identifiers.", answer.Message);
    }

    [Theory]
    [InlineData("""{"family":[{"operator":"IN","value":["shoes","tshirts"]}]}""", """{"family":[{"operator":"NOT IN","value":["shoes","tshirts"]}]}""")]
    [InlineData("""{"enabled":[{"operator":"=","value":true}]}""", """{"enabled":[{"operator":"!=","value":true}]}""")]
    [InlineData("""{"parent":[{"operator":"EMPTY"}]}""", """{"parent":[{"operator":"NOT EMPTY"}]}""")]
    [InlineData("""{"groups":[{"operator":"EMPTY"}]}""", """{"groups":[{"operator":"NOT EMPTY"}]}""")]
    [InlineData("""{"categories":[{"operator":"IN CHILDREN","value":["home"]}]}""", """{"categories":[{"operator":"NOT IN CHILDREN","value":["home"]}]}""")]
    [InlineData("""{"categories":[{"operator":"IN CHILDREN","value":["master","print_catalog","suppliers"]}]}""", """{"categories":[{"operator":"UNCLASSIFIED"}]}""")]
    [InlineData("""{"created":[{"operator":"BETWEEN","value":["2023-06-01 00:00:00","2024-01-01 00:00:00"]}]}""", """{"created":[{"operator":"NOT BETWEEN","value":["2023-06-01 00:00:00","2024-01-01 00:00:00"]}]}""")]
    [InlineData("""{"updated":[{"operator":">","value":"2024-01-01 00:00:00"}]}""", """{"updated":[{"operator":"<","value":"2024-01-01 00:00:01"}]}""")]
    [InlineData("""{"completeness":[{"operator":"<","value":70,"scope":"ecommerce","locale":"en_US"}]}""", """{"completeness":[{"operator":">=","value":70,"scope":"ecommerce","locale":"en_US"}]}""")]
    [InlineData("""{"quality_score":[{"operator":"IN","value":["A","B"],"scope":"ecommerce","locale":"en_US"}]}""", """{"quality_score":[{"operator":"IN","value":["C","D","E"],"scope":"ecommerce","locale":"en_US"}]}""")]
    [InlineData("""{"identifier":[{"operator":"STARTS WITH","value":"tsh-"}]}""", """{"sku":[{"operator":"DOES NOT CONTAIN","value":"TSH-"}]}""")]
    public async Task A_filter_and_its_opposite_divide_the_catalog(string search, string opposite)
    {
        int matching = await Count(search);
        int others = await Count(opposite);
        Assert.InRange(matching, 1, 299);
        Assert.Equal(300, matching + others);
    }

    [Theory]
    [InlineData("""{"name":[{"operator":"CONTAINS","value":"DESK","locale":"en_US"}]}""", "name")]
    [InlineData("""{"description":[{"operator":"CONTAINS","value":"family workshop near","scope":"ecommerce","locale":"en_US"}]}""", "description")]
    [InlineData("""{"warranty_years":[{"operator":">=","value":"5"}]}""", "warranty_years")]
    [InlineData("""{"weight":[{"operator":">","value":{"amount":20000,"unit":"GRAM"}}]}""", "weight")]
    [InlineData("""{"price":[{"operator":"<","value":{"amount":700,"currency":"EUR"}}]}""", "price")]
    [InlineData("""{"color":[{"operator":"IN","value":["red","blue"]}]}""", "color")]
    [InlineData("""{"tags":[{"operator":"NOT IN","value":["gift"]}]}""", "tags")]
    [InlineData("""{"returnable":[{"operator":"=","value":true}]}""", "returnable")]
    [InlineData("""{"release_date":[{"operator":">","value":"2024-01-01"}]}""", "release_date")]
    [InlineData("""{"picture":[{"operator":"STARTS WITH","value":"furniture_"}]}""", "picture")]
    [InlineData("""{"ean":[{"operator":"NOT EMPTY"}]}""", "ean")]
    public async Task Values_can_be_searched(string search, string attribute)
    {
        Answer answer = await _sandbox.Search("products-uuid", search);
        Assert.NotEmpty(answer.Items);
        Assert.True(await Count(search) < 300);
        Assert.All(answer.Items, item => Assert.True(item.GetProperty("values").TryGetProperty(attribute, out _)));
    }

    [Fact]
    public async Task Emptiness_is_known_only_of_the_familys_attributes()
    {
        int empty = await Count("""{"megapixels":[{"operator":"EMPTY"}]}""");
        int filled = await Count("""{"megapixels":[{"operator":"NOT EMPTY"}]}""");
        Assert.Equal(await Count("""{"family":[{"operator":"IN","value":["cameras"]}]}"""), empty + filled);
    }

    [Fact]
    public async Task Search_locale_and_scope_are_for_filters_without()
    {
        string search = """{"description":[{"operator":"NOT EMPTY"}]}""";
        Assert.Equal(422, (await _sandbox.Search("products-uuid", search)).Status);
        Assert.Equal(200, (await _sandbox.Search("products-uuid", search, "&search_locale=en_US&search_scope=ecommerce")).Status);
        Assert.Equal("Locale \"xx\" does not exist or is not activated.", (await _sandbox.Search("products-uuid", search, "&search_locale=xx&search_scope=ecommerce")).Message);
    }

    [Fact]
    public async Task Uuids_and_identifiers_are_found()
    {
        List<string> uuids = await _sandbox.Uuids(50);
        Answer found = await _sandbox.Search("products-uuid", $$"""{"uuid":[{"operator":"IN","value":{{JsonSerializer.Serialize(uuids)}} }]}""");
        Assert.Equal(uuids, found.Items.Select(item => item.GetProperty("uuid").GetString()));
        Answer byName = await _sandbox.Search("products", """{"identifier":[{"operator":"IN","value":["4711","0815","none"]}]}""");
        Assert.Equal(["0815", "4711"], byName.Items.Select(item => item.GetProperty("identifier").GetString()));
        Assert.Equal(1, await Count("""{"identifier":[{"operator":"=","value":"0815"}]}"""));
    }

    [Fact]
    public async Task Variants_are_found_by_their_models()
    {
        Assert.Equal(12, await Count("""{"parent":[{"operator":"=","value":"tshirts_000000"}]}"""));
        Assert.Equal(0, await Count("""{"parent":[{"operator":"IN","value":["tshirts_000000"]}]}"""));
        Assert.Equal(8, await Count("""{"parent":[{"operator":"IN","value":["tshirts_000000_black","tshirts_000000_blue"]}]}"""));
        Answer models = await _sandbox.Search("product-models", """{"parent":[{"operator":"IN","value":["tshirts_000000"]}],"family":[{"operator":"IN","value":["tshirts"]}]}""");
        Assert.Equal(["tshirts_000000_black", "tshirts_000000_blue", "tshirts_000000_white"], models.Codes);
    }

    [Fact]
    public async Task What_was_just_written_is_found()
    {
        Assert.Equal(0, await Count("""{"updated":[{"operator":"SINCE LAST N DAYS","value":1}]}"""));
        string uuid = await _sandbox.Simple();
        await _sandbox.Patch("products-uuid/" + uuid, """{"values":{"erp_name":[{"locale":null,"scope":null,"data":"now"}]}}""");
        Assert.Equal([uuid], await _sandbox.Uuids(5, """{"updated":[{"operator":"SINCE LAST N DAYS","value":1}]}"""));
        string today = DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm:ss");
        Assert.Equal(1, await Count($$"""{"updated":[{"operator":"=","value":"{{today}}"}],"erp_name":[{"operator":"=","value":"NOW"}]}"""));
    }

    private async Task<int> Count(string search) =>
        (await _sandbox.Search("products-uuid", search, "&with_count=true&attributes=sku")).Json.GetProperty("items_count").GetInt32();
}
