using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Pims;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Pims;

/// <summary>Names of fields that are guessed: which are tried, which are told, and what the answer shows of them.</summary>
public sealed class FieldNameTests
{
    private static readonly PimQuery _two = new(PimsResources.Product) { Keys = ["0815", "4711/B"] };

    [Fact]
    public async Task The_list_of_SKUs_is_found_by_its_other_name_and_that_is_kept()
    {
        using var pims = new PimsSandbox();
        pims.Sandbox.Options.PimsFieldNames["SkuList"] = "sku";
        long before = pims.Sandbox.Counters.ApiRequests;
        Assert.Equal(["0815", "4711/B"], await pims.ReadAsync(_two));
        Assert.Equal(2, pims.Sandbox.Counters.ApiRequests - before);
        await pims.ReadAsync(_two);
        Assert.Equal(3, pims.Sandbox.Counters.ApiRequests - before);
    }

    [Theory]
    [InlineData(null, "skus, sku")]
    [InlineData("list", "list")]
    public async Task No_name_of_the_list_that_works_is_an_error_that_says_what_to_give(string? given, string tried)
    {
        using var pims = new PimsSandbox(names: new PimsFieldNames(given is null ? null : new Dictionary<string, string> { ["SkuList"] = given }));
        pims.Sandbox.Options.PimsFieldNames["SkuList"] = "items";
        PimException e = await Assert.ThrowsAsync<PimException>(() => pims.ReadAsync(_two));
        Assert.Equal(PimErrorKind.Refused, e.Kind);
        Assert.Contains($"({tried}): SKU list is not provided!", e.Message);
        Assert.Contains("-FieldName @{ SkuList = '...' }", e.Message);
    }

    [Fact]
    public async Task A_guess_is_told_once_a_session()
    {
        using var pims = new PimsSandbox();
        PimQuery query = PimsSandbox.Query(100, ("search", "a"), ("include_variant", "true"), ("sort", "price DESC"));
        await pims.ReadAsync(query);
        await pims.ReadAsync(query);
        Assert.Equal(
            ["IncludeVariants", "OrderAttribute", "OrderDirection", "Search"],
            pims.Notes.Select(note => note.Text.Split(' ')).Where(words => words[2].StartsWith('\'')).Select(words => words[6]).Order());
        Assert.Contains("The name 'includeVariants' of the field IncludeVariants is not documented; Connect-Pim -FieldName changes it.", pims.Notes.Select(note => note.ToString()));
        Assert.DoesNotContain(pims.Notes, note => note.IsWarning);
    }

    [Fact]
    public async Task A_name_that_was_given_is_no_guess()
    {
        using var pims = new PimsSandbox(names: new PimsFieldNames(new Dictionary<string, string> { ["search"] = "search" }));
        await pims.ReadAsync(PimsSandbox.Query(100, ("search", "a")));
        Assert.Empty(pims.Notes);
    }

    [Fact]
    public async Task A_guess_that_nobody_hears_of_is_told_later()
    {
        using var pims = new PimsSandbox();
        await pims.Provider.ReadHistoryAsync(PimsResources.Product, "0815", "maria", new CallContext());
        await pims.Provider.ReadHistoryAsync(PimsResources.Product, "0815", "maria", pims.Context);
        Assert.Contains("HistoryUser", Assert.Single(pims.Notes).Text);
    }

    [Theory]
    [InlineData("OrderAttribute", "field")]
    [InlineData("OrderDirection", "dir")]
    public async Task A_list_that_is_not_sorted_is_a_warning(string field, string name)
    {
        using var pims = new PimsSandbox();
        pims.Sandbox.Options.PimsFieldNames[field] = name;
        await pims.ReadAsync(PimsSandbox.Query(100, ("sort", "price DESC")));
        PimNote warning = Assert.Single(pims.Notes, note => note.IsWarning);
        Assert.Contains("not sorted by 'price' descending", warning.Text);
        Assert.Contains(field, warning.Text);
    }

    [Theory]
    [InlineData("price")]
    [InlineData("price DESC")]
    [InlineData("title DESC")]
    [InlineData("sku desc")]
    [InlineData("brand,price DESC")]
    public async Task A_list_that_is_sorted_is_none(string sort)
    {
        using var pims = new PimsSandbox();
        await pims.ReadAsync(PimsSandbox.Query(50, ("sort", sort)));
        Assert.DoesNotContain(pims.Notes, note => note.IsWarning);
    }

    [Theory]
    [InlineData("include_deleted", "IncludeDeleted", "deleted product")]
    [InlineData("include_variant", "IncludeVariants", "variant")]
    public async Task What_was_asked_for_and_did_not_come_is_told(string option, string field, string what)
    {
        using var pims = new PimsSandbox();
        await pims.ReadAsync(PimsSandbox.Query(100, (option, "true")));
        Assert.DoesNotContain(pims.Notes, note => note.Text.StartsWith("No ", System.StringComparison.Ordinal));
        pims.Sandbox.Options.PimsFieldNames[field] = "other";
        await pims.ReadAsync(PimsSandbox.Query(100, (option, "true")));
        PimNote note = Assert.Single(pims.Notes, note => note.Text.StartsWith($"No {what} came", System.StringComparison.Ordinal));
        Assert.Contains(field, note.Text);
        Assert.False(note.IsWarning);
    }

    [Fact]
    public async Task A_history_whose_pages_repeat_is_an_error()
    {
        using var server = new PimsServer(body => body.GetProperty("action").GetString() == "historyProduct"
            ? """{"status":"OK","total_count":99,"history":[{"user":"a","date":1,"old":{},"new":{}}]}"""
            : PimsServer.Catalog(30, "pageSize", "pageNum")(body));
        PimException e = await Assert.ThrowsAsync<PimException>(() => server.Provider.ReadHistoryAsync(PimsResources.Product, "X", null, server.Context));
        Assert.Equal(PimErrorKind.WrongServer, e.Kind);
        Assert.Contains("repeats page 1", e.Message);
    }
}
