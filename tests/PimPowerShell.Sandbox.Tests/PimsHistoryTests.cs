using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

public sealed class PimsHistoryTests : IDisposable
{
    private readonly PimsTestSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Every_change_is_written_with_what_changed()
    {
        JsonElement before = (await _sandbox.Product("PIM-0000200")).Attributes();
        long start = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        await _sandbox.Edit("PIM-0000200", new() { ["title"] = "New title", ["price"] = "7.00", ["status"] = before.Text("status"), ["color"] = new JsonArray("Red") });
        Answer answer = (await _sandbox.History("PIM-0000200")).Ok();
        Assert.Equal(["status", "total_count", "history", "definition"], answer.Json.Names());
        JsonElement last = answer.Json.GetProperty("history").EnumerateArray().Last();
        Assert.Equal(["user", "date", "formatted_date_round", "old", "new"], last.Names());
        Assert.Equal(["title", "price", "color"], last.GetProperty("new").Names());
        Assert.Equal(["title", "price", "color"], last.GetProperty("old").Names());
        Assert.Equal(before.Text("title"), last.GetProperty("old").Text("title"));
        Assert.Equal("New title", last.GetProperty("new").Text("title"));
        Assert.Equal(["Red"], last.GetProperty("new").Texts("color"));
        Assert.InRange(last.GetProperty("date").GetInt64(), start, start + 60);
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2} 00:00:00$", last.Text("formatted_date_round"));
        string key = _sandbox.Sandbox.ApiKey;
        Assert.Equal(key[0] + "xxx...xxx" + key[^1], last.Text("user"));
    }

    [Fact]
    public async Task What_changes_nothing_writes_nothing()
    {
        int before = await Count("PIM-0000200");
        string title = (await _sandbox.Product("PIM-0000200")).Attributes().Text("title")!;
        await _sandbox.Edit("PIM-0000200", new() { ["title"] = title, ["nope"] = 1 });
        Assert.Equal(before, await Count("PIM-0000200"));
    }

    [Fact]
    public async Task Sending_back_what_was_read_writes_nothing()
    {
        await _sandbox.Create("NEW-1", new() { ["title"] = "x" });
        await _sandbox.Create("NEW-2", new() { ["categories"] = new JsonArray("Home"), ["variation_of"] = "NEW-1" });
        await _sandbox.Edit("NEW-1", new() { ["variation_attributes"] = new JsonArray("color") });
        JsonElement made = (await _sandbox.Product("NEW-2")).Attributes();
        JsonElement[] products = [(await _sandbox.Product("NEW-1")).Attributes(), made, .. (await _sandbox.Everything()).Take(60)];
        Assert.Contains(products, product => product.Texts("categories") is ["Uncategorized"]);
        Assert.Equal(["color"], made.Texts("variation_attributes"));
        foreach (JsonElement product in products)
        {
            string sku = product.Text("sku")!;
            int before = await Count(sku);
            (await _sandbox.Edit(sku, JsonObject.Create(product)!)).Ok();
            Assert.Equal(before, await Count(sku));
        }
    }

    [Fact]
    public async Task Coming_out_of_the_uncategorized_is_a_change()
    {
        await _sandbox.Create("NEW-1", []);
        await _sandbox.Edit("NEW-1", new() { ["categories"] = new JsonArray("Home") });
        JsonElement last = Rows(await _sandbox.History("NEW-1")).Last();
        Assert.Equal(["Uncategorized"], last.GetProperty("old").Texts("categories"));
        Assert.Equal(["Home"], last.GetProperty("new").Texts("categories"));
    }

    [Fact]
    public async Task Creation_deletion_and_parents_are_changes_too()
    {
        await _sandbox.Create("NEW-1", new() { ["title"] = "x" });
        await _sandbox.Edit("NEW-1", new() { ["status"] = "deleted" });
        await _sandbox.Edit("NEW-1", new() { ["variation_of"] = "PIM-0000200", ["categories"] = new JsonArray("Home") });
        JsonElement[] history = [.. (await _sandbox.History("NEW-1")).Ok().Json.GetProperty("history").EnumerateArray()];
        Assert.Equal(3, history.Length);
        Assert.Equal("x", history[0].GetProperty("new").Text("title"));
        Assert.Null(history[0].GetProperty("old").Text("title"));
        Assert.Equal("active", history[1].GetProperty("old").Text("status"));
        Assert.Equal("PIM-0000200", history[2].GetProperty("new").Text("variation_of"));
        Assert.Equal(["Home"], history[2].GetProperty("new").Texts("categories"));
    }

    [Fact]
    public async Task Generated_products_have_a_past_that_leads_to_their_values()
    {
        int[] counts = new int[6];
        foreach (JsonElement product in (await _sandbox.Everything()).Take(60))
        {
            JsonElement[] history = [.. (await _sandbox.History(product.Text("sku")!)).Ok().Json.GetProperty("history").EnumerateArray()];
            counts[history.Length]++;
            Assert.Equal(history.OrderBy(entry => entry.GetProperty("date").GetInt64()).Select(entry => entry.GetRawText()), history.Select(entry => entry.GetRawText()));
            Dictionary<string, string?> state = [];
            foreach (JsonElement entry in history)
            {
                string name = entry.GetProperty("new").Names().Single();
                Assert.True(!state.TryGetValue(name, out string? known) || known == entry.GetProperty("old").Text(name));
                state[name] = entry.GetProperty("new").Text(name);
            }

            Assert.All(state, pair => Assert.Equal(product.Text(pair.Key), pair.Value));
        }

        Assert.All(counts, count => Assert.True(count > 0));
    }

    [Fact]
    public async Task Pages_and_users_narrow_the_history()
    {
        for (int i = 0; i < 30; i++)
        {
            await Rename("anna", i);
        }

        await _sandbox.Edit("PIM-0000200", new() { ["title"] = "by key" });
        int all = await Count("PIM-0000200");
        Assert.True(all >= 31);
        Assert.Equal(24, Rows(await _sandbox.History("PIM-0000200")).Length);
        Assert.Equal(all - 24, Rows(await _sandbox.History("PIM-0000200", new() { ["pagination"] = new JsonObject { ["pageNum"] = 2 } })).Length);
        Assert.Empty(Rows(await _sandbox.History("PIM-0000200", new() { ["pagination"] = new JsonObject { ["pageNum"] = 3 } })));
        Assert.Equal(all, Rows(await _sandbox.History("PIM-0000200", new() { ["pagination"] = new JsonObject { ["pageSize"] = 2000 } })).Length);
        Answer anna = await _sandbox.History("PIM-0000200", new() { ["user"] = "anna", ["pagination"] = new JsonObject { ["pageSize"] = 2 } });
        Assert.Equal(30, anna.Ok().Json.GetProperty("total_count").GetInt32());
        Assert.Equal(2, Rows(anna).Length);
        Assert.Equal("by key", Rows(await _sandbox.History("PIM-0000200", new() { ["user"] = _sandbox.Sandbox.ApiKey })).Single().GetProperty("new").Text("title"));
    }

    private Task<Answer> Rename(string user, int number) => _sandbox.Send(
        HttpMethod.Post,
        "/api/en-us/pim/manage/products",
        new StringContent($$$$"""{"action":"editProduct","sku":"PIM-0000200","data":{"attributes":{"title":"Title {{{{number}}}}"}}}""", Encoding.UTF8, "application/json"),
        request => request.Headers.Add("ApiUser", user));

    private async Task<int> Count(string sku) => (await _sandbox.History(sku)).Ok().Json.GetProperty("total_count").GetInt32();

    private static JsonElement[] Rows(Answer answer) => [.. answer.Ok().Json.GetProperty("history").EnumerateArray()];
}
