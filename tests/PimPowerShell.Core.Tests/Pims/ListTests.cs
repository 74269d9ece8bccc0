using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Pims;
using Xunit;

namespace PimPowerShell.Core.Tests.Pims;

/// <summary>How lists are paged on servers whose names are not known, and where they end.</summary>
public sealed class ListTests
{
    public static TheoryData<string, string> Names()
    {
        var names = new TheoryData<string, string>();
        foreach (string size in (string[])["pageSize", "limit", "page_size"])
        {
            foreach (string number in (string[])["pageNum", "page", "page_num"])
            {
                names.Add(size, number);
            }
        }

        return names;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_pair_of_likely_names_is_found_out(string size, string number)
    {
        using var server = new PimsServer(PimsServer.Catalog(57, size, number));
        Assert.Equal(57, (await server.ListAsync()).Distinct().Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(24)]
    [InlineData(25)]
    public async Task Small_catalogs_are_read_whole(int products)
    {
        using var server = new PimsServer(PimsServer.Catalog(products, "limit", "page"));
        Assert.Equal(products, (await server.ListAsync()).Count);
    }

    [Fact]
    public async Task The_names_are_asked_for_once_a_session()
    {
        using var server = new PimsServer(PimsServer.Catalog(5, "pageSize", "pageNum"));
        await server.ListAsync();
        int sent = server.Sent.Count;
        await server.ListAsync();
        Assert.Equal(sent - 2, server.Sent.Count - sent);
    }

    [Theory]
    [InlineData("rows", "pageNum", "PageSize")]
    [InlineData("pageSize", "nr", "PageNumber")]
    public async Task No_name_that_works_is_an_error_that_says_what_to_give(string size, string number, string field)
    {
        using var server = new PimsServer(PimsServer.Catalog(57, size, number));
        PimException e = await Assert.ThrowsAsync<PimException>(() => server.ListAsync());
        Assert.Equal(PimErrorKind.WrongServer, e.Kind);
        Assert.Contains($"-FieldName @{{ {field} = ", e.Message);
    }

    [Fact]
    public async Task Names_that_are_given_are_taken()
    {
        using var server = new PimsServer(PimsServer.Catalog(57, "rows", "nr"), new PimsFieldNames(new Dictionary<string, string> { ["PageSize"] = "rows", ["pagenumber"] = "nr" }));
        Assert.Equal(57, (await server.ListAsync()).Count);
    }

    [Fact]
    public void A_field_that_is_none_is_an_error() =>
        Assert.Throws<PimException>(() => new PimsFieldNames(new Dictionary<string, string> { ["Size"] = "x" }));

    [Fact]
    public async Task A_short_page_does_not_end_a_list()
    {
        // a server that leaves one out of each page, as those do that check permissions behind the paging
        using var server = new PimsServer(body =>
        {
            JsonElement paging = body.GetProperty("params").GetProperty("pagination");
            int size = paging.GetProperty("pageSize").GetInt32();
            int page = paging.GetProperty("pageNum").GetInt32();
            IEnumerable<string> skus = Enumerable.Range(0, 30).Skip((page - 1) * size).Take(size).Select(i => $"S{i:D4}");
            return PimsServer.Products(size == 1 ? skus : skus.Skip(1));
        });
        Assert.Equal(27, (await server.ListAsync()).Count);
    }

    [Fact]
    public async Task A_list_without_a_count_ends_at_the_empty_page()
    {
        using var server = new PimsServer(PimsServer.Catalog(30, "pageSize", "pageNum", tellsCount: false));
        Assert.Equal(30, (await server.ListAsync()).Count);
    }

    [Fact]
    public async Task A_page_that_repeats_page_1_is_an_error()
    {
        int asked = 0;
        using var server = new PimsServer(body => ++asked < 3
            ? PimsServer.Catalog(30, "pageSize", "pageNum")(body)
            : PimsServer.Catalog(30, "pageSize", "forgotten")(body));
        PimException e = await Assert.ThrowsAsync<PimException>(() => server.ListAsync());
        Assert.Equal(PimErrorKind.WrongServer, e.Kind);
        Assert.Contains("repeats page 1", e.Message);
    }

    [Theory]
    [InlineData(2, 20)]
    [InlineData(3, 10)]
    [InlineData(4, 0)]
    [InlineData(9, 0)]
    public async Task A_list_begins_with_the_page_asked_for(int page, int products)
    {
        using var server = new PimsServer(PimsServer.Catalog(30, "pageSize", "pageNum"));
        Assert.Equal(Enumerable.Range(30 - products, products).Select(i => $"S{i:D4}"), await server.ListAsync(startPage: page));
    }

    [Fact]
    public async Task A_page_that_repeats_the_one_that_a_list_begins_with_is_an_error()
    {
        int asked = 0;
        using var server = new PimsServer(body => ++asked < 3
            ? PimsServer.Catalog(30, "pageSize", "pageNum")(body)
            : PimsServer.Catalog(30, "pageSize", "forgotten")(body));
        PimException e = await Assert.ThrowsAsync<PimException>(() => server.ListAsync(startPage: 2));
        Assert.Equal(PimErrorKind.WrongServer, e.Kind);
        Assert.Contains("Page 3 repeats page 2", e.Message);
    }

    [Fact]
    public async Task Fewer_products_than_the_count_are_an_error()
    {
        int asked = 0;
        using var server = new PimsServer(body => ++asked > 4 ? PimsServer.Products([], 30) : PimsServer.Catalog(30, "pageSize", "pageNum")(body));
        PimException e = await Assert.ThrowsAsync<PimException>(() => server.ListAsync());
        Assert.Equal(PimErrorKind.Broken, e.Kind);
        Assert.Contains("counts 30 products, and its pages held 20", e.Message);
    }
}
