using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

/// <summary>Which edition has what, and what all of these operations check alike.</summary>
public sealed class AppEditionTests
{
    private const string Nobody = "00000000-0000-4000-8000-000000000000";

    [Theory]
    [InlineData("CE", "jobs/export/csv_product_export", 404)]
    [InlineData("EE", "jobs/export/csv_product_export", 200)]
    [InlineData("Serenity", "jobs/export/csv_product_export", 200)]
    public async Task Jobs_are_of_the_enterprise(string edition, string path, int status)
    {
        using TestSandbox sandbox = SaasSandbox.Create(edition);
        Assert.Equal(status, (await sandbox.Send(HttpMethod.Post, path)).Status);
    }

    [Theory]
    [InlineData("CE", "catalogs", 404)]
    [InlineData("EE", "catalogs", 200)]
    [InlineData("EE", "ui-extensions", 404)]
    [InlineData("EE", "workflows", 404)]
    [InlineData("EE", "rule-definitions", 404)]
    [InlineData("EE", "data-model-designer/modelization-suggestions", 404)]
    [InlineData("Serenity", "ui-extensions", 200)]
    [InlineData("Serenity", "workflows", 200)]
    [InlineData("Serenity", "rule-definitions", 200)]
    [InlineData("Serenity", "data-model-designer/modelization-suggestions", 200)]
    public async Task Routes_that_an_edition_lacks_are_not_there(string edition, string path, int status)
    {
        using TestSandbox sandbox = SaasSandbox.Create(edition);
        Answer answer = await sandbox.Get(path);
        Assert.Equal(status, answer.Status);
        if (status == 404)
        {
            Assert.Equal($"No route found for \"GET {sandbox.Base}/api/rest/v1/{path}\"", answer.Message);
        }

        Answer root = await sandbox.Get("../v1");
        Assert.Equal(status == 200, root.Json.GetProperty("routes").EnumerateObject().Any(route => route.Value.Text("route") == "/api/rest/v1/" + path));
    }

    [Theory]
    [InlineData("catalogs/x", "Catalog \"x\" does not exist or you can't access it.")]
    [InlineData("catalogs/x/products", "Catalog \"x\" does not exist or you can't access it.")]
    [InlineData("catalogs/x/mapping-schemas/product", "Catalog \"x\" does not exist or you can't access it.")]
    [InlineData("rule-definitions/x", "Rule definition \"x\" does not exist.")]
    [InlineData("permissions/" + Nobody + "/channels", "User \"" + Nobody + "\" does not exist.")]
    [InlineData("permissions/" + Nobody + "/locales", "User \"" + Nobody + "\" does not exist.")]
    [InlineData("workflows/x", "Workflow \"x\" does not exist.")]
    [InlineData("workflows/steps/x/assignees", "Workflow step \"x\" does not exist.")]
    [InlineData("data-model-designer/modelization-suggestion/x", "Modelization suggestion \"x\" does not exist.")]
    public async Task What_is_not_there_is_told_so(string path, string message)
    {
        using TestSandbox sandbox = SaasSandbox.Create();
        (await sandbox.Get(path)).IsRefused(404, message);
    }

    [Theory]
    [InlineData("PATCH", "catalogs/x", "{}")]
    [InlineData("DELETE", "catalogs/x", null)]
    [InlineData("POST", "catalogs/x/duplicate", "{}")]
    [InlineData("PUT", "catalogs/x/mapping-schemas/product", "{}")]
    [InlineData("DELETE", "catalogs/x/mapping-schemas/product", null)]
    [InlineData("PATCH", "ui-extensions/x", "{}")]
    [InlineData("POST", "ui-extensions/x", "{}")]
    [InlineData("DELETE", "ui-extensions/x", null)]
    [InlineData("PATCH", "workflows/tasks/x", """{"status":"approved"}""")]
    [InlineData("POST", "jobs/import/csv_product_export", null)]
    [InlineData("POST", "data-model-designer/modelization-suggestion/x/approve", "{}")]
    [InlineData("POST", "data-model-designer/modelization-suggestion/x/decline", "{}")]
    public async Task Nothing_can_be_done_with_what_is_not_there(string method, string path, string? body)
    {
        using TestSandbox sandbox = SaasSandbox.Create();
        Assert.Equal(404, (await sandbox.Send(new HttpMethod(method), path, body)).Status);
    }

    [Theory]
    [InlineData("PUT", "catalogs", "GET, POST")]
    [InlineData("POST", "catalogs/x/mapping-schemas/product", "GET, PUT, DELETE")]
    [InlineData("GET", "jobs/export/csv_product_export", "POST")]
    [InlineData("GET", "ui-extensions/x", "POST, PATCH, DELETE")]
    [InlineData("DELETE", "rule-definitions/x", "GET, PUT")]
    [InlineData("DELETE", "workflows/tasks", "GET")]
    public async Task Methods_that_a_path_lacks_are_refused(string method, string path, string allow)
    {
        using TestSandbox sandbox = SaasSandbox.Create();
        Answer answer = await sandbox.Send(new HttpMethod(method), path);
        answer.IsRefused(405, $"No route found for \"{method} {sandbox.Base}/api/rest/v1/{path}\": Method Not Allowed (Allow: {allow})");
    }

    [Theory]
    [InlineData("POST", "catalogs", "Only \"application/json\" is allowed.")]
    [InlineData("PUT", "rule-definitions/x", "Only \"application/json\" is allowed.")]
    [InlineData("POST", "workflows/executions", "Only \"application/json\" is allowed.")]
    [InlineData("PATCH", "workflows/tasks/x", "Only \"application/json\" is allowed.")]
    [InlineData("PATCH", "ui-extensions/x", "Only \"application/json\" is allowed.")]
    [InlineData("POST", "ui-extensions", "Only \"application/json\" or \"multipart/form-data\" are allowed.")]
    public async Task Bodies_of_other_types_are_refused(string method, string path, string end)
    {
        using TestSandbox sandbox = SaasSandbox.Create();
        (await sandbox.Send(new HttpMethod(method), path, "{}", "text/plain")).IsRefused(415, "\"text/plain\" in \"Content-Type\" header is not valid. " + end);
        (await sandbox.Send(new HttpMethod(method), path, "nonsense")).IsRefused(400, "Invalid json message received");
    }

    [Theory]
    [InlineData("catalogs")]
    [InlineData("ui-extensions")]
    [InlineData("workflows")]
    [InlineData("rule-definitions")]
    public async Task Lists_are_json_or_nothing(string path)
    {
        using TestSandbox sandbox = SaasSandbox.Create();
        Answer answer = await sandbox.Send(HttpMethod.Get, path, change: request => request.Headers.TryAddWithoutValidation("Accept", "application/xml"));
        answer.IsRefused(406, "\"application/xml\" in \"Accept\" header is not valid. Only \"application/json\" is allowed.");
    }

    [Theory]
    [InlineData("catalogs", false)]
    [InlineData("workflows", false)]
    [InlineData("rule-definitions", true)]
    [InlineData("data-model-designer/modelization-suggestions", true)]
    public async Task Pages_are_checked(string path, bool takesCount)
    {
        using TestSandbox sandbox = SaasSandbox.Create();
        (await sandbox.Get(path + "?limit=101")).IsRefused(422, "You cannot request more than 100 items.");
        (await sandbox.Get(path + "?page=0")).IsRefused(422, "\"0\" is not a valid page number.");
        (await sandbox.Get(path + "?pagination_type=search_after")).IsRefused(422, "Pagination type is not supported.");
        Answer first = await sandbox.Get(path + "?limit=2&with_count=true");
        Assert.Equal(2, first.Items.Count());
        Assert.Contains("page=2&limit=2&with_count=true", first.Link("next"));
        Assert.Equal(takesCount, first.Json.TryGetProperty("items_count", out JsonElement count));
        Assert.True(!takesCount || count.GetInt32() >= 3);
        // what a list does not know it neither checks nor adds to its links
        Answer other = await sandbox.Get(path + "?limit=2&with_count=1");
        Assert.Equal(takesCount ? 422 : 200, other.Status);
        Assert.Equal(takesCount, (await sandbox.Get(path + "?limit=2")).Link("next")!.Contains("with_count=false"));
        Assert.Equal((await sandbox.All(path)).Count, (await sandbox.All(path + "?limit=1")).Count);
    }

    [Theory]
    [InlineData("POST", "catalogs", """{"name":"x"}""", "Access forbidden. You are not allowed to create or update catalogs.")]
    [InlineData("DELETE", "ui-extensions/x", null, "Access forbidden. You are not allowed to delete UI extensions.")]
    [InlineData("PUT", "rule-definitions/x", "{}", "Access forbidden. You are not allowed to create or update rule definitions.")]
    [InlineData("POST", "jobs/export/csv_product_export", null, "Access forbidden. You are not allowed to create or update jobs.")]
    public async Task Who_may_only_read_writes_nothing(string method, string path, string? body, string message)
    {
        using TestSandbox sandbox = SaasSandbox.Create();
        sandbox.Options.ReadOnlyUser = true;
        (await sandbox.Send(new HttpMethod(method), path, body)).IsRefused(403, message);
    }

    [Theory]
    [InlineData("catalogs")]
    [InlineData("ui-extensions")]
    [InlineData("workflows")]
    [InlineData("rule-definitions")]
    [InlineData("data-model-designer/modelization-suggestions")]
    public async Task Equal_seeds_give_equal_states(string path)
    {
        using TestSandbox one = SaasSandbox.Create();
        using TestSandbox other = SaasSandbox.Create();
        Assert.Equal((await one.Get(path)).Body.Replace(one.Base.Replace("/", "\\/"), ""), (await other.Get(path)).Body.Replace(other.Base.Replace("/", "\\/"), ""));
    }

    [Theory]
    [InlineData("POST", "ui-extensions", """{"name":5,"type":{},"configuration":[1]}""")]
    [InlineData("POST", "ui-extensions", """{"name":"x","type":"link","position":"pim.product.header","configuration":{"default_label":{},"url":5,"labels":"x"},"credentials":{"a":5}}""")]
    [InlineData("POST", "ui-extensions", "[1]")]
    [InlineData("POST", "catalogs", """{"name":[],"managed_locales":"en_US"}""")]
    [InlineData("PUT", "rule-definitions/x", """{"code":null,"actions":{"a":null},"labels":5}""")]
    [InlineData("PUT", "rule-definitions/x", """{"type":"product","actions":{"a":null},"triggers":[[]],"conditions":["x"]}""")]
    [InlineData("POST", "jobs/import/csv_product_import", """{"import_mode":{}}""")]
    [InlineData("PATCH", "workflows/tasks/x", """{"status":"rejected","rejected_attributes":[{"locale":5}]}""")]
    [InlineData("PATCH", "workflows/tasks/x", """{"status":5}""")]
    [InlineData("POST", "data-model-designer/modelization-suggestion/attribute", """{"source":[],"description":{}}""")]
    public async Task Strange_data_is_refused_like_any_other(string method, string path, string body)
    {
        using TestSandbox sandbox = SaasSandbox.Create();
        Assert.Equal(422, (await sandbox.Send(new HttpMethod(method), path, body)).Status);
    }
}
