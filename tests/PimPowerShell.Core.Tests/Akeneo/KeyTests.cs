using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

/// <summary>Reading by key: by address where that is possible, else through the list.</summary>
public sealed class KeyTests : IClassFixture<TestPim>
{
    private readonly TestPim _pim;
    private readonly CallLog _log = new();

    public KeyTests(TestPim pim) => _pim = pim;

    private string[] Paths => [.. _log.Addresses.Where(address => !address.Contains("/oauth/", StringComparison.Ordinal)).Select(address => address[(address.IndexOf("/v1/", StringComparison.Ordinal) + 4)..])];

    [Fact]
    public async Task One_uuid_is_read_by_its_address()
    {
        string uuid = (await _pim.Uuids(1))[0];

        List<JsonElement> found = await Read(AkeneoResources.ProductByUuid, [uuid]);

        Assert.Equal(uuid, found.Single().GetProperty("uuid").GetString());
        Assert.Equal([$"products-uuid/{uuid}"], Paths);
    }

    [Fact]
    public async Task Options_of_reading_one_go_with_it()
    {
        string uuid = (await _pim.Uuids(1))[0];

        await Read(new PimQuery(AkeneoResources.ProductByUuid) { Keys = [uuid], Options = new Dictionary<string, string> { ["with_completenesses"] = "true" } });

        Assert.Equal([$"products-uuid/{uuid}?with_completenesses=true"], Paths);
    }

    [Fact]
    public async Task Options_of_the_list_alone_make_it_a_list()
    {
        string uuid = (await _pim.Uuids(1))[0];

        List<JsonElement> found = await Read(new PimQuery(AkeneoResources.ProductByUuid) { Keys = [uuid], Options = new Dictionary<string, string> { ["attributes"] = "name" } });

        Assert.Single(found);
        Assert.Equal([$$"""products-uuid?pagination_type=search_after&limit=100&search={"uuid":[{"operator":"IN","value":["{{uuid}}"]}]}&attributes=name"""], Paths);
    }

    [Fact]
    public async Task Many_uuids_are_read_in_hundreds()
    {
        string[] uuids = await _pim.Uuids(250);

        List<JsonElement> found = await Read(AkeneoResources.ProductByUuid, [.. uuids, uuids[0], uuids[1].ToUpperInvariant()]);

        Assert.Equal(uuids, found.Select(item => item.GetProperty("uuid").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal(3, Paths.Length);
        Assert.Equal([100, 100, 50], Paths.Select(path => Values(path).Length));
    }

    [Fact]
    public async Task Long_keys_make_short_lists()
    {
        string[] keys = [.. Enumerable.Range(0, 60).Select(i => $"{i:000}" + new string('é', 60))];

        await Read(AkeneoResources.ProductByUuid, keys);

        Assert.Equal(keys, Paths.SelectMany(Values));
        Assert.True(Paths.Length > 1);
        Assert.All(_log.Attempts, attempt => Assert.InRange(attempt.Address.Length, 1, 8000));
    }

    [Fact]
    public async Task One_key_longer_than_all_is_still_asked_for()
    {
        string key = new('x', 6000);

        await Read(AkeneoResources.ProductByUuid, ["a", key, "b"]);

        Assert.Equal(["a", key, "b"], Paths.SelectMany(Values));
        Assert.Equal(3, Paths.Length);
    }

    [Fact]
    public async Task An_identifier_is_looked_up_where_uuids_are_the_keys()
    {
        JsonElement product = (await _pim.All(new PimQuery(AkeneoResources.ProductByIdentifier) { PageSize = 3 }))[2];
        string identifier = product.GetProperty("identifier").GetString()!;
        string uuid = product.GetProperty("uuid").GetString()!;

        List<JsonElement> found = await Read(AkeneoResources.ProductByUuid, [identifier]);

        Assert.Equal(uuid, found.Single().GetProperty("uuid").GetString());
        Assert.Equal([$$"""products-uuid?pagination_type=search_after&limit=100&search={"identifier":[{"operator":"IN","value":["{{identifier}}"]}]}"""], Paths);
    }

    [Fact]
    public async Task Uuids_and_identifiers_may_be_mixed()
    {
        List<JsonElement> products = await _pim.All(new PimQuery(AkeneoResources.ProductByIdentifier));
        string[] keys = [.. products.Take(10).Select((product, i) => product.GetProperty(i % 2 == 0 ? "uuid" : "identifier").GetString()!)];

        List<JsonElement> found = await Read(AkeneoResources.ProductByUuid, keys);

        Assert.Equal(10, found.Count);
        Assert.Equal(2, Paths.Length);
    }

    [Theory]
    [InlineData("a/b", false)]
    [InlineData("..", false)]
    [InlineData(".", false)]
    [InlineData("a#b", true)]
    [InlineData("a+b", true)]
    [InlineData("100%", true)]
    [InlineData("%2F", true)]
    [InlineData("a b", true)]
    [InlineData("größe-été-日本", true)]
    [InlineData("a?b&c=d", true)]
    [InlineData("a\\b\"c'd", true)]
    [InlineData("a\"c'd", true)]
    public async Task Odd_identifiers_are_found(string identifier, bool byAddress)
    {
        using var pim = new TestPim(new() { ProductCount = 5 }, format: ProductIdFormat.Identifier);
        var writer = new BulkWriter(pim.Provider, new BulkSettings(), pim.Context);
        await writer.AddAsync(new BulkItem(0, AkeneoResources.ProductByIdentifier, identifier, JsonSerializer.SerializeToUtf8Bytes(new { identifier })));
        await writer.CompleteAsync();
        Assert.True(writer.TryTake(out BulkResult result));
        Assert.Equal(BulkStatus.Created, result.Status);

        List<JsonElement> alone = await TestPim.All(pim.Provider, new PimQuery(AkeneoResources.ProductByIdentifier) { Keys = [identifier] }, _log.Context());
        List<JsonElement> together = await TestPim.All(pim.Provider, new PimQuery(AkeneoResources.ProductByIdentifier) { Keys = [identifier, "another"] }, _log.Context());

        Assert.Equal(identifier, alone.Single().GetProperty("identifier").GetString());
        Assert.Equal(identifier, together.Single().GetProperty("identifier").GetString());
        Assert.Equal(byAddress, _log.Attempts[0].Address.EndsWith("/products/" + Uri.EscapeDataString(identifier), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_list_alone_has_no_missing_keys()
    {
        string uuid = Guid.NewGuid().ToString();

        List<JsonElement> found = await Read(new PimQuery(AkeneoResources.ProductByUuid) { Keys = [uuid], ByListOnly = true });

        Assert.Empty(found);
        Assert.StartsWith("products-uuid?", Paths.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_not_there_is_an_empty_page_with_its_error()
    {
        IPageSource pages = _pim.Provider.Read(new PimQuery(_pim.Resource("Family")) { Keys = ["none_such"] });

        using PimPage? page = await pages.NextAsync(new CallContext());

        Assert.Equal(PimErrorKind.NotFound, page!.Missing!.Kind);
        Assert.Equal(404, page.Missing.StatusCode);
        Assert.Empty(TestPim.Items(page));
        Assert.Null(await pages.NextAsync(new CallContext()));
    }

    [Fact]
    public async Task Keys_of_what_cannot_be_searched_are_read_one_by_one()
    {
        List<JsonElement> found = await Read(_pim.Resource("Channel"), ["ecommerce", "none_such", "print"]);

        Assert.Equal(["ecommerce", "print"], found.Select(item => item.GetProperty("code").GetString()));
        Assert.Equal(["channels/ecommerce", "channels/none_such", "channels/print"], Paths);
    }

    [Theory]
    [InlineData("Channel", 3, 3)]
    [InlineData("Channel", 4, 1)]
    [InlineData("AttributeOption", 4, 4)]
    public async Task A_short_list_is_read_once_for_more_than_a_few_keys(string noun, int keys, int requests)
    {
        string[] wanted = [.. new[] { "PRINT", "ecommerce", "red", "none_such" }.Take(keys)];

        List<JsonElement> found = await Read(new PimQuery(_pim.Resource(noun)) { PathValues = new Dictionary<string, string> { ["attribute"] = "color" }, Keys = wanted, ByListOnly = true });

        Assert.Equal(noun == "Channel" ? ["ecommerce", "print"] : ["red"], found.Select(item => item.GetProperty("code").GetString()!).Order());
        Assert.Equal(requests, Paths.Length);
    }

    [Fact]
    public async Task Models_are_searched_for_by_the_name_that_products_use()
    {
        string[] codes = [.. (await _pim.All(new PimQuery(_pim.Resource("ProductModel")))).Take(3).Select(item => item.GetProperty("code").GetString()!)];

        List<JsonElement> found = await Read(_pim.Resource("ProductModel"), codes);

        Assert.Equal(codes.Order(), found.Select(item => item.GetProperty("code").GetString()!).Order());
        Assert.Contains("""search={"identifier":[{"operator":"IN","value":[""", Paths.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_keys_are_no_requests()
    {
        Assert.Empty(await Read(AkeneoResources.ProductByUuid, []));
        Assert.Empty(_log.Attempts);
    }

    [Fact]
    public async Task Keys_and_conditions_hold_both()
    {
        string[] uuids = await _pim.Uuids(5);

        List<JsonElement> found = await Read(new PimQuery(AkeneoResources.ProductByUuid)
        {
            Keys = [uuids[0]],
            Search = """{"uuid":[{"operator":"NOT IN","value":["x"]}]}""".Replace("\"x\"", $"\"{uuids[0]}\"", StringComparison.Ordinal),
        });

        Assert.Empty(found);
    }

    private Task<List<JsonElement>> Read(PimResource resource, string[] keys) => Read(new PimQuery(resource) { Keys = keys });

    private Task<List<JsonElement>> Read(PimQuery query) => _pim.All(query, _log.Context());

    private static string[] Values(string path)
    {
        string search = path[(path.IndexOf("search={", StringComparison.Ordinal) + 7)..];
        using JsonDocument document = JsonDocument.Parse(search);
        return [.. document.RootElement.EnumerateObject().Single().Value[0].GetProperty("value").EnumerateArray().Select(value => value.GetString()!)];
    }
}
