using System;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

public sealed class PimsViewTests : IDisposable
{
    private readonly PimsTestSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Views_hide_and_rename()
    {
        JsonElement plain = (await _sandbox.Product("PIM-0000200")).Attributes();
        _sandbox.View = "Web";
        Answer answer = await _sandbox.Product("PIM-0000200");
        JsonElement web = answer.Attributes();
        Assert.Equal(plain.Text("title"), web.Text("name"));
        Assert.Equal(plain.Text("price"), web.Text("list_price"));
        Assert.False(web.TryGetProperty("title", out _));
        Assert.False(web.TryGetProperty("stock", out _));
        Assert.Equal(web.Names().Except(["variation_matrix"]), answer.Json.GetProperty("data").GetProperty("definition").Names());
        _sandbox.View = "Erp";
        Assert.Equal(["ItemNo", "Description", "State", "UnitPrice", "Vendor", "Inventory"], (await _sandbox.Product("PIM-0000200")).Attributes().Names().OrderBy(name => Array.IndexOf(["ItemNo", "Description", "State", "UnitPrice", "Vendor", "Inventory"], name)));
    }

    [Fact]
    public async Task Names_of_the_view_count_in_writes_and_queries()
    {
        _sandbox.View = "Web";
        JsonElement echoed = (await _sandbox.Edit("PIM-0000200", new() { ["name"] = "Renamed", ["title"] = "ignored", ["stock"] = "5" })).Attributes();
        Assert.Equal("Renamed", echoed.Text("name"));
        Assert.Equal(["PIM-0000200"], await _sandbox.AllSkus(new() { ["condition_query"] = "[[name]] = 'Renamed'", ["includeVariants"] = "true" }));
        Assert.Equal(["PIM-0000200"], await _sandbox.AllSkus(new() { ["filter_values"] = new JsonObject { ["name"] = "Renamed" }, ["includeVariants"] = "true" }));
        (await _sandbox.List(new() { ["condition_query"] = "[[title]] = 'Renamed'" })).Fails("Attribute \"title\" does not exist!");
        (await _sandbox.List(new() { ["order"] = new JsonArray(new JsonObject { ["attribute"] = "list_price" }) })).Ok();
        JsonElement entry = (await _sandbox.History("PIM-0000200")).Ok().Json.GetProperty("history").EnumerateArray().Last();
        Assert.Equal(["name"], entry.GetProperty("new").Names());
        _sandbox.View = null;
        Assert.Equal("Renamed", (await _sandbox.Product("PIM-0000200")).Attributes().Text("title"));
    }

    [Fact]
    public async Task Views_have_read_only_attributes_and_defaults()
    {
        _sandbox.View = "Erp";
        JsonElement echoed = (await _sandbox.Create("NEW", new() { ["Vendor"] = "Alderbay", ["Description"] = "x" })).Attributes();
        Assert.Null(echoed.Text("Vendor"));
        Assert.Equal("0", echoed.Text("Inventory"));
        Assert.Equal("x", echoed.Text("Description"));
    }

    [Fact]
    public async Task History_of_hidden_attributes_is_hidden()
    {
        await _sandbox.Edit("PIM-0000200", new() { ["keywords"] = new JsonArray("gift") });
        int all = (await _sandbox.History("PIM-0000200")).Ok().Json.GetProperty("total_count").GetInt32();
        _sandbox.View = "Erp";
        Assert.Equal(all - 1, (await _sandbox.History("PIM-0000200")).Ok().Json.GetProperty("total_count").GetInt32());
    }

    [Fact]
    public async Task A_view_that_the_key_does_not_have_silently_gives_the_default()
    {
        string all = (await _sandbox.Product("0815")).Body;
        _sandbox.View = "Nope";
        Assert.Equal(all, (await _sandbox.Product("0815")).Body);

        string own = _sandbox.Key!;
        string reader = _sandbox.Sandbox.ReadOnlyApiKey;
        _sandbox.View = null;
        (await _sandbox.Post("views/" + reader, """{"action":"setDefault","name":"Web"}""")).Ok();
        _sandbox.Key = reader;
        foreach (string? view in new[] { null, "Nope", "Erp", "Web" })
        {
            _sandbox.View = view;
            Assert.True((await _sandbox.Get("v/p/0815")).Attributes().TryGetProperty("list_price", out _), view);
        }

        _sandbox.View = "Default";
        Assert.True((await _sandbox.Get("v/p/0815")).Attributes().TryGetProperty("price", out _));
        _sandbox.Key = own;
        _sandbox.View = "Erp";
        Assert.True((await _sandbox.Get("v/p/0815")).Attributes().TryGetProperty("ItemNo", out _));
    }

    [Fact]
    public async Task The_dictionary_of_views_can_be_managed()
    {
        Assert.Equal(["Default", "Web", "Erp"], _sandbox.Sandbox.Views);
        JsonElement views = (await _sandbox.Post("views", """{"action":"listPimViews"}""")).Ok().Json.GetProperty("views");
        Assert.Equal(["Default", "Web", "Erp"], views.Names());
        Assert.Equal("list_price", views.GetProperty("Web").GetProperty("attributes").GetProperty("price").Text("attribute"));
        (await _sandbox.Post("views", """{"action":"addPimView","name":"Mini","definition":{"comment":"c","attributes":{"sku":{},"title":{"attribute":"t","readonly":"y"},"nope":{}}}}""")).Ok();
        (await _sandbox.Post("views", """{"action":"addPimView","name":"Mini","definition":{}}""")).Fails("View with the same name already exist!");
        (await _sandbox.Post("views", """{"action":"addPimView","name":"a b","definition":{}}""")).Fails("View name cannot be empty and cannot have spaces or special characters!");
        _sandbox.View = "Mini";
        Assert.Equal(["sku", "t"], (await _sandbox.Edit("PIM-0000200", new() { ["t"] = "x" })).Attributes().Names());
        Assert.NotEqual("x", (await _sandbox.Product("PIM-0000200")).Attributes().Text("t"));
        (await _sandbox.Post("views", """{"action":"editPimView","name":"Mini","definition":{"attributes":{"title":{}}}}""")).Ok();
        Assert.Equal(["title"], (await _sandbox.Product("PIM-0000200")).Attributes().Names());
        (await _sandbox.Post("views", """{"action":"deletePimView","name":"Mini"}""")).Ok();
        (await _sandbox.Post("views", """{"action":"deletePimView","name":"Mini"}""")).Fails("View does not exist");
        (await _sandbox.Post("views", """{"action":"editPimView","name":"Mini"}""")).Fails("View does not exist");
        Assert.Equal(["Default", "Web", "Erp"], _sandbox.Sandbox.Views);
    }

    [Fact]
    public async Task A_view_has_a_name_of_its_own_for_each_attribute()
    {
        (await _sandbox.Post("views", """{"action":"addPimView","name":"Twice","definition":{"attributes":{"title":{"attribute":"x"},"brand":{"attribute":"x"}}}}"""))
            .Fails("View has two attributes with the name \"x\"!");
        (await _sandbox.Post("views", """{"action":"editPimView","name":"Web","definition":{"attributes":{"title":{"attribute":"price"},"price":{}}}}"""))
            .Fails("View has two attributes with the name \"price\"!");
        Assert.Equal(["Default", "Web", "Erp"], _sandbox.Sandbox.Views);
        _sandbox.View = "Web";
        Assert.True((await _sandbox.Product("0815")).Attributes().TryGetProperty("list_price", out _));
    }

    [Fact]
    public async Task A_key_that_has_views_has_a_default()
    {
        string own = _sandbox.Key!;
        string key = (await _sandbox.Get("pim/newkey")).Ok().Json.Text("key")!;
        (await _sandbox.Get($"pim/keyinfo/set?key={key}&pim_user=1")).Ok();
        JsonElement views = (await _sandbox.Post("views/" + key, """{"action":"addView","name":"Erp","definition":{}}""")).Ok().Json.GetProperty("views");
        Assert.Equal("""{"Erp":{"isDefault":"y","comment":""}}""", views.GetRawText());
        (await _sandbox.Post("views/" + key, """{"action":"addView","name":"Web","definition":{"comment":"c"}}""")).Ok();
        _sandbox.Key = key;
        Assert.Contains("ItemNo", (await _sandbox.Get("v/p/0815")).Attributes().Names());
        _sandbox.Key = own;
        (await _sandbox.Post("views", """{"action":"deletePimView","name":"Erp"}""")).Ok();
        views = (await _sandbox.Post("views/" + key, """{"action":"editView","name":"Web","definition":{}}""")).Ok().Json.GetProperty("views");
        Assert.Equal("""{"Web":{"isDefault":"y","comment":"c"}}""", views.GetRawText());
        _sandbox.Key = key;
        Assert.Contains("list_price", (await _sandbox.Get("v/p/0815")).Attributes().Names());
    }

    [Fact]
    public async Task The_views_of_a_key_can_be_managed()
    {
        string path = "views/" + _sandbox.Sandbox.ReadOnlyApiKey;
        JsonElement views = (await _sandbox.Post(path, """{"action":"listViews"}""")).Ok().Json.GetProperty("views");
        Assert.Equal("""{"Default":{"isDefault":"y","comment":""},"Web":{"isDefault":"n","comment":""}}""", views.GetRawText());
        (await _sandbox.Post(path, """{"action":"addView","name":"Nope","definition":{}}""")).Fails("View is unknown! Please add it to Views Dictionary first!");
        (await _sandbox.Post(path, """{"action":"addView","name":"Web","definition":{}}""")).Fails("View with the same name already exist!");
        (await _sandbox.Post(path, """{"action":"editView","name":"Erp","definition":{}}""")).Fails("View does not exist");
        (await _sandbox.Post(path, """{"action":"deleteView","name":"Erp"}""")).Fails("View does not exist");
        (await _sandbox.Post(path, """{"action":"setDefault","name":"Erp"}""")).Fails("View does not exist");
        (await _sandbox.Post(path, """{"action":"deleteView","name":"Default"}""")).Fails("You can not delete 'Default' view Please set different view as 'Default' then try again.");
        (await _sandbox.Post("views/nope", """{"action":"addView","name":"Web","definition":{}}""")).Fails("Access denied!");
        (await _sandbox.Post(path, """{"action":"addView","name":"Erp","definition":{"comment":"for the ERP"}}""")).Ok();
        (await _sandbox.Post(path, """{"action":"setDefault","name":"Erp"}""")).Ok();
        views = (await _sandbox.Post(path, """{"action":"deleteView","name":"Default"}""")).Ok().Json.GetProperty("views");
        Assert.Equal("""{"Web":{"isDefault":"n","comment":""},"Erp":{"isDefault":"y","comment":"for the ERP"}}""", views.GetRawText());
    }
}
