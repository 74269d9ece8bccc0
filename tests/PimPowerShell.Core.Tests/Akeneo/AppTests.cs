using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

/// <summary>What apps, extensions and workflows need besides reading and writing.</summary>
public sealed class AppTests
{
    [Fact]
    public async Task An_action_goes_to_its_own_path_with_its_keys()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json("""{"id":"b"}""", 201));
        using AkeneoProvider provider = Make.App(server.Url);

        ActOutcome outcome = await provider.ActAsync(new PimAct(Resource("Catalog"), "Copy", Keys("catalog", "a b"), "{}"u8.ToArray()), new CallContext());

        Assert.Equal(("POST", "/api/rest/v1/catalogs/a%20b/duplicate"), (server.Requests[0].Method, server.Requests[0].Target));
        Assert.Equal((201, """{"id":"b"}"""), (outcome.StatusCode, Encoding.UTF8.GetString(outcome.Body.Span)));
    }

    [Theory]
    [InlineData("Catalog")]
    [InlineData("CatalogProduct")]
    [InlineData("MappedProduct")]
    [InlineData("MappedModel")]
    [InlineData("MappedVariant")]
    [InlineData("Workflow")]
    [InlineData("WorkflowAssignee")]
    [InlineData("WorkflowTask")]
    public async Task What_is_not_counted_is_not_asked_for_its_count(string noun)
    {
        using var server = new ScriptedServer();
        using AkeneoProvider provider = Make.App(server.Url);

        Assert.Null(await provider.CountAsync(new PimQuery(Resource(noun)), new CallContext()));
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("Catalog", "Burn", "a", PimErrorKind.Unsupported)]
    [InlineData("Catalog", "Copy", "a/b", PimErrorKind.Input)]
    [InlineData("Catalog", "Copy", "..", PimErrorKind.Input)]
    public async Task An_action_that_cannot_be_is_not_sent(string noun, string action, string key, PimErrorKind expected)
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json("{}"));
        using AkeneoProvider provider = Make.App(server.Url);

        PimException error = await Assert.ThrowsAsync<PimException>(() => provider.ActAsync(new PimAct(Resource(noun), action, Keys("catalog", key)), new CallContext()));

        Assert.Equal(expected, error.Kind);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task An_error_in_the_place_of_products_is_an_error()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json("""{"error":"No products to synchronize."}"""));
        using AkeneoProvider provider = Make.App(server.Url);
        var query = new PimQuery(Resource("CatalogProduct")) { PathValues = Keys("catalog", "a") };

        PimException error = await Assert.ThrowsAsync<PimException>(() => provider.Read(query).NextAsync(new CallContext()));

        Assert.Equal((PimErrorKind.Refused, "No products to synchronize."), (error.Kind, error.ServerMessage));
    }

    [Fact]
    public async Task What_has_no_address_of_its_own_is_picked_out_of_the_list()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json("""[{"uuid":"a"},{"uuid":"b"},{"uuid":"c"}]"""));
        using AkeneoProvider provider = Make.App(server.Url);

        using PimPage? page = await provider.Read(new PimQuery(Resource("UiExtension")) { Keys = ["C", "a", "x"] }).NextAsync(new CallContext());

        Assert.Equal("""[{"uuid":"a"},{"uuid":"c"}]""", Encoding.UTF8.GetString(page!.Items.Span));
        Assert.Equal("/api/rest/v1/ui-extensions", Assert.Single(server.Requests).Target);
    }

    [Fact]
    public async Task A_picked_list_goes_on_to_the_next_page()
    {
        using var server = new ScriptedServer(request => ScriptedAnswer.Json(request.Number == 1
            ? """{"_links":{"next":{"href":"http://x/?page=2"}},"_embedded":{"items":[{"uuid":"a"}]}}"""
            : """{"_links":{},"_embedded":{"items":[{"uuid":"b"}]}}"""));
        using AkeneoProvider provider = Make.App(server.Url);
        using var pages = new PageReader(provider.Read(new PimQuery(Resource("WorkflowAssignee")) { Keys = ["b"], PathValues = Keys("step", "s") }), new CallContext());

        Assert.Equal("[]", Encoding.UTF8.GetString((await pages.ReadAsync())!.Items.Span));
        Assert.Equal("""[{"uuid":"b"}]""", Encoding.UTF8.GetString((await pages.ReadAsync())!.Items.Span));
        Assert.Null(await pages.ReadAsync());
    }

    [Fact]
    public async Task A_file_goes_with_the_fields_of_a_form()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json("""{"uuid":"u"}""", 201));
        using AkeneoProvider provider = Make.App(server.Url);
        byte[] body = """{"name":"Öl","configuration":{"labels":{"en_US":"Oil"},"custom_variables":{"depth":[1,2]}},"credentials":[{"code":"a","value":null}],"active":true}"""u8.ToArray();
        var write = new PimWrite(Resource("UiExtension"), WriteVerb.Create, null, body) { File = new PimFile("a.js", "alert(1)"u8.ToArray()) };

        WriteOutcome outcome = await provider.WriteAsync(write, new CallContext());

        Assert.Equal("u", outcome.Key);
        string sent = server.Requests[0].Body;
        string boundary = sent.Split("\r\n")[0];
        string[] parts = [.. sent.Split(boundary).Skip(1).Select(part => part.Trim())];
        Assert.Equal(
            [
                "Content-Disposition: form-data; name=\"name\"\r\n\r\nÖl",
                "Content-Disposition: form-data; name=\"configuration[labels][en_US]\"\r\n\r\nOil",
                "Content-Disposition: form-data; name=\"configuration[custom_variables]\"\r\n\r\n{\"depth\":[1,2]}",
                "Content-Disposition: form-data; name=\"credentials[0][code]\"\r\n\r\na",
                "Content-Disposition: form-data; name=\"active\"\r\n\r\ntrue",
                "Content-Disposition: form-data; name=\"file\"; filename=\"a.js\"\r\nContent-Type: application/octet-stream\r\n\r\nalert(1)",
                "--",
            ],
            parts);
    }

    [Fact]
    public async Task A_change_with_a_file_is_a_post()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json("""{"uuid":"u"}"""));
        using AkeneoProvider provider = Make.App(server.Url);

        await provider.WriteAsync(new PimWrite(Resource("UiExtension"), WriteVerb.Upsert, "u", "{}"u8.ToArray()) { File = new PimFile("a.js", "1"u8.ToArray()) }, new CallContext());

        Assert.Equal(("POST", "/api/rest/v1/ui-extensions/u"), (server.Requests[0].Method, server.Requests[0].Target));
    }

    [Fact]
    public async Task A_single_suggestion_has_another_path_than_the_list()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json("""{"uuid":"u"}"""));
        using AkeneoProvider provider = Make.App(server.Url);

        (await provider.Read(new PimQuery(Resource("ModelizationSuggestion")) { Keys = ["u"] }).NextAsync(new CallContext()))?.Dispose();

        Assert.Equal("/api/rest/v1/data-model-designer/modelization-suggestion/u", server.Requests[0].Target);
    }

    [Fact]
    public void Actions_lie_where_the_reference_says()
    {
        string[] actions = [.. AkeneoResources.Common.SelectMany(resource => resource.Actions.Values).Select(action => $"{action.Method} {action.Path}").Distinct().Order()];

        Assert.Equal(
            [
                "PATCH workflows/tasks/{task}",
                "POST catalogs/{catalog}/duplicate",
                "POST data-model-designer/modelization-suggestion/{suggestion}/approve",
                "POST data-model-designer/modelization-suggestion/{suggestion}/decline",
                "POST data-model-designer/modelization-suggestion/attribute",
                "POST jobs/export/{job}",
                "POST jobs/import/{job}",
                "POST product-models/{key}/proposal",
                "POST workflows/executions",
            ],
            actions);
    }

    private static PimResource Resource(string noun) => AkeneoResources.Common.Single(resource => resource.Noun == noun);

    private static Dictionary<string, string> Keys(string name, string key) => new() { [name] = key };
}
