using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;
using PimPowerShell.Core.Sync;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Sync;

/// <summary>Two servers, compared and made equal.</summary>
public sealed class CatalogComparerTests : IDisposable
{
    // lists are read side by side: a call may be the n-th, which fails, again and again
    private readonly TestPim _reference = new(Options(), Make.Settings(retries: 30));
    private readonly TestPim _other = new(Options(), Make.Settings(retries: 30));

    public void Dispose()
    {
        _reference.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task FindsExactlyWhatWasChangedAndMakesItEqual()
    {
        var random = new Random(7);
        List<string> identifiers = [.. (await _reference.All(new PimQuery(AkeneoResources.ProductByIdentifier) { Criteria = [new PimCriterion("parent", "EMPTY")] }))
            .Select(static item => item.GetProperty("identifier").GetString()!).Where(static key => key is not null)];
        List<string> changed = [.. identifiers.OrderBy(_ => random.Next()).Take(60)];
        List<string> made = [.. Enumerable.Range(0, 130).Select(static i => $"made-{i}")];
        List<string> extra = [.. Enumerable.Range(0, 5).Select(static i => $"extra-{i}")];
        await WriteAsync(_reference, [.. changed.Select(key => Line(key, random.Next()))]);
        await WriteAsync(_reference, [.. made.Select(key => Line(key, random.Next()))]);
        await WriteAsync(_other, [.. extra.Select(key => Line(key, 0))]);

        List<ItemComparison> found = await CompareAsync();

        Assert.Equal(changed.OrderBy(Same), Keys(found, ComparisonStatus.Different));
        Assert.Equal(made.OrderBy(Same), Keys(found, ComparisonStatus.Missing));
        Assert.Equal(extra.OrderBy(Same), Keys(found, ComparisonStatus.Extra));

        await WriteAsync(_other, [.. found.Where(static item => !item.Line.IsEmpty).Select((item, i) => new BulkItem(i, item.Resource, item.Key, item.Line) { PathValues = item.PathValues })]);
        Assert.Equal(extra.OrderBy(Same), (await CompareAsync()).Select(static item => item.Key).OrderBy(Same));
    }

    [Fact]
    public async Task FindsTheSameWhileBothServersFail()
    {
        await WriteAsync(_reference, [.. Enumerable.Range(0, 250).Select(static i => Line($"made-{i}", i))]);
        List<string> undisturbed = [.. (await CompareAsync()).Select(static item => item.ToString()).OrderBy(Same)];
        foreach (PimSandboxOptions options in new[] { _reference.Options, _other.Options })
        {
            options.FailEvery = 5;
            options.HalfBodyEvery = 7;
            options.ResetEvery = 11;
        }

        Assert.Equal(undisturbed, (await CompareAsync()).Select(static item => item.ToString()).OrderBy(Same));
    }

    [Fact]
    public async Task AsksForEachPageAndItsKeysOnce()
    {
        await WriteAsync(_reference, [.. Enumerable.Range(0, 700).Select(static i => Line($"made-{i}", i))]);
        _ = await CompareAsync();
        long mine = _reference.Counters.ApiRequests;
        long theirs = _other.Counters.ApiRequests;

        List<ItemComparison> found = await CompareAsync("Product");

        // 10 pages of products here, 3 there, with their keys and their models
        Assert.Equal(700, found.Count);
        Assert.InRange(_reference.Counters.ApiRequests - mine, 10, 20);
        Assert.InRange(_other.Counters.ApiRequests - theirs, 10, 30);
    }

    [Fact]
    public async Task EndsWhereTheCallerDoes()
    {
        var comparer = new CatalogComparer(_reference.Provider, _other.Provider, new CompareSettings { IncludesEqual = true }, _reference.Context);
        Assert.All((await comparer.NextAsync())!, static item => Assert.Equal("MeasurementFamily", item.Resource.Noun));
        comparer.Dispose();
        Assert.DoesNotContain(_other.Counters.Routes.Keys, static route => route.Contains("products"));
    }

    [Fact]
    public async Task RefusesAFilterForWhatCannotBeSearched()
    {
        var settings = new CompareSettings { Nouns = ["AssociationType"], Searches = ["{}"] };
        PimException e = await Assert.ThrowsAsync<PimException>(() => ReadAsync(settings));
        Assert.Equal(PimErrorKind.Input, e.Kind);
    }

    [Fact]
    public async Task PassesOverWhatLiesInAThingThatIsDeletedMeanwhile()
    {
        await WriteOptionAsync("brand");
        await WriteOptionAsync("color");
        var gone = new PimException(PimErrorKind.NotFound, "The attribute is not there.");
        IPimProvider other = AlteredProvider.Of(_other.Provider, (method, arguments) => method.Name == nameof(IPimProvider.Read)
            && arguments[0] is PimQuery { Resource.Noun: "AttributeOption" } query && query.PathValues["attribute"] == "brand" ? new Failing(gone) : null);
        var notes = new ConcurrentQueue<PimNote>();

        List<ItemComparison> found = await ReadAsync(new CompareSettings { Nouns = ["AttributeOption"] }, other, notes.Enqueue);

        Assert.Equal("color", Assert.Single(found).PathValues["attribute"]);
        Assert.Contains("'brand'", Assert.Single(notes).Text);
    }

    [Fact]
    public async Task TellsOfAListThatIsNoJson()
    {
        IPimProvider other = AlteredProvider.Of(_other.Provider, (method, arguments) =>
            method.Name == nameof(IPimProvider.Read) && ((PimQuery)arguments[0]!).Resource.Noun == "Family" ? new Garbled() : null);
        PimException e = await Assert.ThrowsAsync<PimException>(() => ReadAsync(new CompareSettings { Nouns = ["Family"] }, other));
        Assert.Equal(PimErrorKind.WrongServer, e.Kind);
    }

    [Fact]
    public async Task KeepsPricesInCurrenciesThatTheReferenceHasNot()
    {
        await WriteAsync(_reference, [Prices("EUR 10")]);
        await WriteAsync(_other, [Prices("EUR 9", "USD 11")]);
        var settings = new CompareSettings { Nouns = ["Product"], IgnoresExtraValues = true };
        ItemComparison found = Assert.Single(await ReadAsync(settings));
        await WriteAsync(_other, [new BulkItem(0, found.Resource, found.Key, found.Line)]);

        JsonElement product = Assert.Single(await _other.All(new PimQuery(AkeneoResources.ProductByIdentifier) { Keys = ["priced"], ByListOnly = true }));
        Assert.Equal(["EUR 10.00", "USD 11.00"], product.GetProperty("values").GetProperty("price")[0].GetProperty("data").EnumerateArray()
            .Select(static price => $"{price.GetProperty("currency")} {price.GetProperty("amount")}").OrderBy(Same));
        Assert.Empty(await ReadAsync(settings));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task LeavesAttributesThatTheReferenceHasNotInTheirGroups(bool ignoresExtraValues)
    {
        PimResource attribute = _other.Resource("Attribute");
        await WriteAsync(_other, [new BulkItem(0, attribute, "theirs", """{"code":"theirs","type":"pim_catalog_text","group":"marketing"}"""u8.ToArray())]);
        await WriteAsync(_other, [new BulkItem(0, attribute, "erp_name", """{"code":"erp_name","group":"marketing"}"""u8.ToArray())]);
        var settings = new CompareSettings { Nouns = ["AttributeGroup", "Attribute"], IgnoresExtraValues = ignoresExtraValues };

        List<ItemComparison> found = await ReadAsync(settings);
        await WriteAsync(_other, [.. found.Where(static item => !item.Line.IsEmpty).Select(static item => new BulkItem(0, item.Resource, item.Key, item.Line))]);

        Assert.Contains(found, static item => item is { Key: "marketing", Status: ComparisonStatus.Different });
        Assert.Equal("theirs", Assert.Single(await ReadAsync(settings)).Key);
        Assert.Equal("marketing", Assert.Single(await _other.All(new PimQuery(attribute) { Keys = ["theirs"], ByListOnly = true })).GetProperty("group").GetString());
    }

    private static BulkItem Prices(params string[] prices)
    {
        string data = string.Join(",", prices.Select(static price => price.Split(' ')).Select(static price => $$"""{"amount":"{{price[1]}}","currency":"{{price[0]}}"}"""));
        return new BulkItem(0, AkeneoResources.ProductByIdentifier, "priced", Encoding.UTF8.GetBytes($$$"""{"identifier":"priced","values":{"price":[{"locale":null,"scope":null,"data":[{{{data}}}]}]}}"""));
    }

    private Task WriteOptionAsync(string attribute) => WriteAsync(_reference, [new BulkItem(
        0, _reference.Resource("AttributeOption"), "made", """{"code":"made"}"""u8.ToArray()) { PathValues = new Dictionary<string, string> { ["attribute"] = attribute } }]);

    private static PimSandboxOptions Options() => new() { ProductCount = 300, Edition = "Serenity", Provider = "Akeneo" };

    private static string Same(string key) => key;

    private static IEnumerable<string> Keys(List<ItemComparison> found, ComparisonStatus status) =>
        found.Where(item => item.Status == status).Select(static item => item.Key).OrderBy(Same);

    private static BulkItem Line(string key, int value) => new(
        0, AkeneoResources.ProductByIdentifier, key, Encoding.UTF8.GetBytes($$$"""{"identifier":"{{{key}}}","values":{"erp_name":[{"locale":null,"scope":null,"data":"text {{{value}}}"}]}}"""));

    private static async Task WriteAsync(TestPim pim, IReadOnlyList<BulkItem> items)
    {
        using var writer = new BulkWriter(pim.Provider, new BulkSettings(), pim.Context);
        for (int i = 0; i < items.Count; i++)
        {
            await writer.AddAsync(items[i] with { Index = i });
        }

        await writer.CompleteAsync();
        while (writer.TryTake(out BulkResult result))
        {
            Assert.True(result.Status is BulkStatus.Created or BulkStatus.Updated, PimFieldError.Describe(result.Message ?? "", result.Errors));
        }
    }

    private Task<List<ItemComparison>> CompareAsync(params string[] nouns) => ReadAsync(new CompareSettings { Nouns = nouns.Length == 0 ? null : nouns });

    private async Task<List<ItemComparison>> ReadAsync(CompareSettings settings, IPimProvider? other = null, Action<PimNote>? notes = null)
    {
        var found = new List<ItemComparison>();
        using var comparer = new CatalogComparer(_reference.Provider, other ?? _other.Provider, settings, _reference.Context with { Notes = notes });
        while (await comparer.NextAsync() is { } some)
        {
            found.AddRange(some);
        }

        Assert.Null(await comparer.NextAsync());
        return found;
    }

    private sealed class Failing(PimException e) : IPageSource
    {
        public Task<PimPage?> NextAsync(CallContext context) => Task.FromException<PimPage?>(e);
    }

    private sealed class Garbled : IPageSource
    {
        public Task<PimPage?> NextAsync(CallContext context) => Task.FromResult<PimPage?>(PimPage.Of("[{\"code\":"u8.ToArray()));
    }
}
