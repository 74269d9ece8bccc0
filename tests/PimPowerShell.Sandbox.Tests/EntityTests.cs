using System;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

/// <summary>Reference entities and asset families, their attributes and the options of these.</summary>
public sealed class EntityTests : IDisposable
{
    private readonly TestSandbox _sandbox = EntitySandbox.Start("EE");

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Entities_are_listed_without_a_say_in_the_pages()
    {
        Answer answer = await _sandbox.Get("reference-entities?limit=1");
        Assert.Equal(["brand", "color", "designer"], answer.Codes);
        Assert.Equal($$$"""{"_links":{"self":{"href":"{{{Php(_sandbox.Base)}}}\/api\/rest\/v1\/reference-entities\/color"}},"code":"color","labels":{"en_US":"Colors"},"image":null}""", answer.Items.ElementAt(1).GetRawText());
        Assert.False(answer.Json.TryGetProperty("current_page", out _));
        Assert.Null(answer.Link("next"));
        Assert.Equal(["designer"], (await _sandbox.Get("reference-entities?search_after=color")).Codes);
        Assert.Equal(["model_pictures", "packshots", "user_guides"], (await _sandbox.Get("asset-families")).Codes);
    }

    [Fact]
    public async Task A_hundred_entities_make_a_page()
    {
        for (int i = 0; i < 98; i++)
        {
            Assert.Equal(201, (await _sandbox.Patch($"reference-entities/made_{i:00}", "{}")).Status);
        }

        Answer first = await _sandbox.Get("reference-entities");
        Assert.Equal(100, first.Codes.Length);
        Assert.Equal(_sandbox.Base + "/api/rest/v1/reference-entities", first.Link("first"));
        Assert.Equal(_sandbox.Base + "/api/rest/v1/reference-entities?search_after=made_96", first.Link("next"));
        Assert.Equal(101, (await _sandbox.All("reference-entities")).Count);
    }

    [Fact]
    public async Task A_reference_entity_is_created_with_its_first_attributes_and_changed()
    {
        Answer created = await _sandbox.Patch("reference-entities/fabric", """{"code":"fabric","labels":{"en_US":"Fabrics","fr_FR":"Tissus"}}""");
        Assert.Equal(201, created.Status);
        Assert.Equal("", created.Body);
        Assert.Equal(_sandbox.Base + "/api/rest/v1/reference-entities/fabric", created.Location);
        Answer attributes = await _sandbox.Get("reference-entities/fabric/attributes");
        Assert.Equal(["label", "image"], attributes.Json.EnumerateArray().Select(attribute => attribute.GetProperty("code").GetString()));
        Assert.Equal(
            """{"code":"label","labels":{},"type":"text","value_per_locale":true,"value_per_channel":false,"is_required_for_completeness":false,"max_characters":null,"is_textarea":false,"is_rich_text_editor":false,"validation_rule":"none","validation_regexp":null}""",
            attributes.Json[0].GetRawText());

        string image = await EntitySandbox.Upload(_sandbox, "reference-entities-media-files", "Reference-entities-media-file-code", "fabric.png");
        Answer changed = await _sandbox.Patch("reference-entities/FABRIC", $$$$"""{"labels":{"fr_FR":null},"image":"{{{{image}}}}"}""");
        Assert.Equal(204, changed.Status);
        Assert.Equal(_sandbox.Base + "/api/rest/v1/reference-entities/fabric", changed.Location);
        JsonElement fabric = (await _sandbox.Get("reference-entities/fabric")).Json;
        Assert.Equal("""{"en_US":"Fabrics"}""", fabric.GetProperty("labels").GetRawText());
        Assert.Equal($"{_sandbox.Base}/api/rest/v1/reference-entities-media-files/{image}", fabric.GetProperty("_links").GetProperty("image_download").GetProperty("href").GetString());
    }

    [Theory]
    [InlineData("reference-entities/brand", """{"labels":null}""", "The reference entity has an invalid format.", "labels", "NULL value found, but an object is required")]
    [InlineData("reference-entities/brand", """{"labels":{"en_US":1}}""", "The reference entity has an invalid format.", "labels.en_US", "Integer value found, but a string or a null is required")]
    [InlineData("reference-entities/brand", """{"_links":{}}""", "The reference entity has an invalid format.", "", "The property _links is not defined and the definition does not allow additional properties")]
    [InlineData("reference-entities/brand", """{"image":"nope.png"}""", "The reference entity has data that does not comply with the business rules.", "image", "Media file \"nope.png\" does not exist.")]
    [InlineData("reference-entities/brand", """{"labels":{"xx_XX":"x"}}""", "The reference entity has data that does not comply with the business rules.", "labels", "The locale \"xx_XX\" does not exist.")]
    [InlineData("reference-entities/brand", """{"code":"other"}""", "The reference entity has data that does not comply with the business rules.", "code", "This property cannot be changed.")]
    [InlineData("reference-entities/a-b", "{}", "The reference entity has data that does not comply with the business rules.", "code", "Reference entity code may contain only letters, numbers and underscores")]
    [InlineData("asset-families/packshots", """{"naming_convention":{"pattern":"/x/","abort_asset_creation_on_error":1}}""", "The asset family has an invalid format.", "naming_convention.source", "The property source is required")]
    [InlineData("asset-families/packshots", """{"naming_convention":{"source":{"property":"tags"},"pattern":"/x/","abort_asset_creation_on_error":true}}""", "The asset family has data that does not comply with the business rules.", "naming_convention.source.property", "The property should be \"code\" or the main media attribute, \"tags\" given.")]
    [InlineData("asset-families/packshots", """{"naming_convention":{"source":{"property":"code"},"pattern":"/(/","abort_asset_creation_on_error":true}}""", "The asset family has data that does not comply with the business rules.", "naming_convention.pattern", "The pattern is not a valid regular expression.")]
    [InlineData("asset-families/packshots", """{"product_link_rules":[{"product_selections":[{"field":"sku"}],"assign_assets_to":[{"attribute":"a","mode":"swap"}]}]}""", "The asset family has an invalid format.", "product_link_rules[0].assign_assets_to[0].mode", "Does not have a value in the enumeration [\"add\",\"replace\"]")]
    [InlineData("asset-families/packshots", """{"product_link_rules":"x"}""", "The asset family has an invalid format.", "product_link_rules", "String value found, but an array is required")]
    [InlineData("asset-families/packshots", """{"transformations":[{"label":"x","filename_suffix":"_x","source":{"attribute":"media"},"target":{"attribute":"thumbnail"},"operations":[]}]}""", "The asset family has an invalid format.", "transformations[0].operations", "There must be a minimum of 1 items in the array")]
    [InlineData("asset-families/packshots", """{"transformations":[{"label":"x","filename_suffix":"_x","source":{"attribute":"media"},"target":{"attribute":"nope"},"operations":[{"type":"thumbnail"}]}]}""", "The asset family has data that does not comply with the business rules.", "transformations[0].target", "Attribute \"nope\" must be an attribute of the asset family of type \"media_file\".")]
    [InlineData("asset-families/packshots", """{"attribute_as_main_media":"nope"}""", "The asset family has data that does not comply with the business rules.", "attribute_as_main_media", "Attribute \"nope\" does not exist for the asset family \"packshots\".")]
    [InlineData("asset-families/packshots", """{"attribute_as_main_media":"tags"}""", "The asset family has data that does not comply with the business rules.", "attribute_as_main_media", "Attribute \"tags\" must be of type \"media_file\" or \"media_link\".")]
    [InlineData("reference-entities/brand/attributes/a", "{}", "The attribute has an invalid format.", "type", "The property type is required")]
    [InlineData("reference-entities/brand/attributes/a", """{"type":"boolean"}""", "The attribute has an invalid format.", "type", "Does not have a value in the enumeration [\"text\",\"image\",\"number\",\"single_option\",\"multiple_options\",\"reference_entity_single_link\",\"reference_entity_multiple_links\",\"asset_collection\"]")]
    [InlineData("reference-entities/brand/attributes/a", """{"type":"text","decimals_allowed":true}""", "The attribute has an invalid format.", "", "The property decimals_allowed is not defined and the definition does not allow additional properties")]
    [InlineData("reference-entities/brand/attributes/a", """{"type":"text","validation_rule":"nope"}""", "The attribute has an invalid format.", "validation_rule", "Does not have a value in the enumeration [\"none\",\"email\",\"url\",\"regular_expression\",\"regexp\"]")]
    [InlineData("reference-entities/brand/attributes/a", """{"type":"text","validation_rule":"regular_expression"}""", "The attribute has data that does not comply with the business rules.", "validation_regexp", "This value should not be blank.")]
    [InlineData("reference-entities/brand/attributes/a", """{"type":"text","is_rich_text_editor":true}""", "The attribute has data that does not comply with the business rules.", "is_rich_text_editor", "Only a text area can have a rich text editor.")]
    [InlineData("reference-entities/brand/attributes/a", """{"type":"number","min_value":"5","max_value":"5"}""", "The attribute has data that does not comply with the business rules.", "min_value", "The minimum value must be lower than the maximum value")]
    [InlineData("reference-entities/brand/attributes/a", """{"type":"reference_entity_single_link"}""", "The attribute has data that does not comply with the business rules.", "reference_entity_code", "This value should not be blank.")]
    [InlineData("reference-entities/brand/attributes/a", """{"type":"asset_collection","asset_family_identifier":"PACKSHOTS"}""", "The attribute has data that does not comply with the business rules.", "asset_family_identifier", "Asset family \"PACKSHOTS\" does not exist.")]
    [InlineData("reference-entities/brand/attributes/founded", """{"type":"text"}""", "The attribute has data that does not comply with the business rules.", "type", "This property cannot be changed.")]
    [InlineData("reference-entities/brand/attributes/founded", """{"value_per_locale":true}""", "The attribute has data that does not comply with the business rules.", "value_per_locale", "This property cannot be changed.")]
    [InlineData("reference-entities/brand/attributes/designers", """{"reference_entity_code":"color"}""", "The attribute has data that does not comply with the business rules.", "reference_entity_code", "This property cannot be changed.")]
    [InlineData("asset-families/packshots/attributes/a", """{"type":"media_link","media_type":"film"}""", "The attribute has an invalid format.", "media_type", "Does not have a value in the enumeration [\"image\",\"pdf\",\"youtube\",\"vimeo\",\"other\"]")]
    [InlineData("asset-families/packshots/attributes/a", """{"type":"asset_family_single_link"}""", "The attribute has an invalid format.", "type", "Does not have a value in the enumeration [\"text\",\"media_link\",\"media_file\",\"number\",\"single_option\",\"multiple_options\",\"boolean\",\"date\",\"record\"]")]
    [InlineData("reference-entities/brand/attributes/country/options/x", """{"labels":{"xx_XX":"x"}}""", "The attribute option has data that does not comply with the business rules.", "labels", "The locale \"xx_XX\" does not exist.")]
    [InlineData("reference-entities/brand/attributes/country/options/x", """{"sort_order":1}""", "The attribute option has an invalid format.", "", "The property sort_order is not defined and the definition does not allow additional properties")]
    public async Task What_is_wrong_is_told_by_property(string path, string body, string message, string property, string problem)
    {
        Answer answer = await _sandbox.Patch(path, body);
        Assert.Equal(422, answer.Status);
        Assert.Equal(message, answer.Message);
        Assert.Contains((property, problem), EntitySandbox.Errors(answer.Json));
    }

    [Theory]
    [InlineData("reference-entities/a", """{"code":"b"}""")]
    [InlineData("reference-entities/brand/attributes/a", """{"code":"b","type":"text"}""")]
    [InlineData("reference-entities/brand/attributes/country/options/a", """{"code":"b"}""")]
    [InlineData("reference-entities/brand/records/a", """{"code":"b"}""")]
    [InlineData("asset-families/packshots/assets/a", """{"code":"b"}""")]
    public async Task The_code_of_what_is_new_is_that_of_the_address(string path, string body) =>
        Assert.Equal("The code \"b\" provided in the request body must match the code \"a\" provided in the url.", (await _sandbox.Patch(path, body)).Message);

    [Fact]
    public async Task Families_have_no_more_than_two_link_rules_and_ten_transformations()
    {
        string rules = string.Join(",", Enumerable.Repeat("""{"product_selections":[{"field":"sku","operator":"EQUALS","value":"x"}],"assign_assets_to":[{"attribute":"a","mode":"add"}]}""", 3));
        Answer answer = await _sandbox.Patch("asset-families/packshots", $$$$"""{"product_link_rules":[{{{{rules}}}}]}""");
        Assert.Contains(("product_link_rules", "This collection should contain 2 elements or less."), EntitySandbox.Errors(answer.Json));
        string transformations = string.Join(",", Enumerable.Repeat("""{"label":"x","filename_suffix":"_x","source":{"attribute":"media"},"target":{"attribute":"thumbnail"},"operations":[{"type":"thumbnail"}]}""", 11));
        answer = await _sandbox.Patch("asset-families/packshots", $$$$"""{"transformations":[{{{{transformations}}}}]}""");
        Assert.Contains(("transformations", "This collection should contain 10 elements or less."), EntitySandbox.Errors(answer.Json));
    }

    [Fact]
    public async Task A_family_round_trips()
    {
        string packshots = (await _sandbox.Get("asset-families/packshots")).Body;
        Assert.Equal(204, (await _sandbox.Patch("asset-families/packshots", packshots)).Status);
        Assert.Equal(packshots, (await _sandbox.Get("asset-families/packshots")).Body);
        Assert.Equal("document", (await _sandbox.Get("asset-families/user_guides")).Json.GetProperty("attribute_as_main_media").GetString());
    }

    [Fact]
    public async Task A_new_family_has_its_main_media_and_a_code_of_one_spelling()
    {
        Assert.Equal(201, (await _sandbox.Patch("asset-families/Labels", "{}")).Status);
        Assert.Equal("""{"code":"Labels","labels":{},"attribute_as_main_media":"media","naming_convention":{},"product_link_rules":[],"transformations":[],"sharing_enabled":false}""", (await _sandbox.Get("asset-families/Labels")).Body);
        Assert.Equal("Asset family \"labels\" does not exist.", (await _sandbox.Get("asset-families/labels")).Message);
        Assert.Equal(201, (await _sandbox.Patch("asset-families/labels", "{}")).Status);
        Assert.Equal(201, (await _sandbox.Patch("asset-families/labels/assets/one", "{}")).Status);
        Assert.Equal(404, (await _sandbox.Get("asset-families/Labels/assets/one")).Status);
    }

    [Theory]
    [InlineData("reference-entities/brand", """{"type":"text","max_characters":10,"is_textarea":true,"is_rich_text_editor":true}""")]
    [InlineData("reference-entities/brand", """{"type":"image","allowed_extensions":["png"],"max_file_size":"10"}""")]
    [InlineData("reference-entities/brand", """{"type":"number","decimals_allowed":true,"min_value":"1.5","max_value":null}""")]
    [InlineData("reference-entities/brand", """{"type":"single_option","labels":{"en_US":"Choice"}}""")]
    [InlineData("reference-entities/brand", """{"type":"multiple_options","value_per_channel":true}""")]
    [InlineData("reference-entities/brand", """{"type":"reference_entity_single_link","reference_entity_code":"color"}""")]
    [InlineData("reference-entities/brand", """{"type":"reference_entity_multiple_links","reference_entity_code":"brand"}""")]
    [InlineData("reference-entities/brand", """{"type":"asset_collection","asset_family_identifier":"packshots"}""")]
    [InlineData("asset-families/packshots", """{"type":"media_link","prefix":"https://x/","suffix":null,"media_type":"youtube"}""")]
    [InlineData("asset-families/packshots", """{"type":"media_file","allowed_extensions":["png"],"media_type":"image"}""")]
    [InlineData("asset-families/packshots", """{"type":"boolean","is_read_only":true}""")]
    [InlineData("asset-families/packshots", """{"type":"date"}""")]
    [InlineData("asset-families/packshots", """{"type":"record","reference_entity":"color"}""")]
    public async Task Attributes_of_every_type_are_made_and_read_back(string entity, string body)
    {
        Answer created = await _sandbox.Patch(entity + "/attributes/made", body);
        Assert.Equal(201, created.Status);
        Assert.Equal($"{_sandbox.Base}/api/rest/v1/{entity}/attributes/made", created.Location);
        Answer read = await _sandbox.Get(entity + "/attributes/made");
        foreach (JsonProperty property in JsonDocument.Parse(body).RootElement.EnumerateObject())
        {
            Assert.Equal(property.Value.GetRawText(), read.Json.GetProperty(property.Name).GetRawText().Replace("\\/", "/"));
        }

        Assert.Equal(204, (await _sandbox.Patch(entity + "/attributes/made", read.Body)).Status);
    }

    [Fact]
    public async Task Options_are_a_bare_list_in_their_order()
    {
        Assert.Equal("""[{"code":"minimal","labels":{"en_US":"Minimal"}},{"code":"organic","labels":{"en_US":"Organic"}},{"code":"industrial","labels":{"en_US":"Industrial"}},{"code":"playful","labels":{"en_US":"Playful"}}]""", (await _sandbox.Get("reference-entities/designer/attributes/style/options")).Body);
        Answer created = await _sandbox.Patch("reference-entities/designer/attributes/style/options/bold", """{"code":"bold","labels":{"en_US":"Bold"}}""");
        Assert.Equal(201, created.Status);
        Assert.Equal(_sandbox.Base + "/api/rest/v1/reference-entities/designer/attributes/style/options/bold", created.Location);
        Assert.Equal(204, (await _sandbox.Patch("reference-entities/designer/attributes/style/options/bold", """{"labels":{"fr_FR":"Gras"}}""")).Status);
        Assert.Equal("""{"code":"bold","labels":{"en_US":"Bold","fr_FR":"Gras"}}""", (await _sandbox.Get("reference-entities/designer/attributes/style/options/bold")).Body);
        Assert.Equal(5, (await _sandbox.Get("reference-entities/designer/attributes/style/options")).Json.GetArrayLength());
    }

    [Fact]
    public async Task There_are_at_most_a_hundred_options()
    {
        for (int i = 0; i < 95; i++)
        {
            Assert.Equal(201, (await _sandbox.Patch($"reference-entities/brand/attributes/strengths/options/o{i}", "{}")).Status);
        }

        Assert.Equal(422, (await _sandbox.Patch("reference-entities/brand/attributes/strengths/options/last", "{}")).Status);
        Assert.Equal(204, (await _sandbox.Patch("reference-entities/brand/attributes/strengths/options/o1", "{}")).Status);
    }

    [Theory]
    [InlineData("reference-entities/nope", "Reference entity \"nope\" does not exist.")]
    [InlineData("reference-entities/nope/attributes", "Reference entity \"nope\" does not exist.")]
    [InlineData("reference-entities/nope/records", "Reference entity \"nope\" does not exist.")]
    [InlineData("reference-entities/brand/attributes/nope", "Attribute \"nope\" does not exist for the reference entity \"brand\".")]
    [InlineData("reference-entities/brand/attributes/nope/options", "Attribute \"nope\" does not exist for the reference entity \"brand\".")]
    [InlineData("reference-entities/brand/attributes/country/options/nope", "Attribute option \"nope\" does not exist or is not an option of the attribute \"country\".")]
    [InlineData("reference-entities/brand/attributes/founded/options", "Attribute \"founded\" does not support options. Only attributes of type \"single_option\", \"multiple_options\" support options.")]
    [InlineData("reference-entities/brand/records/nope", "Record \"nope\" does not exist for the reference entity \"brand\".")]
    [InlineData("reference-entities-media-files/a/b/c/d/nope.png", "Media file \"a/b/c/d/nope.png\" does not exist.")]
    [InlineData("asset-families/nope", "Asset family \"nope\" does not exist.")]
    [InlineData("asset-families/packshots/assets/nope", "Asset \"nope\" does not exist for the asset family \"packshots\".")]
    [InlineData("asset-families/Packshots/assets", "Asset family \"Packshots\" does not exist.")]
    public async Task What_does_not_exist_is_not_found(string path, string message)
    {
        Answer answer = await _sandbox.Get(path);
        Assert.Equal(404, answer.Status);
        Assert.Equal(message, answer.Message);
    }

    [Theory]
    [InlineData("POST", "reference-entities", "GET")]
    [InlineData("DELETE", "reference-entities/brand", "GET, PATCH")]
    [InlineData("POST", "reference-entities/brand/records", "GET, PATCH")]
    [InlineData("DELETE", "reference-entities/brand/records/alderbay", "GET, PATCH")]
    [InlineData("DELETE", "asset-families/packshots/attributes/angle/options/top", "GET, PATCH")]
    [InlineData("GET", "asset-media-files", "POST")]
    public async Task Other_methods_are_not_allowed(string method, string path, string allowed)
    {
        Answer answer = await _sandbox.Send(new HttpMethod(method), path, method == "GET" ? null : "{}");
        Assert.Equal(405, answer.Status);
        Assert.EndsWith($"Method Not Allowed (Allow: {allowed})", answer.Message);
    }

    [Theory]
    [InlineData("reference-entities/brand")]
    [InlineData("reference-entities/brand/attributes/founded")]
    [InlineData("reference-entities/brand/attributes/country/options/france")]
    [InlineData("reference-entities/brand/records")]
    [InlineData("reference-entities/brand/records/alderbay")]
    [InlineData("asset-families/packshots/assets")]
    public async Task Bodies_are_json(string path)
    {
        Assert.Equal("\"text/plain\" in \"Content-Type\" header is not valid. Only \"application/json\" is allowed.", (await _sandbox.Send(HttpMethod.Patch, path, "{}", "text/plain")).Message);
        Answer broken = await _sandbox.Patch(path, "{");
        Assert.Equal((400, "Invalid json message received"), (broken.Status, broken.Message));
    }

    [Fact]
    public async Task Answers_are_json()
    {
        Answer answer = await _sandbox.Send(HttpMethod.Get, "asset-families", change: request => request.Headers.TryAddWithoutValidation("Accept", "text/html"));
        Assert.Equal(406, answer.Status);
    }

    [Fact]
    public async Task A_reader_may_not_write()
    {
        _sandbox.Options.ReadOnlyUser = true;
        Assert.Equal("Access forbidden. You are not allowed to create or update reference entities.", (await _sandbox.Patch("reference-entities/brand", "{}")).Message);
        Assert.Equal("Access forbidden. You are not allowed to create or update reference entity records.", (await _sandbox.Patch("reference-entities/brand/records/x", "{}")).Message);
        Assert.Equal("Access forbidden. You are not allowed to delete assets.", (await _sandbox.Delete("asset-families/packshots/assets/packshot_001")).Message);
        Assert.Equal(200, (await _sandbox.Get("reference-entities")).Status);
    }

    [Fact]
    public async Task The_community_edition_has_none_of_it()
    {
        using TestSandbox community = new();
        Assert.Equal($"No route found for \"GET {community.Base}/api/rest/v1/reference-entities\"", (await community.Get("reference-entities")).Message);
        Assert.Equal(404, (await community.Get("asset-families/packshots/assets")).Status);
        Assert.Equal(404, (await community.Post("asset-media-files", "")).Status);
    }

    private static string Php(string text) => text.Replace("/", "\\/");
}
