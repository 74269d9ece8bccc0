using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Sync;

/// <summary>Products that lost an association, which leaves their time as it was, where the other product is gone before or after they were told.</summary>
public sealed class LostLinkTests : IDisposable
{
    // the last of a list
    private const string Last = "ffffffff-ffff-4fff-bfff-ffffffffffff";

    private readonly TestPim _pim = new(new PimSandboxOptions { ProductCount = 12 });
    private readonly StateFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
        _pim.Dispose();
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task One_with_a_product_that_came_and_went_between_two_pages_is_told_by_the_next_run(bool isFirst, bool skipsRemoved)
    {
        string[] uuids = await _pim.Uuids(2);
        if (!isFirst)
        {
            await Run();
        }

        await Write(Last, "{}");
        await Link(uuids[0]);
        await Note(uuids[1]);
        // its time alone does not have it read again
        _pim.Options.ClockSkewSec = 1000;

        List<ItemChange> first = await Run(skipsRemoved, deletesLast: true);

        Assert.DoesNotContain(Last, first.Select(change => change.Key));
        Assert.Contains(Last, Make.Text(first.Single(change => change.Key == uuids[0]).Item), StringComparison.Ordinal);
        ItemChange next = Assert.Single(await Run(skipsRemoved));
        Assert.Equal((uuids[0], "associations"), (next.Key, Assert.Single(next.Differences).Property));
        Assert.Empty(await Run());
    }

    [Fact]
    public async Task One_that_was_told_before_the_removal_is_told_again_by_a_run_that_looks_for_nothing_gone()
    {
        await Write(Last, "{}");
        string[] uuids = await _pim.Uuids(2);
        await Link(uuids[0]);
        await Run();
        await Note(uuids[0]);
        await Note(uuids[1]);
        _pim.Options.ClockSkewSec = 1000;

        List<ItemChange> first = await Run(deletesLast: true);

        Assert.Equal([(uuids[0], ItemChangeKind.Changed), (uuids[1], ItemChangeKind.Changed), (Last, ItemChangeKind.Removed)], first.Select(change => (change.Key, change.Kind)));
        Assert.Equal("values", Assert.Single(first[0].Differences).Property);
        ItemChange next = Assert.Single(await Run(skipsRemoved: true));
        Assert.Equal((uuids[0], "associations"), (next.Key, Assert.Single(next.Differences).Property));
        Assert.Empty(await Run());
    }

    [Fact]
    public async Task What_a_filter_leaves_out_is_not_asked_for()
    {
        await Write(Last, """{"enabled":false}""");
        string uuid = (await _pim.Uuids(1))[0];
        await Link(uuid);
        await Write(uuid, """{"enabled":true}""");
        PimQuery enabled = new PimQuery(AkeneoResources.ProductByUuid).With([new PimCriterion("enabled", "=", true)]);
        var asked = new List<string>();
        IPimProvider provider = EmptyLists.Before(_pim.Provider, query =>
        {
            asked.AddRange(query.Keys ?? []);
            return false;
        });

        await _folder.Run(provider, enabled);

        Assert.Empty(asked);
    }

    /// <summary>A run by pages of one product.</summary>
    /// <param name="skipsRemoved">Whether it looks for nothing that is gone.</param>
    /// <param name="deletesLast">Whether the last product is deleted when the first page was told.</param>
    private Task<List<ItemChange>> Run(bool skipsRemoved = false, bool deletesLast = false) => _folder.Run(
        _pim.Provider, new PimQuery(AkeneoResources.ProductByUuid) { PageSize = 1 }, settings => settings with { SkipRemoved = skipsRemoved }, async () =>
        {
            if (deletesLast)
            {
                deletesLast = false;
                await _pim.Provider.WriteAsync(new PimWrite(AkeneoResources.ProductByUuid, WriteVerb.Delete, Last), _pim.Context);
            }
        });

    private Task Link(string uuid) => Write(uuid, $$$"""{"associations":{"X_SELL":{"products":["{{{Last}}}"]} } }""");

    private Task Note(string uuid) => Write(uuid, """{"values":{"internal_note":[{"locale":null,"scope":null,"data":"one"}]}}""");

    private Task Write(string uuid, string body) =>
        _pim.Provider.WriteAsync(new PimWrite(AkeneoResources.ProductByUuid, WriteVerb.Upsert, uuid, Make.Utf8(body)), _pim.Context);
}
