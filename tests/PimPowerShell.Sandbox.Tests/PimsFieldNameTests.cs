using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

/// <summary>The names that the document lost: the set one works, any other is ignored as unknown.</summary>
public sealed class PimsFieldNameTests : IDisposable
{
    private readonly PimsTestSandbox _sandbox = new(new PimSandboxOptions
    {
        ProductCount = 400,
        PimsFieldNames =
        {
            ["SkuList"] = "sku", ["PageSize"] = "limit", ["PageNumber"] = "page", ["OrderAttribute"] = "name", ["OrderDirection"] = "dir",
            ["Search"] = "searchWord", ["IncludeDeleted"] = "include_deleted", ["IncludeVariants"] = "variants", ["IncludeChildren"] = "subcategories",
            ["HistoryUser"] = "editor",
        },
    });

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Pages_take_the_set_names_only()
    {
        Assert.Equal(24, (await _sandbox.Page(3, 2)).Skus().Length);
        Assert.Equal((await _sandbox.Page(3, 1)).Skus(), (await _sandbox.Page(3, 2)).Skus());
        string[] first = (await _sandbox.List(Pagination(3, 1))).Skus();
        Assert.Equal(3, first.Length);
        Assert.Empty(first.Intersect((await _sandbox.List(Pagination(3, 2))).Skus()));
        (await _sandbox.List(Pagination(501, 1))).Fails("The page size should be in the range of 1 to 500!");
    }

    [Fact]
    public async Task Sku_lists_take_the_set_name_only()
    {
        (await _sandbox.Products(new() { ["action"] = "listProductsBySku", ["skus"] = new JsonArray("PIM-0000200") })).Fails("SKU list is not provided!");
        Assert.Equal(["PIM-0000200"], (await _sandbox.Products(new() { ["action"] = "listProductsBySku", ["sku"] = new JsonArray("PIM-0000200") })).Skus());
    }

    [Theory]
    [InlineData("includeDeleted", "include_deleted")]
    [InlineData("includeVariants", "variants")]
    public async Task Switches_take_the_set_name_only(string other, string set)
    {
        int plain = (await _sandbox.List()).SkuCount();
        Assert.Equal(plain, (await _sandbox.List(new() { [other] = "true" })).SkuCount());
        Assert.True((await _sandbox.List(new() { [set] = "true" })).SkuCount() > plain);
    }

    [Fact]
    public async Task Subcategories_search_and_order_take_the_set_names_only()
    {
        Assert.Equal(0, (await _sandbox.List(new() { ["cat_id"] = 2, ["includeChildren"] = "true" })).SkuCount());
        Assert.True((await _sandbox.List(new() { ["cat_id"] = 2, ["subcategories"] = "true" })).SkuCount() > 0);
        int all = (await _sandbox.List()).SkuCount();
        Assert.Equal(all, (await _sandbox.List(new() { ["search"] = "sturdy" })).SkuCount());
        Assert.InRange((await _sandbox.List(new() { ["searchWord"] = "sturdy" })).SkuCount(), 1, all - 1);
        string[] plain = (await _sandbox.List()).Skus();
        Assert.Equal(plain, (await _sandbox.List(new() { ["order"] = JsonNode.Parse("""[{"attribute":"sku","direction":"DESC"}]""") })).Skus());
        Assert.NotEqual(plain, (await _sandbox.List(new() { ["order"] = JsonNode.Parse("""[{"name":"sku","dir":"DESC"}]""") })).Skus());
    }

    [Fact]
    public async Task History_takes_the_set_names_only()
    {
        await _sandbox.Edit("PIM-0000200", new() { ["title"] = "a" });
        int all = Count(await _sandbox.History("PIM-0000200"));
        Assert.Equal(all, Count(await _sandbox.History("PIM-0000200", new() { ["user"] = "nobody" })));
        Assert.Equal(0, Count(await _sandbox.History("PIM-0000200", new() { ["editor"] = "nobody" })));
        Assert.Single((await _sandbox.History("PIM-0000200", Pagination(1, 1))).Ok().Json.GetProperty("history").EnumerateArray());
    }

    [Fact]
    public async Task Names_can_be_changed_while_the_sandbox_runs()
    {
        _sandbox.Options.PimsFieldNames["PageSize"] = "page_size";
        Assert.Equal(2, (await _sandbox.List(new() { ["pagination"] = new JsonObject { ["page_size"] = 2 } })).Skus().Length);
        _sandbox.Options.PimsFieldNames.Remove("PageSize");
        Assert.Equal(2, (await _sandbox.Page(2)).Skus().Length);
    }

    private static int Count(Answer answer) => answer.Ok().Json.GetProperty("total_count").GetInt32();

    private static JsonObject Pagination(int size, int number) => new() { ["pagination"] = new JsonObject { ["limit"] = size, ["page"] = number } };
}
