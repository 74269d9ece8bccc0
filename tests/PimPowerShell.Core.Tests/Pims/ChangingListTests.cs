using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Pims;
using Xunit;

namespace PimPowerShell.Core.Tests.Pims;

/// <summary>Lists by page number whose products come and go while they are read.</summary>
public sealed class ChangingListTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task What_is_deleted_as_it_is_read_moves_nothing_out_of_sight(int pageSize)
    {
        using var pims = new PimsSandbox();
        List<string> before = await pims.ReadAsync(PimsSandbox.Query(100));
        List<string> deleted = await pims.ReadAsync(PimsSandbox.Query(pageSize), pims.DeleteAsync);
        Assert.Equal(before, deleted);
        Assert.Empty(await pims.ReadAsync(PimsSandbox.Query(100)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task Nor_does_a_deletion_of_every_third(int pageSize)
    {
        using var pims = new PimsSandbox();
        List<string> before = await pims.ReadAsync(PimsSandbox.Query(100));
        int count = 0;
        List<string> read = await pims.ReadAsync(PimsSandbox.Query(pageSize), sku => count++ % 3 == 0 ? pims.DeleteAsync(sku) : Task.CompletedTask);
        Assert.Equal(before, read);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task What_is_added_meanwhile_makes_nothing_come_twice(int pageSize)
    {
        using var pims = new PimsSandbox();
        List<string> before = await pims.ReadAsync(PimsSandbox.Query(100));
        int count = 0;
        // before, among and behind those that are there
        string[] places = ["!", "PIM-", "~"];
        List<string> read = await pims.ReadAsync(PimsSandbox.Query(pageSize), sku => count++ < 60 ? pims.CreateAsync($"{places[count % 3]}{count:D4}") : Task.CompletedTask);
        Assert.Equal(read.Count, read.Distinct().Count());
        Assert.Empty(before.Except(read));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(20)]
    public async Task Nor_does_it_in_a_list_that_begins_at_a_later_page(int pageSize)
    {
        using var pims = new PimsSandbox();
        List<string> before = await pims.ReadAsync(PimsSandbox.Query(100));
        List<string> read = await pims.ReadAsync(PimsSandbox.Query(pageSize) with { StartPage = 4 }, pims.DeleteAsync);
        Assert.Equal(before.Skip(3 * pageSize), read);
        Assert.Equal(before.Take(3 * pageSize), await pims.ReadAsync(PimsSandbox.Query(100)));
    }

    [Fact]
    public async Task Writers_in_parallel_leave_nothing_out()
    {
        using var pims = new PimsSandbox();
        List<string> before = await pims.ReadAsync(PimsSandbox.Query(100));
        var writes = new List<Task>();
        List<string> read = await pims.ReadAsync(PimsSandbox.Query(10), sku =>
        {
            writes.Add(Task.Run(() => pims.DeleteAsync(sku)));
            return writes.Count % 25 == 0 ? Task.WhenAll(writes) : Task.CompletedTask;
        });
        await Task.WhenAll(writes);
        Assert.Equal(before, read);
    }

    [Fact]
    public async Task A_bound_of_pages_counts_whole_ones()
    {
        using var pims = new PimsSandbox();
        List<string> read = await pims.ReadAsync(PimsSandbox.Query(20), pims.DeleteAsync, maximumPages: 3);
        Assert.True(read.Count >= 60, $"{read.Count} products came");
        Assert.Equal(read.Count, read.Distinct().Count());
    }

    [Theory]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(57)]
    public async Task A_count_of_the_page_alone_ends_nothing_early(int products)
    {
        using var server = new PimsServer(body => Recount(PimsServer.Catalog(products, "pageSize", "pageNum")(body)!, items => items));
        Assert.Equal(products, (await server.ListAsync()).Count);
        // two to learn the names, the pages, and the empty one
        Assert.Equal(2 + ((products + 9) / 10) + 1, server.Sent.Count);
    }

    [Fact]
    public async Task Servers_that_disagree_on_the_count_do_not_keep_a_list_from_its_end()
    {
        int asked = 0;
        using var server = new PimsServer(body => Recount(PimsServer.Catalog(57, "pageSize", "pageNum")(body)!, _ => asked++ % 2 == 0 ? 57 : 50));
        Assert.Equal(57, (await server.ListAsync()).Distinct().Count());
    }

    [Fact]
    public async Task A_product_that_a_server_lists_twice_comes_once()
    {
        using var server = new PimsServer(body =>
        {
            int page = body.GetProperty("params").GetProperty("pagination").GetProperty("pageNum").GetInt32();
            int size = body.GetProperty("params").GetProperty("pagination").GetProperty("pageSize").GetInt32();
            string[] skus = ["A", "B", "C", "B", "D"];
            return PimsServer.Products(skus.Skip((page - 1) * size).Take(size), 5);
        });
        Assert.Equal(["A", "B", "C", "D"], await server.ListAsync(2));
    }

    [Fact]
    public async Task A_list_that_others_empty_ends()
    {
        int asked = 0;
        using var server = new PimsServer(body => ++asked > 4 ? PimsServer.Products([], 0) : PimsServer.Catalog(30, "pageSize", "pageNum")(body));
        Assert.Equal(20, (await server.ListAsync()).Count);
    }

    private static string Recount(string answer, Func<int, int> count)
    {
        int items = answer.Split("{\"sku\":").Length - 1;
        return System.Text.RegularExpressions.Regex.Replace(answer, "\"sku_count\":\\d+", $"\"sku_count\":{count(items)}");
    }
}
