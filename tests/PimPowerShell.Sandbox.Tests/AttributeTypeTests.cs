using System;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

public sealed class AttributeTypeTests : IDisposable
{
    private const string Columns = """[{"code":"ingredient","data_type":"select","labels":{"en_US":"Ingredient"},"options":[{"code":"sugar","labels":{}},{"code":"salt","labels":{"en_US":"Salt"}}]},{"code":"percentage","data_type":"number"},{"code":"allergen","data_type":"boolean"}]""";
    private const string Table = $$"""{"code":"nutrition","type":"pim_catalog_table","group":"other","table_configuration":{{Columns}}}""";

    private readonly TestSandbox _sandbox = new(new PimSandboxOptions { ProductCount = 60, Edition = "Serenity" });

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task A_table_has_columns_and_tells_its_options_when_asked()
    {
        Assert.Equal(201, (await _sandbox.Post("attributes", Table)).Status);
        JsonElement[] columns = [.. (await _sandbox.Get("attributes/nutrition")).Json.GetProperty("table_configuration").EnumerateArray()];
        Assert.Equal("""{"code":"ingredient","data_type":"select","labels":{"en_US":"Ingredient"},"validations":{},"is_required_for_completeness":true}""", columns[0].GetRawText());
        Assert.False(columns[1].GetProperty("is_required_for_completeness").GetBoolean());
        JsonElement first = (await _sandbox.Get("attributes/nutrition?with_table_select_options=true")).Json.GetProperty("table_configuration")[0];
        Assert.Equal("""[{"code":"sugar","labels":{}},{"code":"salt","labels":{"en_US":"Salt"}}]""", first.GetProperty("options").GetRawText());
        Answer list = await _sandbox.Search("attributes", """{"type":[{"operator":"IN","value":["pim_catalog_table"]}]}""", "&with_table_select_options=true");
        Assert.Contains("\"options\"", list.Body);
        Assert.False((await _sandbox.Get("attributes/name")).Json.TryGetProperty("table_configuration", out _));
    }

    [Fact]
    public async Task Columns_are_added_and_labelled_but_keep_their_type()
    {
        await _sandbox.Post("attributes", Table);
        const string More = """[{"code":"ingredient","labels":{"fr_FR":"Ingrédient"}},{"code":"percentage"},{"code":"allergen"},{"code":"note","data_type":"text"}]""";
        Assert.Equal(204, (await _sandbox.Patch("attributes/nutrition", $$"""{"table_configuration":{{More}}}""")).Status);
        JsonElement columns = (await _sandbox.Get("attributes/nutrition?with_table_select_options=true")).Json.GetProperty("table_configuration");
        Assert.Equal(4, columns.GetArrayLength());
        Assert.Equal(2, columns[0].GetProperty("options").GetArrayLength());
        Answer type = await _sandbox.Patch("attributes/nutrition", """{"table_configuration":[{"code":"ingredient"},{"code":"percentage","data_type":"text"}]}""");
        Assert.Contains("""{"property":"table_configuration[1].data_type","message":"This property cannot be changed."}""", type.Body);
        Assert.Contains("table_configuration[0].code", (await _sandbox.Patch("attributes/nutrition", """{"table_configuration":[{"code":"other","data_type":"select"},{"code":"percentage"}]}""")).Body);
    }

    [Theory]
    [InlineData("[]", "table_configuration", "A table attribute should have 2 columns or more.")]
    [InlineData("""[{"code":"a","data_type":"text"},{"code":"b","data_type":"text"}]""", "table_configuration[0].data_type", "The first column should be of the type select or reference_entity.")]
    [InlineData("""[{"code":"a","data_type":"select"},{"code":"a","data_type":"text"}]""", "table_configuration[1].code", "This value is already used.")]
    [InlineData("""[{"code":"a","data_type":"select"},{"code":"b c","data_type":"text"}]""", "table_configuration[1].code", "Column code may contain only letters, numbers and underscores")]
    [InlineData("""[{"code":"a","data_type":"select"},{"code":"b","data_type":"colour"}]""", "table_configuration[1].data_type", "The value you selected is not a valid choice.")]
    [InlineData("""[{"code":"a","data_type":"select"},{"code":"b","data_type":"text","labels":{"foo":"x"}}]""", "table_configuration[1].labels", "The locale \"foo\" does not exist.")]
    [InlineData("""[{"code":"a","data_type":"select"},{"code":"b","data_type":"number","validations":{"min":"1"}}]""", "table_configuration[1].validations", "The validation \"min\" is not valid.")]
    [InlineData("""[{"code":"a","data_type":"select"},{"code":"b","data_type":"number","validations":{"decimals_allowed":1}}]""", "table_configuration[1].validations", "The validation \"decimals_allowed\" is not valid.")]
    [InlineData("""[{"code":"a","data_type":"select"},{"code":"b","data_type":"text","validations":{"max_length":2.5}}]""", "table_configuration[1].validations", "The validation \"max_length\" is not valid.")]
    [InlineData("""[{"code":"a","data_type":"select"},{"code":"b","data_type":"number","validations":{"nope":2}}]""", "table_configuration[1].validations", "The validation \"nope\" is not valid.")]
    public async Task Columns_have_rules(string columns, string property, string message)
    {
        Answer answer = await _sandbox.Post("attributes", $$"""{"code":"t","type":"pim_catalog_table","group":"other","table_configuration":{{columns}}}""");
        Assert.Equal(422, answer.Status);
        JsonElement error = answer.Json.GetProperty("errors").EnumerateArray().Single();
        Assert.Equal(property, error.GetProperty("property").GetString());
        Assert.Equal(message, error.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("""[{"ingredient":"sugar","percentage":"28.5","allergen":false},{"ingredient":"salt","percentage":2}]""", null)]
    [InlineData("""[{"ingredient":"sugar"},{"ingredient":"sugar"}]""", "The nutrition attribute has the row \"sugar\" more than once.")]
    [InlineData("""[{"percentage":"2"}]""", "The \"ingredient\" column is mandatory in every row of the nutrition attribute.")]
    [InlineData("""[{"ingredient":"sugar","nope":1}]""", "The \"nope\" column does not exist in the nutrition attribute.")]
    [InlineData("""[{"ingredient":"sand"}]""", "The sand value is not in the option list of the \"ingredient\" column of the nutrition attribute.")]
    [InlineData("""[{"ingredient":"sugar","percentage":"much"}]""", "The \"percentage\" column of the nutrition attribute expects a number, a string was detected.")]
    [InlineData("""[{"ingredient":"sugar","allergen":"no"}]""", "The \"allergen\" column of the nutrition attribute expects a boolean, a string was detected.")]
    public async Task Rows_are_checked(string rows, string? message)
    {
        await _sandbox.Post("attributes", Table);
        Answer answer = await _sandbox.Patch("products/tea", $$$"""{"values":{"nutrition":[{"locale":null,"scope":null,"data":{{{rows}}}}]}}""");
        if (message is null)
        {
            Assert.Equal(201, answer.Status);
            JsonElement data = (await _sandbox.Get("products/tea")).Json.GetProperty("values").GetProperty("nutrition")[0].GetProperty("data");
            Assert.Equal("""[{"ingredient":"sugar","percentage":"28.5","allergen":false},{"ingredient":"salt","percentage":"2"}]""", data.GetRawText());
            return;
        }

        JsonElement error = answer.Json.GetProperty("errors").EnumerateArray().Single();
        Assert.Equal("nutrition", error.GetProperty("attribute").GetString());
        Assert.Equal(message, error.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("""{"points":1},{"points":"5.0"},{"points":null},{"remark":"abc"},{"share":-0.5},{"share":1e9}""", null)]
    [InlineData("""{"points":0}""", "The \"points\" column of the rated attribute requires an equal or greater than 1 value.")]
    [InlineData("""{"points":"5.01"}""", "The \"points\" column of the rated attribute requires a non-decimal value, and 5.01 is not a valid value.", "The \"points\" column of the rated attribute requires an equal or lower than 5 value.")]
    [InlineData("""{"points":1.5}""", "The \"points\" column of the rated attribute requires a non-decimal value, and 1.5 is not a valid value.")]
    [InlineData("""{"remark":"abcd"}""", "The \"remark\" column of the rated attribute must not contain more than 3 characters.")]
    public async Task Cells_are_held_against_the_validations_of_their_column(string cells, params string[]? messages)
    {
        const string Rated = """[{"code":"row","data_type":"select","options":[{"code":"a"},{"code":"b"},{"code":"c"},{"code":"d"},{"code":"e"},{"code":"f"}]},{"code":"points","data_type":"number","validations":{"min":1,"max":5,"decimals_allowed":false}},{"code":"share","data_type":"number","validations":{"decimals_allowed":true}},{"code":"remark","data_type":"text","validations":{"max_length":3}}]""";
        Assert.Equal(201, (await _sandbox.Post("attributes", $$"""{"code":"rated","type":"pim_catalog_table","group":"other","table_configuration":{{Rated}}}""")).Status);
        int row = 0;
        string rows = Regex.Replace(cells, "\\{", _ => $$"""{"row":"{{"abcdef"[row++]}}",""");
        Answer answer = await _sandbox.Patch("products/tea", $$$"""{"values":{"rated":[{"locale":null,"scope":null,"data":[{{{rows}}}]}]}}""");
        Assert.Equal(messages is null ? 201 : 422, answer.Status);
        Assert.Equal(messages ?? [], answer.Status == 201 ? [] : answer.Json.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("message").GetString()!));
    }

    [Theory]
    [InlineData("exact", "\"1.2500\"", null)]
    [InlineData("exact", "1.125", "The exact attribute does not accept more than 2 decimal places.")]
    [InlineData("rounded", "1.125", null)]
    [InlineData("shots", """["a","b"]""", null)]
    [InlineData("shots", """["a","b","c"]""", "The shots attribute can have 2 assets at most.")]
    public async Task Decimal_places_and_items_have_limits(string attribute, string data, string? message)
    {
        const string Number = "\"type\":\"pim_catalog_number\",\"group\":\"other\",\"decimals_allowed\":true,\"negative_allowed\":true,\"decimal_places\":2";
        Assert.Equal(201, (await _sandbox.Post("attributes", $$"""{"code":"exact",{{Number}},"decimal_places_strategy":"forbid"}""")).Status);
        Assert.Equal(201, (await _sandbox.Post("attributes", $$"""{"code":"rounded",{{Number}},"decimal_places_strategy":"round"}""")).Status);
        Assert.Equal(201, (await _sandbox.Post("attributes", """{"code":"shots","type":"pim_catalog_asset_collection","group":"other","reference_data_name":"packshots","max_items_count":2}""")).Status);
        Answer answer = await _sandbox.Patch("products/tea", $$$"""{"values":{"{{{attribute}}}":[{"locale":null,"scope":null,"data":{{{data}}}}]}}""");
        Assert.Equal(message is null ? 201 : 422, answer.Status);
        Assert.Equal(message, answer.Status == 201 ? null : answer.Json.GetProperty("errors")[0].GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("CONTAINS", """{"column":"note","value":"OLD"}""", "tea")]
    [InlineData("=", """{"column":"percentage","row":"sugar","value":"28.50"}""", "tea")]
    [InlineData(">", """{"column":"percentage","value":10}""", "tea")]
    [InlineData("<=", """{"column":"percentage","value":10}""", "tea,soup")]
    [InlineData("<=", """{"column":"percentage","row":"sugar","value":10}""", "")]
    [InlineData("=", """{"column":"allergen","value":true}""", "soup")]
    [InlineData("IN", """{"column":"ingredient","value":["sugar"]}""", "tea")]
    [InlineData("EMPTY", """{"column":"percentage","row":"sugar"}""", "soup,water")]
    [InlineData("NOT EMPTY", """{"column":"note"}""", "tea")]
    [InlineData("NOT EMPTY", null, "tea,soup")]
    public async Task Cells_can_be_searched(string op, string? value, string found)
    {
        await NutritionAsync();
        string condition = value is null ? "" : $",\"value\":{value}";
        Answer answer = await _sandbox.Search("products", $$"""{"nutrition":[{"operator":"{{op}}"{{condition}}}],"identifier":[{"operator":"IN","value":["tea","soup","water"]}]}""");
        Assert.Equal(200, answer.Status);
        Assert.Equal(found.Split(',', StringSplitOptions.RemoveEmptyEntries).Order(), answer.Items.Select(item => item.GetProperty("identifier").GetString()!).Order());
    }

    [Theory]
    [InlineData("CONTAINS", """{"column":"percentage","value":"4"}""", "Filter on property \"nutrition\" is not supported or does not support operator \"CONTAINS\"")]
    [InlineData(">", """{"column":"allergen","value":true}""", "Filter on property \"nutrition\" is not supported or does not support operator \">\"")]
    [InlineData("=", """{"column":"percentage","value":"much"}""", "Property \"nutrition\" expects a numeric as data, \"string\" given.")]
    [InlineData("=", """{"value":"4"}""", "Property \"nutrition\" expects an array with the key \"column\".")]
    [InlineData("=", "4", "Property \"nutrition\" expects an array as data, \"integer\" given.")]
    [InlineData("=", """{"column":"nope","value":"4"}""", "The \"nope\" column does not exist in the nutrition attribute.")]
    public async Task Cells_are_compared_as_their_column_allows(string op, string value, string message)
    {
        await NutritionAsync();
        Answer answer = await _sandbox.Search("products", $$"""{"nutrition":[{"operator":"{{op}}","value":{{value}}}]}""");
        Assert.Equal((422, message), (answer.Status, answer.Message));
    }

    [Fact]
    public async Task Links_can_be_searched()
    {
        await _sandbox.Post("attributes", """{"code":"rich","type":"pim_catalog_product_link","group":"other"}""");
        await Put("""{"type":"product_model","id":"m"}""");
        async Task<int> Count(string op, string value) => (await _sandbox.Search("products", $$"""{"rich":[{"operator":"{{op}}","value":{{value}}}]}""")).Items.Count();
        Assert.Equal(1, await Count("IN", """[{"type":"product","id":"m"},{"type":"product_model","id":"m"}]"""));
        Assert.Equal(0, await Count("IN", """[{"type":"product","id":"m"}]"""));
        Assert.Equal(1, await Count("NOT IN", """[{"type":"product","id":"m"}]"""));
        Assert.Equal(422, (await _sandbox.Search("products", """{"rich":[{"operator":"IN","value":["m"]}]}""")).Status);
    }

    private async Task NutritionAsync()
    {
        await _sandbox.Post("attributes", Table.Replace("""{"code":"allergen",""", """{"code":"note","data_type":"text"},{"code":"allergen",""", StringComparison.Ordinal));
        Assert.Equal(201, (await _sandbox.Post("families", """{"code":"food","attributes":["sku","nutrition"]}""")).Status);
        foreach ((string product, string rows) in new[]
        {
            ("tea", """[{"ingredient":"sugar","percentage":"28.5","allergen":false,"note":"old stock"},{"ingredient":"salt","percentage":"2"}]"""),
            ("soup", """[{"ingredient":"salt","percentage":"3","allergen":true}]"""),
            ("water", "null"),
        })
        {
            Answer put = await _sandbox.Patch($"products/{product}", $$$"""{"family":"food","values":{"nutrition":[{"locale":null,"scope":null,"data":{{{rows}}}}]}}""");
            Assert.Equal(201, put.Status);
        }
    }

    [Theory]
    [InlineData("akeneo_reference_entity", "\"kartell\"", "\"5\"", "brands")]
    [InlineData("akeneo_reference_entity_collection", """["starck","eames"]""", "\"x\"", "designers")]
    [InlineData("pim_catalog_asset_collection", """["front","back"]""", "5", "packshots")]
    [InlineData("pim_reference_data_multiselect", """["a"]""", "true", "colors")]
    [InlineData("pim_catalog_product_link", """{"type":"product_model","id":"m"}""", """{"type":"category","id":"m"}""", null)]
    public async Task The_other_types_keep_their_data(string type, string data, string bad, string? reference)
    {
        if (reference is not null)
        {
            Answer without = await _sandbox.Post("attributes", $$"""{"code":"rich","type":"{{type}}","group":"other"}""");
            Assert.Contains("""{"property":"reference_data_name","message":"This value should not be blank."}""", without.Body);
        }

        string name = reference is null ? "" : $",\"reference_data_name\":\"{reference}\"";
        Assert.Equal(201, (await _sandbox.Post("attributes", $$"""{"code":"rich","type":"{{type}}","group":"other"{{name}}}""")).Status);
        Assert.Equal(201, (await Put(data)).Status);
        JsonElement value = (await _sandbox.Get("products/tea")).Json.GetProperty("values").GetProperty("rich")[0];
        Assert.Equal(data, value.GetProperty("data").GetRawText());
        Assert.Equal(type, value.GetProperty("attribute_type").GetString());
        Assert.Equal(reference is not null, value.TryGetProperty("reference_data_name", out JsonElement told) && told.GetString() == reference);
        if (type != "akeneo_reference_entity")
        {
            Assert.Equal(422, (await Put(bad)).Status);
        }
    }

    [Fact]
    public async Task The_community_edition_lacks_these_types()
    {
        using TestSandbox community = new(new PimSandboxOptions { ProductCount = 20 });
        Assert.Equal("Property \"type\" expects a valid attribute type. The attribute type does not exist, \"pim_catalog_table\" given. Check the expected format on the API documentation.", (await community.Post("attributes", Table)).Message);
        Assert.Equal("Property \"is_mandatory\" does not exist. Check the expected format on the API documentation.", (await community.Patch("attributes/name", """{"is_mandatory":true}""")).Message);
        Assert.Equal(204, (await _sandbox.Patch("attributes/name", """{"is_mandatory":true}""")).Status);
    }

    [Theory]
    [InlineData("""{"type":"pim_catalog_number","decimals_allowed":true}""", "negative_allowed", "This value should not be null.")]
    [InlineData("""{"type":"pim_catalog_price_collection"}""", "decimals_allowed", "This value should not be null.")]
    [InlineData("""{"type":"pim_catalog_text","validation_rule":"isbn"}""", "validation_rule", "The value you selected is not a valid choice.")]
    [InlineData("""{"type":"pim_catalog_text","validation_rule":"regexp"}""", "validation_regexp", "This value should not be blank.")]
    [InlineData("""{"type":"pim_catalog_date","date_min":"soon"}""", "date_min", "This value is not a valid date.")]
    [InlineData("""{"type":"pim_catalog_number","decimals_allowed":true,"negative_allowed":false,"number_min":"9","number_max":"3"}""", "number_min", "The minimum value must be lower than the maximum value.")]
    [InlineData("""{"type":"pim_catalog_text","sort_order":-1}""", "sort_order", "This value should be either positive or zero.")]
    [InlineData("""{"type":"pim_catalog_text","table_configuration":[{"code":"a","data_type":"select"}]}""", "table_configuration", "Only table attributes have columns.")]
    public async Task Attributes_are_checked_by_their_type(string body, string property, string message)
    {
        Answer answer = await _sandbox.Patch("attributes/checked", """{"group":"other",""" + body.Substring(1));
        Assert.Equal(422, answer.Status);
        JsonElement error = answer.Json.GetProperty("errors").EnumerateArray().Single();
        Assert.Equal(property, error.GetProperty("property").GetString());
        Assert.Equal(message, error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task What_means_nothing_to_a_type_is_null()
    {
        JsonElement text = (await _sandbox.Get("attributes/erp_name")).Json;
        foreach (string name in new[] { "wysiwyg_enabled", "decimals_allowed", "negative_allowed", "default_value", "auto_option_sorting" })
        {
            Assert.Equal(JsonValueKind.Null, text.GetProperty(name).ValueKind);
        }

        Assert.True((await _sandbox.Get("attributes/rating")).Json.GetProperty("decimals_allowed").GetBoolean());
        Assert.True((await _sandbox.Get("attributes/sku")).Json.GetProperty("is_main_identifier").GetBoolean());
        Assert.False(text.TryGetProperty("is_main_identifier", out _));
    }

    private Task<Answer> Put(string data) => _sandbox.Patch("products/tea", $$$"""{"values":{"rich":[{"locale":null,"scope":null,"data":{{{data}}}}]}}""");
}
