using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

public sealed class StructureTests : IDisposable
{
    private readonly TestSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Entities_are_created_changed_and_merged()
    {
        Answer created = await _sandbox.Post("association-types", """{"code":"BUNDLE","labels":{"en_US":"Bundle","fr_FR":"Lot"},"is_quantified":true}""");
        Assert.Equal(201, created.Status);
        Assert.Equal(_sandbox.Base + "/api/rest/v1/association-types/BUNDLE", created.Location);
        Answer changed = await _sandbox.Patch("association-types/bundle", """{"labels":{"fr_FR":"","de_DE":"Bündel"}}""");
        Assert.Equal(204, changed.Status);
        Assert.Equal(_sandbox.Base + "/api/rest/v1/association-types/BUNDLE", changed.Location);
        Assert.Equal("""{"code":"BUNDLE","labels":{"en_US":"Bundle","de_DE":"B\u00fcndel"},"is_quantified":true,"is_two_way":false}""", (await _sandbox.Get("association-types/BUNDLE")).Body);
    }

    [Theory]
    [InlineData("association-types", """{"labels":{}}""", "code", "This value should not be blank.")]
    [InlineData("association-types", """{"code":"PACK"}""", "code", "This value is already used.")]
    [InlineData("association-types", """{"code":"a b"}""", "code", "Association type code may contain only letters, numbers and underscores")]
    [InlineData("categories", """{"code":"a-b"}""", "code", "Category code may contain only letters, numbers and underscores")]
    [InlineData("families", """{"code":"f","labels":{"foo":"x"}}""", "labels", "The locale \"foo\" does not exist.")]
    [InlineData("families", """{"code":"f","attribute_as_label":"name"}""", "attribute_as_label", "Property \"attribute_as_label\" must belong to the family")]
    [InlineData("attributes", """{"code":"a","group":"other"}""", "type", "This value should not be blank.")]
    [InlineData("attributes", """{"code":"a","group":"other","type":"pim_catalog_metric","metric_family":"Weight","default_metric_unit":"STONE","decimals_allowed":true,"negative_allowed":false}""", "default_metric_unit", "Please specify a valid metric unit")]
    [InlineData("channels", """{"code":"c","category_tree":"master","currencies":["EUR"]}""", "locales", "This collection should contain 1 element or more.")]
    [InlineData("families/shoes/variants", """{"code":"v","variant_attribute_sets":[{"level":1,"axes":[],"attributes":[]}]}""", "variant_attribute_sets", "There should be at least one attribute defined as axis for the attribute set for level \"1\"")]
    public async Task Rules_are_told_as_violations(string path, string body, string property, string message)
    {
        Answer answer = await _sandbox.Post(path, body);
        Assert.Equal(422, answer.Status);
        Assert.Equal($$"""{"code":422,"message":"Validation failed.","errors":[{"property":"{{property}}","message":{{Php(message)}} }]}""".Replace(" }]}", "}]}"), answer.Body);
    }

    [Fact]
    public async Task Codes_have_a_maximum_length() =>
        Assert.Contains("This value is too long. It should have 100 characters or less.", (await _sandbox.Post("categories", $$"""{"code":"{{new string('c', 101)}}"}""")).Body);

    [Theory]
    [InlineData("families/shoes", """{"nope":1}""", "Property \"nope\" does not exist. Check the expected format on the API documentation.", "patch_families__code_")]
    [InlineData("families/shoes", """{"labels":null}""", "Property \"labels\" expects an array as data, \"NULL\" given. Check the expected format on the API documentation.", "patch_families__code_")]
    [InlineData("families/shoes", """{"attributes":["nope"]}""", "Property \"attributes\" expects a valid code. The attribute does not exist, \"nope\" given. Check the expected format on the API documentation.", "patch_families__code_")]
    [InlineData("categories/home", """{"parent":"nope"}""", "Property \"parent\" expects a valid category code. The category does not exist, \"nope\" given. Check the expected format on the API documentation.", "patch_categories__code_")]
    [InlineData("attributes/color", """{"localizable":"yes"}""", "Property \"localizable\" expects a boolean as data, \"string\" given. Check the expected format on the API documentation.", "patch_attributes__code_")]
    [InlineData("attributes/color/options/red", """{"_links":{}}""", "Property \"_links\" does not exist. Check the expected format on the API documentation.", "patch_attributes__attribute_code__options__code_")]
    [InlineData("channels/mobile", """{"locales":["xx_XX"]}""", "Property \"locales\" expects a valid code. The locale does not exist, \"xx_XX\" given. Check the expected format on the API documentation.", "patch_channels__code_")]
    public async Task Bad_properties_are_refused_with_a_link(string path, string body, string message, string anchor)
    {
        Answer answer = await _sandbox.Patch(path, body);
        Assert.Equal(422, answer.Status);
        Assert.Equal(message, answer.Message);
        Assert.Equal("http://api.akeneo.com/api-reference.html#" + anchor, answer.Link("documentation"));
    }

    [Theory]
    [InlineData("attributes/color", """{"type":"pim_catalog_text"}""", "type")]
    [InlineData("attributes/color", """{"scopable":true}""", "scopable")]
    [InlineData("families/shoes", """{"code":"boots"}""", "code")]
    [InlineData("association-types/PACK", """{"is_two_way":true}""", "is_two_way")]
    public async Task Some_properties_cannot_be_changed(string path, string body, string property)
    {
        Answer answer = await _sandbox.Patch(path, body);
        Assert.Contains($$"""{"property":"{{property}}","message":"This property cannot be changed."}""", answer.Body);
    }

    [Fact]
    public async Task The_code_of_a_new_entity_is_that_of_the_url() =>
        Assert.Equal("The code \"a\" provided in the request body must match the code \"b\" provided in the url.", (await _sandbox.Patch("families/b", """{"code":"a"}""")).Message);

    [Fact]
    public async Task Families_always_have_the_identifier()
    {
        await _sandbox.Patch("families/pens", """{"attributes":["name","color"],"attribute_as_label":"name","attribute_requirements":{"print":["name"]}}""");
        JsonElement family = (await _sandbox.Get("families/pens")).Json;
        Assert.Equal("""["color","name","sku"]""", family.GetProperty("attributes").GetRawText());
        Assert.Equal("""{"print":["name","sku"],"ecommerce":["sku"],"mobile":["sku"]}""", family.GetProperty("attribute_requirements").GetRawText());
        Assert.Equal(204, (await _sandbox.Delete("families/pens")).Status);
        Assert.Equal("Can not remove family \"shoes\" because it is linked to family variants.", (await _sandbox.Delete("families/shoes")).Message);
        Assert.Equal("Can not remove family \"cameras\" because it is linked to products.", (await _sandbox.Delete("families/cameras")).Message);
    }

    [Fact]
    public async Task Family_variants_know_their_levels()
    {
        Answer created = await _sandbox.Post("families/cameras/variants", """{"code":"cameras_brand","variant_attribute_sets":[{"level":1,"axes":["brand"],"attributes":["price"]}]}""");
        Assert.Equal(201, created.Status);
        JsonElement variant = (await _sandbox.Get("families/cameras/variants/cameras_brand")).Json;
        Assert.Equal("""[{"level":1,"axes":["brand"],"attributes":["brand","ean","price","sku"]}]""", variant.GetProperty("variant_attribute_sets").GetRawText());
        Assert.DoesNotContain("price", variant.GetProperty("common_attributes").GetRawText());
        Answer axis = await _sandbox.Patch("families/cameras/variants/cameras_brand", """{"variant_attribute_sets":[{"level":1,"axes":["waterproof"]}]}""");
        Assert.Equal(422, axis.Status);
    }

    [Fact]
    public async Task Attribute_groups_share_the_attributes_out()
    {
        await _sandbox.Patch("attribute-groups/general", """{"attributes":["sku","color"]}""");
        Assert.Equal("""["color","sku"]""", (await _sandbox.Get("attribute-groups/general")).Json.GetProperty("attributes").GetRawText());
        Assert.Equal("other", (await _sandbox.Get("attributes/price")).Json.GetProperty("group").GetString());
        JsonElement color = (await _sandbox.Get("attributes/color")).Json;
        Assert.Equal("general", color.GetProperty("group").GetString());
        Assert.Equal("General", color.GetProperty("group_labels").GetProperty("en_US").GetString());
    }

    [Fact]
    public async Task New_attributes_can_be_used_at_once()
    {
        Assert.Equal(201, (await _sandbox.Post("attributes", """{"code":"flavour","type":"pim_catalog_simpleselect","group":"other"}""")).Status);
        Assert.Equal(201, (await _sandbox.Post("attributes/flavour/options", """{"code":"mint"}""")).Status);
        Assert.Equal(201, (await _sandbox.Patch("products/tea", """{"values":{"flavour":[{"locale":null,"scope":null,"data":"mint"}]}}""")).Status);
        Assert.Equal("The attribute code \"color\" provided in the request body must match the attribute code \"flavour\" provided in the url.", (await _sandbox.Post("attributes/flavour/options", """{"code":"x","attribute":"color"}""")).Message);
    }

    [Theory]
    [InlineData("families/odd", """{"attribute_requirements":[{"x":1e300}]}""")]
    [InlineData("families/shoes/variants/odd", """{"variant_attribute_sets":{}}""")]
    [InlineData("families/shoes/variants/odd", """{"variant_attribute_sets":[{"level":"1","axes":[5]},7]}""")]
    [InlineData("channels/odd", """{"conversion_units":{"weight":[]},"locales":[[]]}""")]
    public async Task Strange_data_is_refused_like_any_other(string path, string body) =>
        Assert.Equal(422, (await _sandbox.Patch(path, body)).Status);

    [Fact]
    public async Task A_channel_switches_its_locales_on()
    {
        Assert.False((await _sandbox.Get("locales/it_IT")).Json.GetProperty("enabled").GetBoolean());
        await _sandbox.Patch("channels/mobile", """{"locales":["en_US","it_IT"]}""");
        Assert.True((await _sandbox.Get("locales/it_IT")).Json.GetProperty("enabled").GetBoolean());
    }

    [Fact]
    public async Task Measurement_families_are_a_bare_list()
    {
        JsonElement list = (await _sandbox.Get("measurement-families")).Json;
        Assert.Equal(JsonValueKind.Array, list.ValueKind);
        JsonElement weight = list.EnumerateArray().Single(family => family.GetProperty("code").GetString() == "Weight");
        Assert.Equal("""{"code":"GRAM","labels":{"en_US":"Gram"},"convert_from_standard":[{"operator":"mul","value":"0.001"}],"symbol":"g"}""", weight.GetProperty("units").GetProperty("GRAM").GetRawText());
    }

    [Theory]
    [InlineData("families", """{"code":[{"operator":"IN","value":["shoes","CAMERAS"]}]}""", 2)]
    [InlineData("families", """{"has_products":[{"operator":"=","value":true}]}""", 10)]
    [InlineData("attributes", """{"type":[{"operator":"IN","value":["pim_catalog_metric"]}]}""", 8)]
    [InlineData("attributes", """{"is_main_identifier":[{"operator":"=","value":true}]}""", 1)]
    [InlineData("locales", """{"enabled":[{"operator":"=","value":true}]}""", 3)]
    [InlineData("currencies", """{"enabled":[{"operator":"=","value":true}]}""", 3)]
    [InlineData("attribute-groups", """{"updated":[{"operator":">","value":"2025-01-01T00:00:00Z"}]}""", 0)]
    public async Task Lists_can_be_filtered(string path, string search, int count)
    {
        Answer answer = await _sandbox.Search(path, search, "&with_count=true");
        Assert.Equal(200, answer.Status);
        Assert.Equal(count, answer.Items.Count());
    }

    private static string Php(string text) => JsonSerializer.Serialize(text, new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
