using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

public sealed class SuggestionTests : IDisposable
{
    private const string Root = "data-model-designer/modelization-suggestion";

    private readonly TestSandbox _sandbox = SaasSandbox.Create();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task An_approved_suggestion_is_an_attribute()
    {
        Answer created = await _sandbox.Post(Root + "/attribute", """{"source":"manual","description":"Colour of the sole","code":"sole_color","type":"text","additional_comments":"For boots"}""");
        Assert.Equal(201, created.Status);
        JsonElement suggestion = created.Json;
        string path = $"{Root}/{suggestion.Text("uuid")}";
        Assert.Equal(_sandbox.Base + "/api/rest/v1/" + path, created.Location);
        Assert.Equal("draft", suggestion.Text("status"));
        Assert.Equal(created.Body, (await _sandbox.Get(path)).Body);
        Answer approved = await _sandbox.Post(path + "/approve", """{"attribute_code":"sole","attribute_labels":{"en_US":"Sole"},"attribute_group":"technical","localizable":true}""");
        Assert.Equal((200, "approved"), (approved.Status, approved.Json.Text("status")));
        JsonElement attribute = (await _sandbox.Get("attributes/sole")).Json;
        Assert.Equal(("pim_catalog_text", "technical"), (attribute.Text("type"), attribute.Text("group")));
        Assert.True(attribute.GetProperty("localizable").GetBoolean());
        (await _sandbox.Post(path + "/approve", "{}")).IsRefused(422, $"Modelization suggestion \"{suggestion.Text("uuid")}\" is already approved.");
        Assert.Equal(422, (await _sandbox.Post(path + "/decline", "{}")).Status);
    }

    [Fact]
    public async Task A_declined_suggestion_is_none()
    {
        string path = $"{Root}/{(await Find("status=draft")).Text("uuid")}";
        Answer declined = await _sandbox.Post(path + "/decline", """{"reject_reason":"No use"}""");
        Assert.Equal((200, "rejected", "No use"), (declined.Status, declined.Json.Text("status"), declined.Json.Text("reject_reason")));
        Assert.Equal(404, (await _sandbox.Get("attributes/recycled_content_in")).Status);
    }

    [Fact]
    public async Task An_attribute_that_is_there_cannot_be_approved()
    {
        string path = $"{Root}/{(await Find("status=draft")).Text("uuid")}";
        (await _sandbox.Post(path + "/approve", """{"attribute_code":"color"}""")).IsInvalid("code", "This value is already used.");
        Assert.Equal("draft", (await _sandbox.Get(path)).Json.Text("status"));
    }

    [Theory]
    [InlineData("""{"description":"x"}""", "source", "This value should not be blank.")]
    [InlineData("""{"source":"x"}""", "description", "This value should not be blank.")]
    [InlineData("""{"source":"x","description":"x","type":"poem"}""", "type", "The value you selected is not a valid choice.")]
    public async Task Suggestions_are_checked(string body, string property, string message) =>
        (await _sandbox.Post(Root + "/attribute", body)).IsInvalid(property, message);

    [Theory]
    [InlineData("status=draft", 1)]
    [InlineData("status=APPROVED", 1)]
    [InlineData("source=generated", 3)]
    [InlineData("source=manual", 0)]
    [InlineData("author=connie", 3)]
    [InlineData("codes=repair_guide,nope", 1)]
    public async Task Suggestions_are_filtered(string query, int count) =>
        Assert.Equal(count, (await _sandbox.Get($"{Root}s?{query}")).Items.Count());

    private async Task<JsonElement> Find(string query) => (await _sandbox.Get($"{Root}s?{query}")).Items.First();
}
