using System;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

public sealed class CategoryValueTests : IDisposable
{
    private const string Image = """{"code":"home","attribute_code":"image_1","channel":"ecommerce","locale":"en_US"}""";

    private readonly TestSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Values_come_as_a_list_and_are_told_as_an_object()
    {
        Assert.Equal(204, (await _sandbox.Patch("categories/home", """{"values":[{"data":"<p>Home</p>","channel":"ecommerce","locale":"en_US","attribute_code":"description"},{"data":"short","channel":null,"locale":"fr_FR","attribute_code":"short_text"}]}""")).Status);
        Assert.False((await _sandbox.Get("categories/home")).Json.TryGetProperty("values", out _));
        JsonProperty[] values = [.. (await Values("home")).EnumerateObject()];
        Assert.Matches("^description\\|[0-9a-f-]{36}\\|ecommerce\\|en_US$", values[0].Name);
        string code = values[0].Name.Substring(0, values[0].Name.Length - "|ecommerce|en_US".Length);
        Assert.Equal($$"""{"data":"<p>Home<\/p>","type":"richtext","channel":"ecommerce","locale":"en_US","attribute_code":"{{code}}"}""", values[0].Value.GetRawText().Replace("\\u003C", "<").Replace("\\u003E", ">"));
        Assert.Matches("^short_text\\|[0-9a-f-]{36}\\|fr_FR$", values[1].Name);

        await _sandbox.Batch("categories", """{"code":"home","values":[{"data":null,"channel":null,"locale":"fr_FR","attribute_code":"short_text"}]}""");
        Assert.Single((await Values("home")).EnumerateObject());
        Answer list = await _sandbox.Get("categories?with_enriched_attributes=true&with_position=true&limit=100");
        Assert.All(list.Items, item => Assert.Equal(JsonValueKind.Object, item.GetProperty("values").ValueKind));
        Assert.All(list.Items, item => Assert.True(item.GetProperty("position").GetInt32() >= 1));
    }

    [Theory]
    [InlineData("""{"data":"x","channel":null,"locale":null,"attribute_code":"nope"}""", "The nope attribute does not exist in your PIM. Check the expected format on the API documentation.")]
    [InlineData("""{"channel":null,"locale":null,"attribute_code":"notes"}""", "Property \"values\" expects an array with the key \"data\". Check the expected format on the API documentation.")]
    [InlineData("""{"data":"x","channel":null,"locale":null}""", "Property \"values\" expects an array with the key \"attribute_code\". Check the expected format on the API documentation.")]
    [InlineData("""{"data":"x","channel":null,"locale":null,"attribute_code":"description"}""", "The description attribute requires a locale.")]
    [InlineData("""{"data":"x","channel":null,"locale":"en_US","attribute_code":"notes"}""", "The notes attribute does not require a locale, the \"en_US\" locale was detected.")]
    [InlineData("""{"data":"x","channel":"nope","locale":"en_US","attribute_code":"description"}""", "The channel \"nope\" does not exist.")]
    [InlineData("""{"data":"x","channel":null,"locale":"it_IT","attribute_code":"short_text"}""", "The locale \"it_IT\" does not exist or is not activated.")]
    [InlineData("""{"data":5,"channel":null,"locale":null,"attribute_code":"notes"}""", "Property \"notes\" expects a string as data. Check the expected format on the API documentation.")]
    [InlineData("""{"data":"a/b.jpg","channel":null,"locale":null,"attribute_code":"icon"}""", "Property \"icon\" expects a media file of this category. Check the expected format on the API documentation.")]
    public async Task Values_are_checked(string value, string message)
    {
        Answer answer = await _sandbox.Patch("categories/home", $$"""{"values":[{{value}}]}""");
        Assert.Equal(422, answer.Status);
        Assert.Equal(message, answer.Message);
    }

    [Fact]
    public async Task Values_of_the_told_shape_are_refused()
    {
        await _sandbox.Patch("categories/home", """{"values":[{"data":"n","channel":null,"locale":null,"attribute_code":"notes"}]}""");
        string told = (await Values("home")).GetRawText();
        Assert.Equal(204, (await _sandbox.Patch("categories/home", $$"""{"values":{{told}}}""")).Status);
        Assert.Equal(422, (await _sandbox.Patch("categories/garden", $$"""{"values":{{told}}}""")).Status);
    }

    [Fact]
    public async Task An_image_is_sent_and_fetched()
    {
        Answer created = await Upload(Image, "IMG 1.jpg");
        Assert.Equal(201, created.Status);
        JsonElement data = (await Values("home")).EnumerateObject().Single().Value.GetProperty("data");
        string path = data.GetProperty("file_path").GetString()!;
        Assert.Equal($"{_sandbox.Base}/api/rest/v1/category-media-files/{path}/download", created.Location);
        Assert.Equal(["size", "extension", "file_path", "mime_type", "original_filename"], data.EnumerateObject().Select(member => member.Name));
        Assert.Equal("IMG 1.jpg", data.GetProperty("original_filename").GetString());
        Answer file = await _sandbox.Get($"category-media-files/{path}/download");
        Assert.Equal("abc", file.Body);
        Assert.Equal("image/jpeg", file.ContentType);
        Assert.Equal(404, (await _sandbox.Get($"category-media-files/{Uri.EscapeDataString(path)}/download")).Status);
        Assert.Equal("Media file \"a/b\" does not exist.", (await _sandbox.Get("category-media-files/a/b/download")).Message);
        Assert.Equal(404, (await _sandbox.Get("media-files/" + path)).Status);
    }

    [Theory]
    [InlineData(null, "a.jpg", 422, "Property \"category\" is required.")]
    [InlineData("{", "a.jpg", 400, "Invalid json message received")]
    [InlineData("""{"code":"home","attribute_code":"image_1"}""", "a.jpg", 422, "Category property must contain \"code\", \"attribute_code\", \"channel\" and \"locale\" properties.")]
    [InlineData("""{"code":"nope","attribute_code":"icon","channel":null,"locale":null}""", "a.jpg", 422, "Category \"nope\" does not exist.")]
    [InlineData(Image, null, 422, "Property \"file\" is required.")]
    [InlineData("""{"code":"home","attribute_code":"nope","channel":null,"locale":null}""", "a.jpg", 422, "The nope attribute does not exist in your PIM.")]
    [InlineData("""{"code":"home","attribute_code":"notes","channel":null,"locale":null}""", "a.jpg", 422, "The notes attribute does not take media files.")]
    [InlineData("""{"code":"home","attribute_code":"icon","channel":null,"locale":null}""", "a.exe", 422, "The exe files cannot be a value of the attribute icon, which takes gif, jfif, jif, jpeg, jpg, pdf, png, psd, tif, tiff.")]
    public async Task Images_are_checked(string? category, string? name, int status, string message)
    {
        Answer answer = await Upload(category, name);
        Assert.Equal(status, answer.Status);
        Assert.Equal(message, answer.Message);
    }

    [Fact]
    public async Task Images_come_by_form_alone()
    {
        Assert.Equal(415, (await _sandbox.Post("category-media-files", "{}")).Status);
        Assert.Equal(405, (await _sandbox.Get("category-media-files")).Status);
        _sandbox.Options.ReadOnlyUser = true;
        Assert.Equal("Access forbidden. You are not allowed to create or update categories.", (await Upload(Image, "a.jpg")).Message);
    }

    [Fact]
    public async Task Roots_tell_what_they_require()
    {
        using TestSandbox cloud = new(new PimSandboxOptions { ProductCount = 20, Edition = "Serenity" });
        Assert.Equal(201, (await cloud.Post("categories", """{"code":"winter","channel_requirements":["ecommerce"],"validations":{"only_leaves":true}}""")).Status);
        JsonElement root = (await cloud.Get("categories/winter")).Json;
        Assert.Equal("""["ecommerce"]""", root.GetProperty("channel_requirements").GetRawText());
        Assert.Equal("""{"max_categories_per_product":null,"only_leaves":true,"is_mandatory":false}""", root.GetProperty("validations").GetRawText());
        Assert.False((await cloud.Get("categories/home")).Json.TryGetProperty("validations", out _));
        Assert.Contains("\"property\":\"validations\"", (await cloud.Patch("categories/home", """{"validations":{"only_leaves":true}}""")).Body);
        Assert.Equal("Property \"validations\" does not exist. Check the expected format on the API documentation.", (await _sandbox.Patch("categories/master", """{"validations":{}}""")).Message);
    }

    [Fact]
    public async Task The_tree_of_a_channel_stays_a_tree() =>
        Assert.Contains("The category is the tree of a channel and cannot have a parent.", (await _sandbox.Patch("categories/print_catalog", """{"parent":"home"}""")).Body);

    private async Task<JsonElement> Values(string code) => (await _sandbox.Get($"categories/{code}?with_enriched_attributes=true")).Json.GetProperty("values");

    private Task<Answer> Upload(string? category, string? name) => _sandbox.Send(HttpMethod.Post, "category-media-files", change: request =>
        request.Content = MediaFileTests.Form(name is null ? null : "abc"u8.ToArray(), name ?? "", category is null ? [("other", "x")] : [("category", category)]));
}
