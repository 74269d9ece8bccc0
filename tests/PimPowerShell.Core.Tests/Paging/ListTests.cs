using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Paging;

public sealed class ListTests
{
    [Theory]
    [InlineData(1050, 100, 11)]
    [InlineData(1000, 100, 11)] // the tenth page is full, so that the server links to an empty one
    [InlineData(30, 7, 5)]
    [InlineData(0, 100, 1)]
    public async Task Every_product_comes_once(int count, int pageSize, int requests)
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = count });

        List<JsonElement> found = await pim.All(new PimQuery(AkeneoResources.ProductByUuid) { PageSize = pageSize });

        Assert.Equal(count, found.Count);
        Assert.Equal(count, found.Select(item => item.GetProperty("uuid").GetString()).Distinct().Count());
        Assert.Equal(requests, pim.Counters.ApiRequests);
    }

    [Fact]
    public async Task Every_product_comes_once_by_identifier()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1020 });

        List<JsonElement> found = await pim.All(new PimQuery(AkeneoResources.ProductByIdentifier));

        Assert.Equal(1020, found.Select(item => item.GetProperty("identifier").GetString()).Distinct().Count());
        Assert.Equal(1020, found.Count);
    }

    [Theory]
    [InlineData(3, 0, 0, 0, false)]
    [InlineData(0, 3, 0, 0, false)]
    [InlineData(0, 0, 3, 0, true)]
    [InlineData(0, 0, 0, 3, true)]
    public async Task Every_product_comes_once_whatever_happens(int reset, int fail, int half, int tokenDies, bool compress)
    {
        using var pim = new TestPim(new PimSandboxOptions { ResetEvery = reset, FailEvery = fail, HalfBodyEvery = half, TokenDiesEvery = tokenDies, Compress = compress });

        List<JsonElement> found = await pim.All(new PimQuery(AkeneoResources.ProductByUuid));

        Assert.Equal(1000, found.Count);
        Assert.Equal(1000, found.Select(item => item.GetProperty("uuid").GetString()).Distinct().Count());
        Assert.True(pim.Counters.Faults >= 3);
    }

    [Fact]
    public async Task The_callers_options_go_with_every_page()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 250 });
        var log = new CallLog();
        var query = new PimQuery(AkeneoResources.ProductByUuid)
        {
            Search = """{"name":[{"operator":"NOT EMPTY"}]}""",
            Options = new Dictionary<string, string>
            {
                ["search_locale"] = "en_US",
                ["scope"] = "ecommerce",
                ["locales"] = "fr_FR,en_US",
                ["attributes"] = "name,sku",
                ["convert_measurements"] = "true",
                ["with_root_parent"] = "true",
            },
        };

        List<JsonElement> found = await pim.All(query, log.Context());

        Assert.InRange(found.Count, 201, 250);
        string[] lists = [.. log.Addresses.Where(address => address.Contains("/products-uuid?", StringComparison.Ordinal))];
        Assert.Equal(3, lists.Length);
        foreach (KeyValuePair<string, string> option in query.Options.Append(new("search", query.Search)).Append(new("limit", "100")).Append(new("pagination_type", "search_after")))
        {
            Assert.All(lists, address => Assert.Contains($"{option.Key}={option.Value}", address, StringComparison.Ordinal));
        }

        Assert.DoesNotContain("search_after=", lists[0], StringComparison.Ordinal);
        Assert.Contains("search_after=", lists[1], StringComparison.Ordinal);
        Assert.NotEqual(lists[1], lists[2]);
    }

    [Fact]
    public async Task A_list_by_page_goes_on_by_number()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });
        var log = new CallLog();

        List<JsonElement> found = await pim.All(
            new PimQuery(pim.Resource("Attribute")) { PageSize = 10, Options = new Dictionary<string, string> { ["with_table_select_options"] = "true" } }, log.Context());

        string[] lists = [.. log.Addresses.Where(address => address.Contains("/attributes?", StringComparison.Ordinal)).Select(address => address[(address.IndexOf('?') + 1)..])];
        Assert.True(found.Count > 40);
        Assert.Equal(found.Count, found.Select(item => item.GetProperty("code").GetString()).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, (found.Count / 10) + 1).Select(page => $"page={page}&limit=10&with_table_select_options=true"), lists);
    }

    [Fact]
    public async Task Products_can_be_listed_by_page_and_from_a_later_one()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 250 });
        var log = new CallLog();

        List<JsonElement> found = await pim.All(new PimQuery(AkeneoResources.ProductByUuid) { ByPageNumber = true, StartPage = 2 }, log.Context());

        Assert.Equal(150, found.Count);
        Assert.DoesNotContain("search_after", string.Join("\n", log.Addresses), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_can_begin_behind_a_cursor()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 250 });
        string[] uuids = await pim.Uuids(250);

        List<JsonElement> found = await pim.All(new PimQuery(AkeneoResources.ProductByUuid) { SearchAfter = uuids[119] });

        Assert.Equal(uuids[120..], found.Select(item => item.GetProperty("uuid").GetString()));
    }

    [Fact]
    public async Task A_link_that_leads_back_ends_the_list()
    {
        const string Page = """{"_links":{"next":{"href":"http://x/api?search_after=a%2Bb+c"}},"_embedded":{"items":[{"uuid":"1"}]}}""";
        using var server = new ScriptedServer(ScriptedAnswer.Json(Page));
        using AkeneoProvider provider = Make.App(server.Url);

        List<JsonElement> found = await TestPim.All(provider, new PimQuery(AkeneoResources.ProductByUuid));

        Assert.Equal(2, found.Count);
        Assert.EndsWith("&search_after=a%2Bb%20c&limit=100", server.Requests[1].Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counting_reads_one_item_by_page()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 250 });
        var log = new CallLog();

        long? all = await pim.Provider.CountAsync(new PimQuery(AkeneoResources.ProductByUuid), log.Context());
        long? none = await pim.Provider.CountAsync(new PimQuery(AkeneoResources.ProductByUuid) { Search = """{"enabled":[{"operator":"=","value":true}],"sku":[{"operator":"=","value":"none such"}]}""" }, log.Context());

        Assert.Equal(250, all);
        Assert.Equal(0, none);
        Assert.Contains("page=1&limit=1&with_count=true", log.Addresses[1], StringComparison.Ordinal);
        Assert.Null(await pim.Provider.CountAsync(new PimQuery(AkeneoResources.ProductByUuid) { Keys = ["a"] }, log.Context()));
    }

    [Fact]
    public async Task A_whole_tree_is_one_list()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });
        List<JsonElement> all = await pim.All(new PimQuery(pim.Resource("Category")));
        pim.Sandbox.ResetCounters();

        List<JsonElement> below = await pim.All(new PimQuery(pim.Resource("Category")) { Criteria = [new PimCriterion("parent", "=", "master")] });

        Assert.InRange(below.Count, 100, all.Count - 1);
        Assert.Equal((below.Count / 100) + 1, pim.Counters.ApiRequests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("5")]
    [InlineData("\"text\"")]
    [InlineData("""{"_links":{}, """)]
    [InlineData("""{"_embedded":{"items":[{"code":"a"}]},""")]
    public async Task What_is_no_list_is_a_wrong_server(string body)
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json(body));
        using AkeneoProvider provider = Make.App(server.Url);

        PimException error = await Assert.ThrowsAsync<PimException>(
            () => TestPim.All(provider, new PimQuery(provider.Resources.First(resource => resource.Noun == "Family"))));

        Assert.Equal(PimErrorKind.WrongServer, error.Kind);
        Assert.Contains("/api/rest/v1/families", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"_links":{},"_embedded":{"items":[{"code":"a"},{"co""")]
    [InlineData("""[{"code":"a"},{"co""")]
    public async Task Items_that_break_off_show_when_they_are_read(string body)
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json(body));
        using AkeneoProvider provider = Make.App(server.Url);
        using PimPage? page = await provider.Read(new PimQuery(provider.Resources[2])).NextAsync(new CallContext());

        Assert.ThrowsAny<JsonException>(page!.ReadDocuments);
    }

    [Fact]
    public async Task A_refused_list_is_an_error_and_can_be_asked_again()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Json("""{"code":403,"message":"Access forbidden."}""", 403), ScriptedAnswer.Json("[]"));
        using AkeneoProvider provider = Make.App(server.Url);
        IPageSource pages = provider.Read(new PimQuery(provider.Resources[1]));

        PimException error = await Assert.ThrowsAsync<PimException>(() => pages.NextAsync(new CallContext()));
        using PimPage? page = await pages.NextAsync(new CallContext());

        Assert.Equal(PimErrorKind.Forbidden, error.Kind);
        Assert.Equal("Access forbidden.", error.ServerMessage);
        Assert.NotNull(page);
        Assert.Null(await pages.NextAsync(new CallContext()));
    }
}
