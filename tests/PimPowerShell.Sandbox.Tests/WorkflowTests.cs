using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

public sealed class WorkflowTests : IDisposable
{
    private readonly TestSandbox _sandbox = SaasSandbox.Create();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Workflows_are_listed_and_shown()
    {
        Answer list = await _sandbox.Get("workflows");
        Assert.Equal(["enrichment", "catalogue", "old_enrichment"], list.Codes);
        Assert.Contains("limit=100", list.Link("self"));
        JsonElement workflow = await Workflow("catalogue");
        Assert.True(workflow.GetProperty("enabled").GetBoolean());
        Assert.Equal(["enrichment", "enrichment", "review"], workflow.GetProperty("steps").EnumerateArray().Select(step => step.Text("type")));
        JsonElement step = workflow.GetProperty("steps")[0];
        Assert.Equal("""{"value":10,"unit":"days"}""", step.GetProperty("allotted_time").GetRawText());
        Assert.Equal("""{"print":["de_DE","en_US"]}""", step.GetProperty("channels_and_locales").GetRawText());
        Assert.Equal(JsonValueKind.Null, workflow.GetProperty("steps")[1].GetProperty("allotted_time").ValueKind);
    }

    [Fact]
    public async Task Steps_have_assignees()
    {
        string step = await Step("enrichment", 0);
        Answer list = await _sandbox.Get($"workflows/steps/{step}/assignees");
        Assert.Equal(3, list.Items.Count());
        Assert.Contains("limit=100", list.Link("self"));
        JsonElement first = list.Items.First();
        Assert.Equal("connie@example.com", first.Text("email"));
        Assert.Equal(["uuid", "first_name", "last_name", "email"], first.EnumerateObject().Select(member => member.Name));
        Assert.Equal(3, (await _sandbox.All($"workflows/steps/{step}/assignees?limit=1")).Count);
    }

    [Fact]
    public async Task Executions_start_item_by_item()
    {
        string workflow = (await Workflow("enrichment")).Text("uuid");
        string old = (await Workflow("old_enrichment")).Text("uuid");
        string product = await NewProduct();
        string model = (await _sandbox.Get("product-models?limit=100")).Codes.Last();
        Answer good = await _sandbox.Post("workflows/executions", $"[{OfProduct(workflow, product)},{OfModel(workflow, model)}]");
        Assert.Equal(201, good.Status);
        Assert.Equal("""{"code":201,"message":"Workflow executions started successfully.","processed":2,"errors":[]}""", good.Body);

        Answer mixed = await _sandbox.Post("workflows/executions", "[" + string.Join(",",
            OfProduct(workflow, await NewProduct()),
            OfProduct(workflow, product),
            OfProduct("x", product),
            OfProduct(old, product),
            OfProduct(workflow, "x"),
            OfModel(workflow, "x"),
            $$$"""{"workflow":{"uuid":"{{{workflow}}}"}}""",
            $$$"""{"workflow":{"uuid":"{{{workflow}}}"},"product":{"uuid":"{{{product}}}"},"product_model":{"code":"x"}}""",
            "5") + "]");
        Assert.Equal(207, mixed.Status);
        Assert.Equal(1, mixed.Json.GetProperty("processed").GetInt32());
        Assert.Equal(
            [
                $"2 Product \"{product}\" is already in the workflow \"{workflow}\".",
                "3 Workflow \"x\" does not exist.",
                $"4 Workflow \"{old}\" is not enabled.",
                "5 Product \"x\" does not exist or you do not have permission to access it.",
                "6 Product model \"x\" does not exist or you do not have permission to access it.",
                "7 Either a product uuid or a product model code is expected.",
                "8 Either a product uuid or a product model code is expected.",
                "9 The workflow uuid is missing.",
            ],
            mixed.Json.GetProperty("errors").EnumerateArray().Select(error => $"{error.GetProperty("index")} {error.Text("message")}"));
        Assert.Equal("Workflow executions started with some errors", mixed.Message);
    }

    [Fact]
    public async Task Executions_come_in_arrays_of_a_hundred_at_most()
    {
        Assert.Equal(0, (await _sandbox.Post("workflows/executions", "[]")).Json.GetProperty("processed").GetInt32());
        (await _sandbox.Post("workflows/executions", "{}")).IsRefused(400, "The list of workflow executions has an invalid format.");
        string many = "[" + string.Join(",", Enumerable.Repeat("{}", 101)) + "]";
        (await _sandbox.Post("workflows/executions", many)).IsRefused(413, "Too many resources to process, 100 is the maximum allowed.");
    }

    [Fact]
    public async Task Generated_products_are_on_their_way()
    {
        List<JsonElement> tasks = [];
        foreach (string code in new[] { "enrichment", "catalogue" })
        {
            foreach (JsonElement step in (await Workflow(code)).GetProperty("steps").EnumerateArray())
            {
                tasks.AddRange((await Tasks(step.Text("uuid"))).Items);
            }
        }

        Assert.True(tasks.Count >= 13);
        Assert.Contains(tasks, task => task.Text("status") == "in_progress");
        Assert.Contains(tasks, task => task.Text("status") == "completed");
        JsonElement one = tasks.First(task => task.TryGetProperty("product", out _));
        Assert.Equal(200, (await _sandbox.Get("products-uuid/" + one.GetProperty("product").Text("uuid"))).Status);
        Assert.Contains(tasks, task => task.TryGetProperty("product_model", out _));
    }

    [Fact]
    public async Task Tasks_are_searched()
    {
        string step = await Step("enrichment", 0);
        string product = await NewProduct();
        string model = (await _sandbox.Get("product-models?limit=100")).Codes.Last();
        string workflow = (await Workflow("enrichment")).Text("uuid");
        await _sandbox.Post("workflows/executions", $"[{OfProduct(workflow, product)},{OfModel(workflow, model)}]");
        JsonElement task = Assert.Single((await Tasks(step, $$""","product_uuid":[{"operator":"IN","value":["{{product}}"]}]""", "&with_attributes=true")).Items);
        Assert.Equal(["uuid", "status", "created_at", "due_date", "rejected", "product", "pending_attributes"], task.EnumerateObject().Select(member => member.Name));
        JsonElement name = task.GetProperty("pending_attributes").GetProperty("name");
        Assert.Equal("""[{"locale":"en_US","scope":null,"rejected":false,"comment":null},{"locale":"fr_FR","scope":null,"rejected":false,"comment":null}]""", name.GetRawText());
        JsonElement ofModel = Assert.Single((await Tasks(step, $$""","product_model_code":[{"operator":"IN","value":["{{model}}"]}]""")).Items);
        Assert.False(ofModel.TryGetProperty("pending_attributes", out _));
        Assert.Empty((await Tasks("00000000-0000-4000-8000-000000000000")).Items);
        (await _sandbox.Get("workflows/tasks")).IsRefused(422, "The search query parameter must have a \"step_uuid\" filter.");
        (await _sandbox.Get("workflows/tasks?search=nope")).IsRefused(400, "The search query parameter must be a valid JSON.");
        (await _sandbox.Search("workflows/tasks", """{"step_uuid":[{"operator":"IN","value":"x"}]}""")).IsRefused(400, "In order to search on step_uuid you must use \"=\" operator, \"IN\" given.");
        (await _sandbox.Search("workflows/tasks", """{"step_uuid":[{"operator":"=","value":5}]}""")).IsRefused(400, "In order to search on step_uuid you must send a string as value, \"integer\" given.");
        (await Tasks(step, ""","status":[{"operator":"=","value":"x"}]""")).IsRefused(400, "Available search filters are \"step_uuid, product_uuid, product_model_code\" and you tried to search on unavailable filter \"status\"");
    }

    [Fact]
    public async Task A_product_goes_all_the_way()
    {
        string product = await Start("enrichment");
        string task = await Task("enrichment", 0, product);
        (await Update(task, """{"status":"approved"}""")).IsRefused(422, "A task of an enrichment step cannot be approved.");
        Answer done = await Update(task, """{"status":"completed"}""");
        Assert.Equal((204, ""), (done.Status, done.Body));
        (await Update(task, """{"status":"completed"}""")).IsRefused(422, $"Workflow task \"{task}\" is already completed.");
        string review = await Task("enrichment", 1, product);
        (await Update(review, """{"status":"completed"}""")).IsRefused(422, "A task of a review step cannot be completed.");
        Assert.Equal(204, (await Update(review, """{"status":"approved"}""")).Status);
        string workflow = (await Workflow("enrichment")).Text("uuid");
        Assert.Equal(201, (await _sandbox.Post("workflows/executions", $"[{OfProduct(workflow, product)}]")).Status);
    }

    [Fact]
    public async Task A_rejected_product_goes_back()
    {
        string product = await Start("enrichment");
        await Update(await Task("enrichment", 0, product), """{"status":"completed"}""");
        string review = await Task("enrichment", 1, product);
        string first = await Step("enrichment", 0);
        string own = await Step("enrichment", 1);
        (await Update(review, """{"status":"rejected"}""")).IsInvalid("send_back_to_step_uuid", "This value should not be blank.");
        (await Update(review, $$"""{"status":"rejected","send_back_to_step_uuid":"{{own}}"}""")).IsInvalid("send_back_to_step_uuid", $"The step \"{own}\" is not an earlier step of the workflow.");
        (await Update(review, $$$"""{"status":"rejected","send_back_to_step_uuid":"{{{first}}}","rejected_attributes":{"nope":[]}}""")).IsInvalid("rejected_attributes", "The attribute \"nope\" does not exist.");
        (await Update(review, $$$"""{"status":"rejected","send_back_to_step_uuid":"{{{first}}}","rejected_attributes":{"name":[{"locale":"xx_XX","scope":"nope"}]}}""")).IsInvalid("rejected_attributes.name", "The locale \"xx_XX\" does not exist.");
        Assert.Equal(422, (await Update(review, $$$"""{"status":"rejected","send_back_to_step_uuid":"{{{first}}}","rejected_attributes":{"name":5}}""")).Status);
        Answer rejected = await Update(review, $$$"""{"status":"rejected","send_back_to_step_uuid":"{{{first}}}","rejected_attributes":{"name":[{"comment":"Too short","locale":"en_US","scope":null}]}}""");
        Assert.Equal(204, rejected.Status);
        JsonElement again = (await Tasks(first, $$""","product_uuid":[{"operator":"IN","value":["{{product}}"]}]""", "&with_attributes=true")).Items.Last();
        Assert.True(again.GetProperty("rejected").GetBoolean());
        Assert.Equal("in_progress", again.Text("status"));
        Assert.Equal("""{"locale":"en_US","scope":null,"rejected":true,"comment":"Too short"}""", again.GetProperty("pending_attributes").GetProperty("name")[0].GetRawText());
    }

    [Fact]
    public async Task Products_tell_their_workflows_when_asked()
    {
        string product = await Start("enrichment");
        string path = "products-uuid/" + product;
        JsonElement status = Assert.Single((await _sandbox.Get(path + "?with_workflow_execution_statuses=true")).Json.GetProperty("workflow_execution_statuses").EnumerateArray());
        Assert.Equal(["uuid", "status", "started_at", "completed_at", "workflow", "tasks"], status.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("in_progress", "enrichment"), (status.Text("status"), status.GetProperty("workflow").Text("code")));
        Assert.Equal("write", status.GetProperty("tasks")[0].GetProperty("step").Text("code"));
        await Update(await Task("enrichment", 0, product), """{"status":"completed"}""");
        await Update(await Task("enrichment", 1, product), """{"status":"approved"}""");
        status = (await _sandbox.Get(path + "?with_workflow_execution_statuses=true")).Json.GetProperty("workflow_execution_statuses")[0];
        Assert.Equal(("completed", 0), (status.Text("status"), status.GetProperty("tasks").GetArrayLength()));
        Assert.Equal(JsonValueKind.String, status.GetProperty("completed_at").ValueKind);
        Assert.False((await _sandbox.Get(path)).Json.TryGetProperty("workflow_execution_statuses", out _));
        using TestSandbox older = SaasSandbox.Create("EE");
        Assert.DoesNotContain("workflow_execution_statuses", (await older.Get("products?limit=1&with_workflow_execution_statuses=true")).Body);
    }

    [Theory]
    [InlineData("""{}""", "This value should not be blank.")]
    [InlineData("""{"status":"done"}""", "The value you selected is not a valid choice.")]
    public async Task Statuses_are_checked(string body, string message) =>
        (await Update(await Task("enrichment", 0, await Start("enrichment")), body)).IsInvalid("status", message);

    [Fact]
    public async Task Only_a_rejection_says_where_to() =>
        (await Update("x", """{"status":"approved","send_back_to_step_uuid":"x"}""")).IsRefused(422, "Property \"send_back_to_step_uuid\" does not exist. Check the expected format on the API documentation.");

    private async Task<JsonElement> Workflow(string code)
    {
        string uuid = (await _sandbox.Get("workflows")).Items.Single(item => item.Text("code") == code).Text("uuid");
        return (await _sandbox.Get("workflows/" + uuid)).Json;
    }

    private async Task<string> Step(string workflow, int position) => (await Workflow(workflow)).GetProperty("steps")[position].Text("uuid");

    private Task<Answer> Tasks(string step, string filters = "", string more = "") =>
        _sandbox.Search("workflows/tasks", $$"""{"step_uuid":[{"operator":"=","value":"{{step}}"}]{{filters}}}""", more);

    private async Task<string> Task(string workflow, int position, string product) =>
        (await Tasks(await Step(workflow, position), $$""","product_uuid":[{"operator":"IN","value":["{{product}}"]}]""")).Items.Single().Text("uuid");

    private Task<Answer> Update(string task, string body) => _sandbox.Patch("workflows/tasks/" + task, body);

    /// <summary>A product on its way through a workflow.</summary>
    private async Task<string> Start(string workflow)
    {
        string product = await NewProduct();
        string uuid = (await Workflow(workflow)).Text("uuid");
        await _sandbox.Post("workflows/executions", $"[{OfProduct(uuid, product)}]");
        return product;
    }

    private static string OfProduct(string workflow, string uuid) =>
        $$$"""{"workflow":{"uuid":"{{{workflow}}}"},"product":{"uuid":"{{{uuid}}}"}}""";

    private static string OfModel(string workflow, string code) =>
        $$$"""{"workflow":{"uuid":"{{{workflow}}}"},"product_model":{"code":"{{{code}}}"}}""";

    private async Task<string> NewProduct()
    {
        string uuid = Guid.NewGuid().ToString();
        Assert.Equal(201, (await _sandbox.Patch("products-uuid/" + uuid, """{"family":"shoes"}""")).Status);
        return uuid;
    }
}
