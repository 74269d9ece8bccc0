using System;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

public sealed class RuleAndJobTests : IDisposable
{
    private const string Rule = """{"type":"product","conditions":[{"field":"family","operator":"IN","value":["shoes"]}],"actions":[{"type":"set","field":"name","value":"x","locale":"en_US"}],"labels":{"en_US":"Mine"},"priority":10,"execution_type":"triggered","triggers":[{"field":"name"}]}""";

    private readonly TestSandbox _sandbox = SaasSandbox.Create();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Rules_are_put_and_shown_whole()
    {
        Answer created = await _sandbox.Put("rule-definitions/mine", Rule);
        Assert.Equal((201, ""), (created.Status, created.Body));
        Assert.Equal(_sandbox.Base + "/api/rest/v1/rule-definitions/mine", created.Location);
        Assert.Equal("""{"code":"mine","type":"product","conditions":[{"field":"family","operator":"IN","value":["shoes"]}],"actions":[{"type":"set","field":"name","value":"x","locale":"en_US"}],"labels":{"en_US":"Mine"},"priority":10,"enabled":true,"execution_type":"triggered","triggers":[{"field":"name"}]}""", (await _sandbox.Get("rule-definitions/mine")).Body);
        Answer changed = await _sandbox.Put("rule-definitions/MINE", """{"type":"product","actions":[{"type":"clear","field":"name"}]}""");
        Assert.Equal(204, changed.Status);
        Assert.Equal("""{"code":"mine","type":"product","conditions":[],"actions":[{"type":"clear","field":"name"}],"labels":{},"priority":0,"enabled":true,"execution_type":"scheduled","triggers":[]}""", (await _sandbox.Get("rule-definitions/mine")).Body);
    }

    [Theory]
    [InlineData("""{}""", "type", "This value should not be blank.")]
    [InlineData("""{"type":"family"}""", "type", "The value you selected is not a valid choice.")]
    [InlineData("""{"type":"record"}""", "reference_entity_identifier", "This value should not be blank.")]
    [InlineData("""{"type":"product","execution_type":"daily"}""", "execution_type", "The value you selected is not a valid choice.")]
    [InlineData("""{"type":"product","labels":{"xx_XX":"x"}}""", "labels", "The locale \"xx_XX\" does not exist.")]
    [InlineData("""{"type":"product"}""", "actions", "This collection should contain 1 element or more.")]
    [InlineData("""{"type":"product","execution_type":"triggered"}""", "triggers", "This collection should contain 1 element or more.")]
    [InlineData("""{"type":"product","conditions":[{"field":"x"}]}""", "conditions[0].operator", "This value should not be blank.")]
    [InlineData("""{"type":"product","actions":[5]}""", "actions[0].type", "This value should not be blank.")]
    public async Task Rules_are_checked(string body, string property, string message) =>
        (await _sandbox.Put("rule-definitions/mine", body)).IsInvalid(property, message);

    [Fact]
    public async Task Codes_and_types_stay()
    {
        (await _sandbox.Put("rule-definitions/a%20b", Rule)).IsInvalid("code", "Rule definition code may contain only letters, numbers and underscores");
        (await _sandbox.Put("rule-definitions/mine", """{"code":"other","type":"product"}""")).IsRefused(422, "The code \"other\" provided in the request body must match the code \"mine\" provided in the url.");
        (await _sandbox.Put("rule-definitions/copy_name", """{"type":"record","reference_entity_identifier":"brand","actions":[{"type":"set"}]}""")).IsInvalid("type", "This property cannot be changed.");
        (await _sandbox.Put("rule-definitions/mine", """{"nope":1}""")).IsRefused(422, "Property \"nope\" does not exist. Check the expected format on the API documentation.");
    }

    [Fact]
    public async Task The_list_leaves_the_long_parts_out()
    {
        Answer list = await _sandbox.Get("rule-definitions");
        Assert.Equal(["clear_fragile", "copy_name", "name_brands", "tag_new_shoes"], list.Codes);
        Assert.DoesNotContain("conditions", list.Body);
        Assert.DoesNotContain("actions", list.Body);
        JsonElement ofRecords = list.Items.Single(rule => rule.Text("type") == "record");
        Assert.False(ofRecords.TryGetProperty("triggers", out _));
        Assert.Equal("brand", ofRecords.Text("reference_entity_identifier"));
    }

    [Theory]
    [InlineData("codes=copy_name,TAG_NEW_SHOES,nope", 2)]
    [InlineData("type=record", 1)]
    [InlineData("execution_type=triggered", 1)]
    [InlineData("enabled=false", 1)]
    [InlineData("enabled=true&type=product", 3)]
    public async Task Rules_are_filtered(string query, int count) =>
        Assert.Equal(count, (await _sandbox.Get("rule-definitions?" + query)).Items.Count());

    [Fact]
    public async Task Filters_are_checked() =>
        (await _sandbox.Get("rule-definitions?type=family")).IsRefused(422, "Parameter \"type\" has to be one of product, record, \"family\" given.");

    [Fact]
    public async Task Jobs_are_launched()
    {
        Answer first = await _sandbox.Send(HttpMethod.Post, "jobs/export/csv_product_export");
        Assert.Equal(200, first.Status);
        long execution = first.Json.GetProperty("job_execution_id").GetInt64();
        Answer second = await _sandbox.Post("jobs/import/csv_product_import", """{"import_mode":"update_only","is_dry_run":true}""");
        Assert.Equal($$"""{"job_execution_id":{{execution + 1}}}""", second.Body);
        Assert.Equal(200, (await _sandbox.Post("jobs/export/XLSX_category_export", """{"is_dry_run":false}""")).Status);
    }

    [Fact]
    public async Task Older_servers_tell_executions_as_text()
    {
        using TestSandbox sandbox = SaasSandbox.Create("EE");
        Assert.Matches("^\\{\"execution_id\":\"[0-9]+\"\\}$", (await sandbox.Send(HttpMethod.Post, "jobs/export/csv_product_export")).Body);
    }

    [Fact]
    public async Task Launches_are_checked()
    {
        (await _sandbox.Send(HttpMethod.Post, "jobs/export/csv_product_import")).IsRefused(404, "Job \"csv_product_import\" does not exist.");
        (await _sandbox.Post("jobs/import/csv_product_import", "{")).IsRefused(400, "Invalid json message received");
        (await _sandbox.Post("jobs/import/csv_product_import", """{"import_mode":"replace"}""")).IsInvalid("import_mode", "The value you selected is not a valid choice.");
        (await _sandbox.Post("jobs/export/csv_product_export", """{"import_mode":"create_only"}""")).IsRefused(422, "Property \"import_mode\" does not exist. Check the expected format on the API documentation.");
        (await _sandbox.Post("jobs/export/csv_product_export", """{"is_dry_run":1}""")).IsRefused(422, "Property \"is_dry_run\" expects a boolean as data, \"integer\" given. Check the expected format on the API documentation.");
    }

    [Fact]
    public async Task Permissions_are_told_by_channel_and_locale()
    {
        string workflow = (await _sandbox.Get("workflows")).Items.First().Text("uuid");
        string step = (await _sandbox.Get("workflows/" + workflow)).Json.GetProperty("steps")[0].Text("uuid");
        string[] users = [.. (await _sandbox.Get($"workflows/steps/{step}/assignees")).Items.Select(user => user.Text("uuid"))];
        Assert.Equal(
            $$$$"""{"userUuid":"{{{{users[0]}}}}","channels":{"ecommerce":{"canView":"true","canEdit":"true"},"mobile":{"canView":"true","canEdit":"true"},"print":{"canView":"true","canEdit":"true"}}}""",
            (await _sandbox.Get($"permissions/{users[0]}/channels")).Body);
        JsonElement locales = (await _sandbox.Get($"permissions/{users[1].ToUpperInvariant()}/locales")).Json.GetProperty("locales");
        Assert.Equal(["de_DE", "en_US", "fr_FR"], locales.EnumerateObject().Select(locale => locale.Name));
    }
}
