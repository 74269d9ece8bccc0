using System;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

public sealed class ExtensionTests : IDisposable
{
    private readonly TestSandbox _sandbox = SaasSandbox.Create();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Extensions_are_created_changed_and_deleted()
    {
        Answer created = await _sandbox.Post("ui-extensions", """{"name":"mine","type":"iframe","position":"pim.product.tab","configuration":{"url":"https://x.example.com","secret":"hush-hush-hush-hush-hush-hush-hu","labels":{"en_US":"Mine"},"default_label":"Mine"},"version":"V1","description":"Short."}""");
        Assert.Equal(201, created.Status);
        string uuid = created.Json.Text("uuid");
        Assert.Equal($$"""{"uuid":"{{uuid}}","name":"mine","type":"iframe","position":"pim.product.tab","configuration":{"url":"https://x.example.com","secret":"***REDACTED***","labels":{"en_US":"Mine"},"default_label":"Mine"},"status":"active","credentials":[],"version":"V1","description":"Short."}""", created.Body.Replace("\\/", "/"));
        Answer changed = await _sandbox.Patch("ui-extensions/" + uuid, """{"position":"pim.category.tab","status":"inactive","configuration":{"default_label":"Ours"}}""");
        Assert.Equal(200, changed.Status);
        Assert.Equal("inactive", changed.Json.Text("status"));
        Assert.Equal("https://x.example.com", changed.Json.GetProperty("configuration").Text("url"));
        Assert.Equal("Ours", changed.Json.GetProperty("configuration").Text("default_label"));
        Assert.Contains(uuid, (await List()).Select(extension => extension.Text("uuid")));
        Answer deleted = await _sandbox.Delete("ui-extensions/" + uuid);
        Assert.Equal((204, ""), (deleted.Status, deleted.Body));
        (await _sandbox.Delete("ui-extensions/" + uuid)).IsRefused(404, $"UI extension \"{uuid}\" does not exist.");
    }

    [Fact]
    public async Task The_list_is_bare_and_has_four()
    {
        Assert.Equal(4, (await List()).Length);
        Assert.DoesNotContain("generated", (await _sandbox.Get("ui-extensions")).Body);
    }

    [Theory]
    [InlineData("""{"type":"link","position":"pim.product.header","configuration":{"default_label":"x","url":"https://x.com"}}""", "name", "This value should not be blank.")]
    [InlineData("""{"name":"stock","type":"link","position":"pim.product.header","configuration":{"default_label":"x","url":"https://x.com"}}""", "name", "This value is already used.")]
    [InlineData("""{"name":"x","type":"page","position":"pim.product.header","configuration":{"default_label":"x","url":"https://x.com"}}""", "type", "The value you selected is not a valid choice.")]
    [InlineData("""{"name":"x","type":"link","configuration":{"default_label":"x","url":"https://x.com"}}""", "position", "This value should not be blank.")]
    [InlineData("""{"name":"x","type":"link","position":"pim.product.tab","configuration":{"default_label":"x","url":"https://x.com"}}""", "position", "The value you selected is not a valid choice.")]
    [InlineData("""{"name":"x","type":"data_component","position":"pim.product.tab","configuration":{"default_label":"x","url":"https://x.com"}}""", "position", "The value you selected is not a valid choice.")]
    [InlineData("""{"name":"x","type":"action","position":"pim.product.tab","configuration":{"default_label":"x","url":"https://x.com"}}""", "position", "The value you selected is not a valid choice.")]
    [InlineData("""{"name":"x","type":"link","position":"pim.product.header"}""", "configuration.default_label", "This value should not be blank.")]
    [InlineData("""{"name":"x","type":"link","position":"pim.product.header","configuration":{"default_label":"x"}}""", "configuration.url", "This value should not be blank.")]
    [InlineData("""{"name":"x","type":"link","position":"pim.product.header","configuration":{"default_label":"x","url":"x.com"}}""", "configuration.url", "This value is not a valid URL.")]
    [InlineData("""{"name":"x","type":"link","position":"pim.product.header","configuration":{"default_label":"x","url":"https://x.com","secret":"s"}}""", "configuration.secret", "This field was not expected.")]
    [InlineData("""{"name":"x","type":"data_component","position":"pim.product.panel","configuration":{"default_label":"x","url":"https://x.com","secret":"***REDACTED***"}}""", "configuration.secret", "This value is too short. It should have 32 characters or more.")]
    [InlineData("""{"name":"x","type":"link","position":"pim.product.header","configuration":{"default_label":"x","url":"https://x.com","labels":{"xx_XX":"x"}}}""", "configuration.labels", "The locale \"xx_XX\" does not exist.")]
    [InlineData("""{"name":"x","type":"link","position":"pim.product.header","status":"asleep","configuration":{"default_label":"x","url":"https://x.com"}}""", "status", "The value you selected is not a valid choice.")]
    [InlineData("""{"name":"x","type":"link","position":"pim.product.header","configuration":{"default_label":"x","url":"https://x.com"},"credentials":[{"type":"Bearer Token","value":"v"}]}""", "credentials[0].code", "This value should not be blank.")]
    [InlineData("""{"name":"x","type":"link","position":"pim.product.header","configuration":{"default_label":"x","url":"https://x.com"},"credentials":[{"code":"c","type":"Key","value":"v"}]}""", "credentials[0].type", "The value you selected is not a valid choice.")]
    [InlineData("""{"name":"x","type":"link","position":"pim.product.header","configuration":{"default_label":"x","url":"https://x.com"},"credentials":[{"code":"c","type":"Bearer Token","value":{"a":"b"}}]}""", "credentials[0].value", "This value should not be blank.")]
    [InlineData("""{"name":"x","type":"link","position":"pim.product.header","configuration":{"default_label":"x","url":"https://x.com"},"credentials":[{"code":"c","type":"Basic Auth","value":{"username":"u","password":"p"}},{"code":"c","type":"Custom Header","value":"v"}]}""", "credentials[1].code", "This value is already used.")]
    [InlineData("""{"name":"x","type":"sdk_script","position":"pim.product.panel","configuration":{"default_label":"x"}}""", "file", "This value should not be blank.")]
    public async Task Extensions_are_checked(string body, string property, string message) =>
        (await _sandbox.Post("ui-extensions", body)).IsInvalid(property, message);

    [Theory]
    [InlineData("link", "pim.product.header", "pim.product-model.header")]
    [InlineData("action", "pim.sub-product-model.header", "pim.product-grid.action-bar", "pim.product.index")]
    [InlineData("iframe", "pim.activity.navigation.tab", "pim.product-model.panel")]
    [InlineData("data_component", "pim.product.panel", "pim.sub-product-model.panel")]
    public async Task Every_type_has_its_places(string type, params string[] positions)
    {
        foreach (string position in positions)
        {
            Answer answer = await _sandbox.Post("ui-extensions", $$$"""{"name":"{{{type + position}}}","type":"{{{type}}}","position":"{{{position}}}","configuration":{"default_label":"x","url":"http://x.com"}}""");
            Assert.Equal(201, answer.Status);
        }
    }

    [Fact]
    public async Task Secrets_are_taken_and_never_told()
    {
        Answer created = await _sandbox.Post("ui-extensions", """{"name":"x","type":"action","position":"pim.product.header","configuration":{"default_label":"x","url":"https://x.com","secret":"hush-hush-hush-hush-hush-hush-hu"},"credentials":[{"code":"c","type":"Bearer Token","value":"hush-hush"},{"code":"d","type":"Basic Auth","value":{"username":"u","password":"hush-hush"}}]}""");
        Assert.Equal("""[{"code":"c","type":"Bearer Token"},{"code":"d","type":"Basic Auth"}]""", created.Json.GetProperty("credentials").GetRawText());
        Assert.DoesNotContain("hush", created.Body);
        Assert.Equal("***REDACTED***", created.Json.GetProperty("configuration").Text("secret"));
        Answer keyed = await _sandbox.Patch("ui-extensions/" + created.Json.Text("uuid"), """{"credentials":{"a":{"code":"c","type":"Bearer Token","value":"hush-hush"}}}""");
        Assert.Equal("""[{"code":"c","type":"Bearer Token"}]""", keyed.Json.GetProperty("credentials").GetRawText());
        Assert.DoesNotContain("hush", (await _sandbox.Get("ui-extensions")).Body);
    }

    [Fact]
    public async Task Scripts_are_uploaded_in_forms()
    {
        Answer created = await _sandbox.PostForm("ui-extensions", Script("demo.js", "console.log(1)"));
        Assert.Equal(201, created.Status);
        JsonElement configuration = created.Json.GetProperty("configuration");
        Assert.Equal("Démo", configuration.GetProperty("labels").Text("fr_FR"));
        Assert.Equal("v2", configuration.GetProperty("custom_variables").Text("endpoint"));
        Assert.Equal("""[{"code":"api","type":"Bearer Token"}]""", created.Json.GetProperty("credentials").GetRawText());
        string path = "ui-extensions/" + created.Json.Text("uuid");
        MultipartFormDataContent update = new() { { new StringContent("1.1"), "version" }, { new ByteArrayContent(Encoding.UTF8.GetBytes("other()")), "file", "other.js" } };
        Answer updated = await _sandbox.PostForm(path, update);
        Assert.Equal((200, "1.1"), (updated.Status, updated.Json.Text("version")));
        Assert.Equal(200, (await _sandbox.Patch(path, """{"version":"1.2"}""")).Status);
        Assert.Equal(200, (await _sandbox.Post(path, """{"version":"1.3"}""")).Status);
    }

    [Theory]
    [InlineData("demo.txt", "x", "The extension of the file is invalid. Allowed extensions are \"js\".")]
    [InlineData("demo.js", "", "An empty file is not allowed.")]
    public async Task Scripts_are_checked(string name, string content, string message) =>
        (await _sandbox.PostForm("ui-extensions", Script(name, content))).IsInvalid("file", message);

    [Fact]
    public async Task Other_types_take_no_file()
    {
        string uuid = (await List())[0].Text("uuid");
        MultipartFormDataContent form = new() { { new ByteArrayContent([1]), "file", "x.js" } };
        (await _sandbox.PostForm("ui-extensions/" + uuid, form)).IsInvalid("file", "This field was not expected.");
    }

    [Fact]
    public async Task Broken_forms_are_refused() =>
        Assert.Equal(400, (await _sandbox.Send(HttpMethod.Post, "ui-extensions", "nonsense", "multipart/form-data; boundary=x")).Status);

    private static MultipartFormDataContent Script(string name, string content) => new()
    {
        { new StringContent("demo"), "name" },
        { new StringContent("sdk_script"), "type" },
        { new StringContent("pim.product.panel"), "position" },
        { new StringContent("Demo"), "configuration[default_label]" },
        { new StringContent("Démo"), "configuration[labels][fr_FR]" },
        { new StringContent("""{"endpoint":"v2"}"""), "configuration[custom_variables]" },
        { new StringContent("api"), "credentials[0][code]" },
        { new StringContent("Bearer Token"), "credentials[0][type]" },
        { new StringContent("value"), "credentials[0][value]" },
        { new ByteArrayContent(Encoding.UTF8.GetBytes(content)), "file", name },
    };

    private async Task<JsonElement[]> List() => [.. (await _sandbox.Get("ui-extensions")).Json.EnumerateArray()];
}
