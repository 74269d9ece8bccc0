using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;
using static PimPowerShell.Sandbox.Tests.EntitySandbox;

namespace PimPowerShell.Sandbox.Tests;

/// <summary>The records of reference entities.</summary>
public sealed class RecordTests : IDisposable
{
    private const string Brands = "reference-entities/brand/records";

    private readonly TestSandbox _sandbox = EntitySandbox.Start("EE");

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Records_come_in_pages_of_a_hundred()
    {
        Answer first = await _sandbox.Get(Brands + "?limit=5");
        Assert.Equal(100, first.Codes.Length);
        Assert.Equal(first.Codes.OrderBy(code => code, StringComparer.Ordinal), first.Codes);
        Assert.Equal($"{_sandbox.Base}/api/rest/v1/{Brands}?search_after={first.Codes[99]}", first.Link("next"));
        Assert.Equal(130, (await _sandbox.All(Brands)).Count);
        Assert.Equal($"{_sandbox.Base}/api/rest/v1/{Brands}/{first.Codes[0]}", first.Items.First().GetProperty("_links").GetProperty("self").GetProperty("href").GetString());
    }

    [Fact]
    public async Task The_catalog_follows_from_the_seed()
    {
        string[] bodies = [];
        foreach (int seed in new[] { 7, 7, 8 })
        {
            using TestSandbox other = new(new PimSandboxOptions { ProductCount = 1, Edition = "EE", Seed = seed });
            bodies = [.. bodies, (await other.Get(Brands)).Body.Replace(other.Base.Replace("/", "\\/"), "")];
        }

        Assert.Equal(bodies[0], bodies[1]);
        Assert.NotEqual(bodies[0], bodies[2]);
    }

    [Fact]
    public async Task Every_generated_record_can_be_sent_back_as_it_is()
    {
        foreach (string entity in new[] { "brand", "color", "designer" })
        {
            List<JsonElement> records = await _sandbox.All($"reference-entities/{entity}/records");
            foreach (JsonElement[] chunk in records.Chunk(100))
            {
                string body = "[" + string.Join(",", chunk.Select(WithoutLinks)) + "]";
                Answer answer = await _sandbox.Patch($"reference-entities/{entity}/records", body);
                Assert.All(answer.Json.EnumerateArray(), result => Assert.Equal(204, result.GetProperty("status_code").GetInt32()));
            }

            Assert.Equal(records.Select(record => record.GetRawText()), (await _sandbox.All($"reference-entities/{entity}/records")).Select(record => record.GetRawText()));
        }
    }

    [Fact]
    public async Task A_record_is_created_merged_and_emptied()
    {
        Answer created = await _sandbox.Patch(Brands + "/kartell", $$$$"""{"code":"kartell","values":{"label":{{{{Value("\"Kartell\"", "en_US")}}}},"founded":{{{{Value("\"1949\"")}}}}}}""");
        Assert.Equal(201, created.Status);
        Assert.Equal(_sandbox.Base + "/api/rest/v1/reference-entities/brand/records/kartell", created.Location);
        Answer changed = await _sandbox.Patch(Brands + "/KARTELL", $$$$"""{"values":{"label":{{{{Value("\"Kartell FR\"", "fr_FR")}}}},"founded":{{{{Value("null")}}}},"strengths":{{{{Value("[\"design\",\"stock\"]")}}}}}}""");
        Assert.Equal(204, changed.Status);
        JsonElement record = (await _sandbox.Get(Brands + "/kartell")).Json;
        Assert.Equal(
            """{"label":[{"locale":"en_US","channel":null,"data":"Kartell"},{"locale":"fr_FR","channel":null,"data":"Kartell FR"}],"strengths":[{"locale":null,"channel":null,"data":["design","stock"]}]}""",
            record.GetProperty("values").GetRawText());
        Assert.Equal(["code", "values", "created", "updated"], record.EnumerateObject().Select(property => property.Name));
        string updated = record.GetProperty("updated").GetString()!;
        await Task.Delay(1100);
        Assert.Equal(204, (await _sandbox.Patch(Brands + "/kartell", $$$$"""{"values":{"label":{{{{Value("\"Kartell\"", "en_US")}}}}}}""")).Status);
        Assert.Equal(updated, (await _sandbox.Get(Brands + "/kartell")).Json.GetProperty("updated").GetString());
    }

    [Theory]
    [InlineData("label", """[{"locale":"en_US","data":"x"}]""", "values.label[0].channel", "The property channel is required")]
    [InlineData("label", """[{"locale":"en_US","channel":null,"data":"x","more":1}]""", "values.label[0]", "The property more is not defined and the definition does not allow additional properties")]
    [InlineData("label", """{"locale":"en_US"}""", "values.label", "Object value found, but an array is required")]
    [InlineData("label", """["x"]""", "values.label[0]", "String value found, but an object is required")]
    [InlineData("label", """[{"locale":1,"channel":null,"data":"x"}]""", "values.label[0].locale", "Integer value found, but a string or a null is required")]
    [InlineData("label", """[{"locale":"en_US","channel":null,"data":["x"]}]""", "values.label[0].data", "Array value found, but a string or a null is required")]
    [InlineData("founded", """[{"locale":null,"channel":null,"data":1949}]""", "values.founded[0].data", "Integer value found, but a string or a null is required")]
    [InlineData("strengths", """[{"locale":null,"channel":null,"data":"design"}]""", "values.strengths[0].data", "String value found, but an array or a null is required")]
    [InlineData("strengths", """[{"locale":null,"channel":null,"data":["design",1]}]""", "values.strengths[0].data[1]", "Integer value found, but a string is required")]
    [InlineData("nope", "[]", "values", "Attribute \"nope\" does not exist.")]
    public async Task Values_of_the_wrong_format_are_refused(string attribute, string sent, string property, string message)
    {
        Answer answer = await _sandbox.Patch(Brands + "/alderbay", $$$$"""{"values":{"{{{{attribute}}}}":{{{{sent}}}}}}""");
        Assert.Equal((422, "The record has an invalid format."), (answer.Status, answer.Message));
        Assert.Equal([(property, message)], Errors(answer.Json));
    }

    [Theory]
    [InlineData("label", "\"x\"", null, null, "The label attribute requires a locale.")]
    [InlineData("founded", "\"1950\"", "fr_FR", null, "The founded attribute does not require a locale, the \"fr_FR\" locale was detected.")]
    [InlineData("photo", "\"x\"", null, null, "The photo attribute requires a channel.")]
    [InlineData("founded", "\"1950\"", null, "print", "The founded attribute does not require a channel, the \"print\" channel was detected.")]
    [InlineData("label", "\"x\"", "es_ES", null, "Attribute \"label\" expects an existing and activated locale, \"es_ES\" given.")]
    [InlineData("photo", "\"x\"", null, "nope", "Attribute \"photo\" expects an existing channel, \"nope\" given.")]
    [InlineData("slogan", "\"x\"", "fr_FR", "print", "Attribute \"slogan\" expects a valid locale, \"fr_FR\" is not bound to channel \"print\".")]
    [InlineData("website", "\"x\"", null, null, "The website attribute requires a valid URL.")]
    [InlineData("contact", "\"x\"", null, null, "The contact attribute requires an e-mail address.")]
    [InlineData("founded", "\"x\"", null, null, "The founded attribute requires a number, and the submitted x value is not.")]
    [InlineData("founded", "\"1900.5\"", null, null, "The founded attribute requires a non-decimal value, and 1900.5 is not a valid value.")]
    [InlineData("founded", "\"1700\"", null, null, "The founded attribute requires an equal or greater than 1800 value.")]
    [InlineData("founded", "\"2200\"", null, null, "The founded attribute requires an equal or lower than 2100 value.")]
    [InlineData("country", "\"utopia\"", null, null, "The utopia value is not in the country attribute option list.")]
    [InlineData("strengths", "[\"a\",\"design\",\"b\"]", null, null, "The a, b values are not in the strengths attribute option list.")]
    [InlineData("flagship_color", "\"nope\"", null, null, "Record \"nope\" does not exist for the reference entity \"color\".")]
    [InlineData("designers", "[\"designer_001\",\"nope\"]", null, null, "Record \"nope\" does not exist for the reference entity \"designer\".")]
    [InlineData("lookbook", "[\"nope\"]", null, null, "Asset \"nope\" does not exist for the asset family \"packshots\".")]
    [InlineData("image", "\"nope.png\"", null, null, "Media file \"nope.png\" does not exist.")]
    public async Task Values_that_break_a_rule_are_refused(string attribute, string data, string? locale, string? channel, string message)
    {
        Answer answer = await _sandbox.Patch(Brands + "/alderbay", $$$$"""{"values":{"{{{{attribute}}}}":{{{{Value(data, locale, channel)}}}}}}""");
        Assert.Equal((422, "The record has data that does not comply with the business rules."), (answer.Status, answer.Message));
        Assert.Equal([($"values.{attribute}[0]", message)], Errors(answer.Json));
    }

    [Fact]
    public async Task Texts_keep_to_length_and_pattern()
    {
        Answer slogan = await _sandbox.Patch(Brands + "/alderbay", $$$$"""{"values":{"slogan":{{{{Value($"\"{new string('x', 81)}\"", "en_US", "print")}}}}}}""");
        Assert.Equal("The slogan attribute must not contain more than 80 characters. The submitted value is too long.", Errors(slogan.Json).Single().Message);
        Answer hex = await _sandbox.Patch("reference-entities/color/records/color_01", $$$$"""{"values":{"hex":{{{{Value("\"red\"")}}}}}}""");
        Assert.Equal("The hex attribute must match the following regular expression: /^#[0-9a-f]{6}$/.", Errors(hex.Json).Single().Message);
    }

    [Theory]
    [InlineData("""{"_links":{}}""", "The property _links is not defined and the definition does not allow additional properties")]
    [InlineData("""{"values":null}""", "NULL value found, but an object is required")]
    [InlineData("[1]", "Array value found, but an object is required")]
    public async Task Bodies_have_the_properties_of_a_record(string body, string message) =>
        Assert.Equal(message, Errors((await _sandbox.Patch(Brands + "/alderbay", body)).Json).Single().Message);

    [Fact]
    public async Task The_code_cannot_be_changed() =>
        Assert.Equal([("code", "This property cannot be changed.")], Errors((await _sandbox.Patch(Brands + "/alderbay", """{"code":"other"}""")).Json));

    [Fact]
    public async Task A_batch_answers_for_each_item_in_order()
    {
        Answer answer = await _sandbox.Patch(Brands, $$$$"""[{"code":"alderbay"},{"code":"usm","values":{"label":{{{{Value("\"USM\"", "en_US")}}}}}},{"code":"muuto","values":{"label":[{"locale":"en_US","channel":null,"data":1}]}},{"code":"m-1"}]""");
        Assert.Equal((200, "application/json"), (answer.Status, answer.ContentType));
        Assert.Equal(
            """[{"code":"alderbay","status_code":204},{"code":"usm","status_code":201},{"code":"muuto","status_code":422,"message":"The record has an invalid format.","errors":[{"property":"values.label[0].data","message":"Integer value found, but a string or a null is required"}]},{"code":"m-1","status_code":422,"message":"The record has data that does not comply with the business rules.","errors":[{"property":"code","message":"Record code may contain only letters, numbers and underscores"}]}]""",
            answer.Body);
        Assert.Equal(4, _sandbox.Counters.Lines);
    }

    [Fact]
    public async Task A_batch_is_a_list_of_at_most_a_hundred_objects()
    {
        Assert.Equal("[]", (await _sandbox.Patch(Brands, "[]")).Body);
        Answer tooMany = await _sandbox.Patch(Brands, "[" + string.Join(",", Enumerable.Range(0, 101).Select(i => $$$$"""{"code":"r{{{{i}}}}"}""")) + "]");
        Assert.Equal((413, "Too many resources to process, 100 is the maximum allowed."), (tooMany.Status, tooMany.Message));
        Answer noList = await _sandbox.Patch(Brands, """{"code":"a"}""");
        Assert.Equal((400, "The list of records has an invalid format."), (noList.Status, noList.Message));
        Answer noObjects = await _sandbox.Patch(Brands, """[{"code":"a"},1,{"values":{}},{"code":2}]""");
        Assert.Equal(400, noObjects.Status);
        Assert.Equal(
            [("[1]", "Integer value found, but an object is required"), ("[2].code", "The property code is required"), ("[3].code", "Integer value found, but a string is required")],
            Errors(noObjects.Json));
        Assert.Equal(404, (await _sandbox.Get(Brands + "/a")).Status);
        Assert.Equal("Reference entity \"nope\" does not exist.", (await _sandbox.Patch("reference-entities/nope/records", "[]")).Message);
    }

    [Fact]
    public async Task Files_are_uploaded_named_and_downloaded()
    {
        Answer created = await Post(_sandbox, "reference-entities-media-files", form => form.Add(new ByteArrayContent([1, 2, 3]), "file", "my photo.png"));
        Assert.Equal((201, ""), (created.Status, created.Body));
        string code = created.Headers.GetValues("reference-entities-media-file-code").Single();
        Assert.Matches("^([0-9a-f])/([0-9a-f])/([0-9a-f])/([0-9a-f])/\\1\\2\\3\\4[0-9a-f]{36}_my_photo.png$", code);
        Assert.Equal($"{_sandbox.Base}/api/rest/v1/reference-entities-media-files/{code}", created.Location);
        Answer download = await _sandbox.Send(HttpMethod.Get, "reference-entities-media-files/" + code, change: request => request.Headers.TryAddWithoutValidation("Accept", "image/*"));
        Assert.Equal((200, "image/png", "\u0001\u0002\u0003"), (download.Status, download.ContentType, download.Body));
        Assert.Equal(204, (await _sandbox.Patch(Brands + "/alderbay", $$$$"""{"values":{"image":{{{{Value($"\"{code}\"")}}}}}}""")).Status);

        string text = await Upload(_sandbox, "reference-entities-media-files", "Reference-entities-media-file-code", "a.txt");
        Answer wrong = await _sandbox.Patch(Brands + "/alderbay", $$$$"""{"values":{"photo":{{{{Value($"\"{text}\"", null, "print")}}}}}}""");
        Assert.Equal("The txt files cannot be a value of the attribute photo, which takes png, jpg.", Errors(wrong.Json).Single().Message);
        string large = await Upload(_sandbox, "reference-entities-media-files", "Reference-entities-media-file-code", "a.png", 1_000_001);
        wrong = await _sandbox.Patch(Brands + "/alderbay", $$$$"""{"values":{"photo":{{{{Value($"\"{large}\"", null, "print")}}}}}}""");
        Assert.Equal("The photo attribute does not take files of more than 1 MB.", Errors(wrong.Json).Single().Message);
    }

    [Fact]
    public async Task An_upload_is_a_form_with_a_file()
    {
        Answer noFile = await Post(_sandbox, "reference-entities-media-files", form => form.Add(new StringContent("x"), "file"));
        Assert.Equal((422, "Property \"file\" is required."), (noFile.Status, noFile.Message));
        Answer noForm = await _sandbox.Post("reference-entities-media-files", "{}");
        Assert.Equal((415, "\"application/json\" in \"Content-Type\" header is not valid. Only \"multipart/form-data\" is allowed."), (noForm.Status, noForm.Message));
    }

    private static string WithoutLinks(JsonElement record) =>
        "{" + string.Join(",", record.EnumerateObject().Where(property => property.Name != "_links").Select(property => $"\"{property.Name}\":{property.Value.GetRawText()}")) + "}";
}
