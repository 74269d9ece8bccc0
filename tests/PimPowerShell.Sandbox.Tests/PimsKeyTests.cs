using System;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

/// <summary>Keys, permissions, status.</summary>
public sealed class PimsKeyTests : IDisposable
{
    private readonly PimsTestSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task Every_call_needs_a_key(string? key)
    {
        _sandbox.Key = key;
        (await _sandbox.Page(1)).Fails("API key is invalid or expired!");
        (await _sandbox.Get("pim/status")).Fails("API key is invalid or expired!");
        (await _sandbox.Get("pim/keyinfo")).Fails("API key is invalid or expired!");
        (await _sandbox.Get("v/ct")).Fails("API key is invalid or expired!");
    }

    [Fact]
    public async Task Status_tells_counters_and_limits()
    {
        JsonElement status = (await _sandbox.Get("pim/status")).Ok().Json;
        Assert.Equal(["status", "status_message", "pim_status", "pim_counters", "pim_limits"], status.Names());
        Assert.Equal("Active", status.Text("pim_status"));
        Assert.Equal(400, Value(status, "pim_counters", "totalSKUs"));
        Assert.Equal(3, Value(status, "pim_counters", "totalViews"));
        Assert.True(Value(status, "pim_counters", "totalAttributes") >= 40);
        Assert.Equal(0, Value(status, "pim_counters", "totalStorageSize"));
        Assert.All(new[] { "maxViews", "maxAttributes", "maxStorageSize", "maxSKUs" }, name => Assert.True(Value(status, "pim_limits", name) > 0));
        await _sandbox.Create("NEW", []);
        Assert.Equal(401, Value((await _sandbox.Get("pim/status")).Json, "pim_counters", "totalSKUs"));
    }

    [Fact]
    public async Task Keyinfo_tells_permissions_and_views()
    {
        JsonElement own = (await _sandbox.Get("pim/keyinfo")).Ok().Json;
        Assert.Equal(["pim_security", "pim_manager", "pim_user", "pim_editor", "pim_import", "pim_export"], own.GetProperty("permissions").Names());
        Assert.All(own.GetProperty("permissions").EnumerateObject(), permission => Assert.Equal(1, permission.Value.GetInt32()));
        Assert.Empty(own.GetProperty("views").Names());
        JsonElement other = (await _sandbox.Get("pim/keyinfo/?key=" + _sandbox.Sandbox.ReadOnlyApiKey)).Ok().Json;
        Assert.Equal(["pim_user"], other.GetProperty("permissions").EnumerateObject().Where(permission => permission.Value.GetInt32() == 1).Select(permission => permission.Name));
        Assert.Equal("y", other.GetProperty("views").GetProperty("Default").Text("isDefault"));
        Assert.Equal("n", other.GetProperty("views").GetProperty("Web").Text("isDefault"));
        (await _sandbox.Get("pim/keyinfo/?key=nope")).Fails("API key is invalid or expired!");
        Assert.Equal(own.GetProperty("pim_limits").GetRawText(), other.GetProperty("pim_limits").GetRawText());
        _sandbox.Key = _sandbox.Sandbox.ReadOnlyApiKey;
        Assert.Equal(other.GetProperty("permissions").GetRawText(), (await _sandbox.Get("pim/keyinfo")).Ok().Json.GetProperty("permissions").GetRawText());
    }

    [Fact]
    public async Task Permissions_are_1_or_0_and_of_a_key_that_exists()
    {
        string reader = _sandbox.Sandbox.ReadOnlyApiKey;
        (await _sandbox.Get($"pim/keyinfo/set?key={reader}&pim_import=1&pim_user=yes")).Fails("The value of \"pim_user\" can be 1 or 0!");
        JsonElement permissions = (await _sandbox.Get("pim/keyinfo/?key=" + reader)).Ok().Json.GetProperty("permissions");
        Assert.Equal(0, permissions.GetProperty("pim_import").GetInt32());
        Assert.Equal(1, permissions.GetProperty("pim_user").GetInt32());
        (await _sandbox.Get("pim/keyinfo/set?key=nope&pim_user=1")).Fails("API key is invalid or expired!");
        (await _sandbox.Get("pim/keyinfo/set?pim_user=1")).Fails("API key is invalid or expired!");
    }

    [Fact]
    public async Task Keys_without_the_permission_do_nothing_before_they_are_refused()
    {
        string reader = _sandbox.Sandbox.ReadOnlyApiKey;
        string made = (await _sandbox.Get("pim/newkey")).Ok().Json.Text("key")!;
        _sandbox.Key = reader;
        (await _sandbox.Get("pim/newkey")).Fails("Access denied!");
        (await _sandbox.Get($"pim/keyinfo/set?key={reader}&pim_user=0")).Fails("Access denied!");
        (await _sandbox.Get("pim/keydelete/" + made)).Fails("Access denied!");
        (await _sandbox.Get("pim/keydelete/nope")).Fails("Access denied!");
        (await _sandbox.Post("products", """{"action":"createProduct","sku":"NEW"}""")).Fails("Access denied!");
        (await _sandbox.Post("views", """{"action":"deletePimView","name":"Web"}""")).Fails("Access denied!");
        (await _sandbox.Get("pim/keyinfo/?key=" + made)).Ok();
        (await _sandbox.Get("v/ct")).Ok();
        _sandbox.Key = _sandbox.Sandbox.ApiKey;
        (await _sandbox.Product("NEW")).Fails("Product does not exist!");
        Assert.Contains("Web", _sandbox.Sandbox.Views);
    }

    [Theory]
    [InlineData("products", "getList")]
    [InlineData("products", "editProduct")]
    [InlineData("categories", "listCategories")]
    [InlineData("categories", "addCategory")]
    [InlineData("attributes", "listAttributes")]
    [InlineData("views", "listPimViews")]
    [InlineData("views/x", "listViews")]
    [InlineData("assets", "getAssetData")]
    [InlineData("buckets", "getPublicBucketsTree")]
    public async Task The_reading_key_may_not_manage(string path, string action)
    {
        _sandbox.Key = _sandbox.Sandbox.ReadOnlyApiKey;
        (await _sandbox.Post(path, $$"""{"action":"{{action}}"}""")).Fails("Access denied!");
    }

    [Fact]
    public async Task The_reading_key_may_look_at_the_shop()
    {
        _sandbox.Key = _sandbox.Sandbox.ReadOnlyApiKey;
        (await _sandbox.Get("v/ct")).Ok();
        (await _sandbox.Get("v/p/0815")).Ok();
        (await _sandbox.Get("pim/status")).Ok();
        (await _sandbox.Get("pim/newkey")).Fails("Access denied!");
    }

    [Fact]
    public async Task Permissions_can_be_given_and_taken()
    {
        Answer made = (await _sandbox.Get("pim/newkey")).Ok();
        Assert.Equal(["status", "key_expiration", "key"], made.Json.Names());
        string key = made.Json.Text("key")!;
        string own = _sandbox.Key!;
        _sandbox.Key = key;
        (await _sandbox.Page(1)).Fails("Access denied!");
        (await _sandbox.Get("v/ct")).Fails("Access denied!");
        await Set("pim_editor=1&pim_user=1");
        (await _sandbox.Page(1)).Ok();
        (await _sandbox.Get("v/ct")).Ok();
        (await _sandbox.Post("categories", """{"action":"listCategories"}""")).Ok();
        (await _sandbox.Post("categories", """{"action":"addCategory","name":"x"}""")).Fails("Access denied!");
        (await _sandbox.Post("attributes", """{"action":"listAttributes"}""")).Fails("Access denied!");
        await Set("pim_editor=0&pim_manager=1&pim_security=1");
        (await _sandbox.Page(1)).Fails("Access denied!");
        (await _sandbox.Post("attributes", """{"action":"listAttributes"}""")).Ok();
        (await _sandbox.Get($"pim/keyinfo/set?key={key}&pim_export=1")).Fails("Access denied!");
        (await _sandbox.Get("pim/keydelete/" + key)).Fails("Cannot delete your own API key.");
        (await _sandbox.Get("pim/keydelete/nope")).Fails("API key does not exist or could not be deleted");
        _sandbox.Key = own;
        Assert.Equal("API key has been deleted.", (await _sandbox.Get("pim/keydelete/" + key)).Ok().Json.Text("status_message"));
        (await _sandbox.Get("pim/keydelete/" + key)).Fails("API key does not exist or could not be deleted");

        async Task Set(string permissions)
        {
            _sandbox.Key = own;
            Assert.Equal("ApiKey settings were updated.", (await _sandbox.Get($"pim/keyinfo/set?key={key}&{permissions}")).Ok().Json.Text("status_message"));
            _sandbox.Key = key;
        }
    }

    [Fact]
    public async Task The_read_only_user_may_not_write()
    {
        _sandbox.Options.ReadOnlyUser = true;
        (await _sandbox.Page(1)).Ok();
        (await _sandbox.Edit("0815", [])).Fails("Access denied!");
        (await _sandbox.Post("categories", """{"action":"addCategory","name":"x"}""")).Fails("Access denied!");
    }

    [Theory]
    [InlineData("/api/en-us/pim/manage/nothing")]
    [InlineData("/api/en-us/nothing")]
    [InlineData("/api/en-us/v/p/a/b")]
    public async Task Unknown_paths_lead_nowhere(string path)
    {
        Assert.Equal(404, (await _sandbox.Send(HttpMethod.Get, path)).Status);
        Assert.Equal(404, (await _sandbox.Send(HttpMethod.Post, path, new StringContent("{}"))).Status);
    }

    [Fact]
    public async Task Bodies_are_json_and_say_so()
    {
        StringContent text = new("""{"action":"getList"}""", Encoding.UTF8, "text/plain");
        (await _sandbox.Send(HttpMethod.Post, "/api/en-us/pim/manage/products", text)).Fails("The Content-Type should be application/json!");
        (await _sandbox.Send(HttpMethod.Post, "/api/de-de/pim/manage/products", new StringContent("""{"action":"getList"}""", Encoding.UTF8, "application/json"))).Ok();
    }

    private static long Value(JsonElement status, string group, string name) => status.GetProperty(group).GetProperty(name).GetProperty("value").GetInt64();
}
