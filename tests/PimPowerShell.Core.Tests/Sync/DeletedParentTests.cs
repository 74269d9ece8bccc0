using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Pims;
using PimPowerShell.Core.Sync;
using PimPowerShell.Core.Tests.Bulk;
using PimPowerShell.Core.Tests.Pims;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Sync;

/// <summary>Catalogs of PIMS with variants whose parents are deleted, which no list has.</summary>
public sealed class DeletedParentTests : IDisposable
{
    private static readonly CompareSettings s_products = new() { Nouns = ["Product"] };

    private readonly PimsSandbox _reference = new(0);
    private readonly PimsSandbox _other = new(0);
    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose()
    {
        _reference.Dispose();
        _other.Dispose();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_catalog_is_promoted_with_the_deleted_parents_of_its_variants(bool inOrder)
    {
        string[] skus = await FamiliesAsync();
        List<ItemComparison> found = await CompareAsync();
        Assert.All(found, static item => Assert.Equal(ComparisonStatus.Missing, item.Status));
        List<string> keys = [.. found.Select(static item => item.Key)];
        Assert.Equal(skus.Order(StringComparer.Ordinal), keys.Order(StringComparer.Ordinal));
        AssertParentsFirst(keys);

        _other.Sandbox.Options.LatencyMilliseconds = 20;
        await PromoteAsync(found, inOrder);
        _other.Sandbox.Options.LatencyMilliseconds = 0;
        Assert.Empty(await CompareAsync());
        Assert.Equal("deleted", await StatusAsync(_other, "top"));
    }

    [Fact]
    public async Task Children_that_come_first_wait_for_their_parents_in_order_and_for_nothing_where_these_failed()
    {
        BulkItem[] items = [Line(0, "a-1-1", "a-1"), Line(1, "a-1", "a"), Line(2, "a", null), Line(3, "b-1", "b"), Line(4, "b", null, status: "no such")];
        List<BulkResult> results = await BulkRun.Write(_other.Provider, items, new BulkSettings { InOrder = true });
        Assert.Equal([BulkStatus.Created, BulkStatus.Created, BulkStatus.Created, BulkStatus.Skipped, BulkStatus.Failed], results.Select(static result => result.Status));
        Assert.Contains("'b'", results[3].Message);
    }

    [Fact]
    public async Task Children_are_not_sent_while_their_parents_are_on_their_way()
    {
        _other.Sandbox.Options.LatencyMilliseconds = 50;
        BulkItem[] items = [Line(0, "a", null), Line(1, "a-1", "A"), Line(2, "a-1-1", "a-1"), Line(3, "b", null), Line(4, "a-2", "a")];
        BulkRun.AssertWritten(await BulkRun.Write(_other.Provider, items));
    }

    [Fact]
    public async Task Deleted_parents_that_both_have_are_compared()
    {
        await FamiliesAsync();
        await PromoteAsync(await CompareAsync(), inOrder: true);
        await WriteAsync(_reference, Line(0, "top", null, "deleted", title: "Another"));
        ItemComparison found = Assert.Single(await CompareAsync());
        Assert.Equal(("top", ComparisonStatus.Different), (found.Key, found.Status));
        await PromoteAsync([found], inOrder: false);
        Assert.Empty(await CompareAsync());
    }

    [Theory]
    [InlineData("deleted", "active")]
    [InlineData("active", "deleted")]
    public async Task A_parent_that_is_deleted_on_one_side_alone_becomes_as_the_reference_has_it(string here, string there)
    {
        foreach ((PimsSandbox pims, string status) in new[] { (_reference, here), (_other, there) })
        {
            await WriteAsync(pims, Line(0, "p", null));
            await WriteAsync(pims, Line(0, "p-1", "p"));
            await WriteAsync(pims, Line(0, "p", null, status));
        }

        List<ItemComparison> found = await CompareAsync();
        Assert.Equal([("p", ComparisonStatus.Different)], found.Select(static item => (item.Key, item.Status)));
        await PromoteAsync(found, inOrder: false);
        Assert.Equal(here, await StatusAsync(_other, "p"));
        Assert.Empty(await CompareAsync());
    }

    [Fact]
    public async Task A_filter_finds_the_deleted_parents_of_what_it_finds_and_no_others()
    {
        await FamiliesAsync();
        await WriteAsync(_reference, Line(0, "alive", null));
        await WriteAsync(_reference, Line(0, "alive-1", "alive", title: "Wanted"));
        await WriteAsync(_reference, Line(0, "wide-7", "wide", title: "Wanted"));
        List<ItemComparison> found = await CompareAsync(s_products with { Conditions = [new PimCondition("title", "=", "Wanted")] });
        Assert.Equal(["alive-1", "wide", "wide-7"], found.Select(static item => item.Key).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(500)]
    public async Task An_export_has_them_once_and_before_their_variants(int pageSize)
    {
        string[] skus = await FamiliesAsync();
        string[] keys = await ExportAsync(_reference.Provider, "x", pageSize);
        Assert.Equal(skus.Order(StringComparer.Ordinal), keys.Order(StringComparer.Ordinal));
        AssertParentsFirst(keys);
    }

    [Fact]
    public async Task An_export_that_was_broken_off_anywhere_ends_as_one_that_was_not()
    {
        await FamiliesAsync();
        string[] whole = await ExportAsync(_reference.Provider, "whole", 50);
        int breaks = 0;
        for (bool isWhole = false; !isWhole; breaks++)
        {
            string folder = $"broken {breaks}";
            using var stop = new CancellationTokenSource();
            try
            {
                await ExportAsync(new CountedPages(_reference.Provider, "Product").EndAfter(breaks, stop), folder, 50, stop.Token);
                isWhole = true;
            }
            catch (OperationCanceledException)
            {
                Assert.False(File.Exists(Path.Combine(_folder, folder, "products.jsonl")));
                await ExportAsync(_reference.Provider, folder, 50);
            }

            Assert.Equal(whole, Keys(folder));
            Assert.Equal(File.ReadAllBytes(Path.Combine(_folder, "whole", "products.jsonl")), File.ReadAllBytes(Path.Combine(_folder, folder, "products.jsonl")));
        }

        // the pages of the list, those of two levels of parents, and what ends each
        Assert.InRange(breaks, 8, 20);
    }

    [Theory]
    [InlineData("\"status\":\"deleted\"", 2)]
    [InlineData("\"status\":\"active\"", 1)]
    [InlineData("\"title\":\"of a view without a status\"", 1)]
    [InlineData(null, 1)]
    public async Task A_parent_that_is_not_deleted_or_not_there_is_left_out(string? parent, int lines)
    {
        using var server = new PimsServer(body => body.GetProperty("action").GetString() switch
        {
            "getList" => List(body),
            _ when parent is null => PimsServer.Error("Product does not exist!"),
            _ => One($"\"sku\":\"p\",{parent}"),
        });
        Assert.Equal(lines, (await ExportAsync(server.Provider, "x", 50)).Length);
        Assert.Single(server.Sent, static body => body.GetProperty("action").GetString() == "listProduct");

        List<ItemComparison> found = await CompareAsync(s_products, server.Provider);
        Assert.Equal(lines, found.Count);
        Assert.Equal("p-1", found[^1].Key);

        static string List(JsonElement body) => Pages(body, "pageNum") > 1 ? PimsServer.Products([], 1)
            : """{"products":[{"sku":"p-1","data":{"attributes":{"sku":"p-1","variation_of":"p","status":"active"}}}],"definition":{},"status":"OK","sku_count":1}""";
    }

    [Theory]
    [InlineData("status")]
    [InlineData("variation_of")]
    public async Task Through_a_view_without_what_tells_it_an_export_is_that_of_the_list(string hidden)
    {
        using TestPims pims = await TestPims.StartAsync();
        await pims.WriteAsync(PimsResources.Product, WriteVerb.Create, "view-p", new { sku = "view-p", attributes = new { title = "p" } });
        await pims.WriteAsync(PimsResources.Product, WriteVerb.Create, "view-p-1", new { sku = "view-p-1", attributes = new { title = "p", variation_of = "view-p" } });
        await pims.WriteAsync(PimsResources.Product, WriteVerb.Delete, "view-p");
        Assert.Contains("view-p", await ExportAsync(pims.Provider, "all", 50));

        string[] shown = [.. new[] { "sku", "title", "status", "variation_of", "categories" }.Where(name => name != hidden)];
        await pims.WriteAsync(PimsResources.View, WriteVerb.Create, "Few", new { label = "Few", attributes = shown.ToDictionary(static name => name, static name => new { attribute = name }) });
        string[] keys = await ExportAsync(await pims.ConnectAsync(pims.Sandbox.ApiKey, "Few"), "few", 50);
        Assert.Contains("view-p-1", keys);
        Assert.DoesNotContain("view-p", keys);
    }

    /// <summary>Living products with a variant, a deleted one with variants on several pages, and three levels of which the last alone lives.</summary>
    private async Task<string[]> FamiliesAsync()
    {
        BulkItem[] items =
        [
            Line(0, "kept", null), Line(1, "kept-1", "kept"),
            Line(2, "top", null), Line(3, "middle", "top"), Line(4, "low", "middle"),
            Line(5, "wide", null), .. Enumerable.Range(0, 230).Select(static i => Line(6 + i, $"wide-{i}", "wide")),
        ];
        BulkRun.AssertWritten(await BulkRun.Write(_reference.Provider, items, new BulkSettings { InOrder = true }));
        foreach (string sku in new[] { "top", "middle", "wide" })
        {
            await _reference.DeleteAsync(sku);
        }

        // deleted, and nothing lives below it
        await _reference.CreateAsync("gone");
        await _reference.DeleteAsync("gone");
        return [.. items.Select(static item => item.Key)];
    }

    private static void AssertParentsFirst(IReadOnlyList<string> keys)
    {
        int wide = keys.ToList().IndexOf("wide");
        Assert.All(keys.Where(static key => key.StartsWith("wide-", StringComparison.Ordinal)), key => Assert.True(keys.ToList().IndexOf(key) > wide));
        Assert.Equal(["top", "middle", "low"], keys.Where(static key => key is "top" or "middle" or "low"));
    }

    private static BulkItem Line(long index, string sku, string? parent, string status = "active", string title = "x") => new(index, PimsResources.Product, sku, JsonSerializer.SerializeToUtf8Bytes(
        new { sku, attributes = parent is null ? (object)new { title, status } : new { title, status, variation_of = parent } }));

    private static string One(string attributes) => "{\"status\":\"OK\",\"sku\":\"p\",\"data\":{\"attributes\":{" + attributes + "},\"definition\":" + PimsServer.Definition + "}}";

    private static int Pages(JsonElement body, string name) => body.GetProperty("params").GetProperty("pagination").TryGetProperty(name, out JsonElement page) ? page.GetInt32() : 1;

    private static async Task WriteAsync(PimsSandbox pims, BulkItem item) => BulkRun.AssertWritten(await BulkRun.Write(pims.Provider, [item]));

    private async Task PromoteAsync(IReadOnlyList<ItemComparison> found, bool inOrder) => BulkRun.AssertWritten(await BulkRun.Write(
        _other.Provider, [.. found.Select(static (item, i) => new BulkItem(i, item.Resource, item.Key, item.Line))], new BulkSettings { InOrder = inOrder }));

    private static async Task<string?> StatusAsync(PimsSandbox pims, string sku)
    {
        using var page = await pims.Provider.Read(new PimQuery(PimsResources.Product) { Keys = [sku] }).NextAsync(pims.Context);
        return TestPim.Items(page!).Single().GetProperty("data").GetProperty("attributes").GetProperty("status").GetString();
    }

    private async Task<List<ItemComparison>> CompareAsync(CompareSettings? settings = null, IPimProvider? reference = null)
    {
        var found = new List<ItemComparison>();
        using var comparer = new CatalogComparer(reference ?? _reference.Provider, _other.Provider, settings ?? s_products, _reference.Context);
        while (await comparer.NextAsync() is { } some)
        {
            found.AddRange(some);
        }

        return found;
    }

    /// <summary>The keys of an export's products, whose parents come first and whose file is what the manifest says.</summary>
    private async Task<string[]> ExportAsync(IPimProvider provider, string name, int pageSize, CancellationToken cancellation = default)
    {
        using var export = new CatalogExport(provider, new CatalogExportSettings
        {
            Folder = Path.Combine(_folder, name),
            Resources = CatalogPlan.Of(provider, ["Product"], []),
            PageSize = pageSize,
            BetweenPlaces = TimeSpan.Zero,
        }, new CallContext(cancellation));
        await export.RunAsync();
        return Keys(name);
    }

    private string[] Keys(string name)
    {
        CatalogFolder folder = CatalogFolder.Open(Path.Combine(_folder, name));
        folder.Check(folder.Manifest.Files);
        string[] keys = [.. folder.ReadLines(folder.Manifest.Files.Single()).Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("sku").GetString()!)];
        Assert.Equal(folder.Manifest.Files.Single().Count, keys.Length);
        Assert.Equal(keys.Length, keys.Distinct().Count());
        return keys;
    }
}
