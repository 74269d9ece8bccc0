using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Sync;

/// <summary>Parts of a list, over the sandbox.</summary>
public sealed class QuerySplitterTests
{
    private readonly CallLog _log = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(50)]
    public async Task Parts_have_each_product_once_and_are_of_about_one_size(int count)
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 3_000, Seed = 2 });
        PimQuery all = new(pim.Resource("Product"));

        IReadOnlyList<QueryShare> shares = await pim.Provider.SplitAsync(all, count, _log.Context());

        Assert.Equal(Enumerable.Range(1, count), shares.Select(share => share.Number));
        Assert.All(shares, share => Assert.Equal(count, share.Of));
        Assert.InRange(_log.Attempts.Count, 1, 10 + (5 * count));
        var found = new List<string>();
        foreach (QueryShare share in shares)
        {
            // as another job does it
            List<string> uuids = await Uuids(pim, new PimQuery(all.Resource) { Search = pim.Provider.WriteFilter(share.Query) });
            Assert.Equal(share.Estimate, uuids.Count);
            Assert.InRange(uuids.Count, (3_000 / count * 0.85) - 1, (3_000 / count * 1.15) + 1);
            found.AddRange(uuids);
        }

        Assert.Equal((await Uuids(pim, all)).Order(), found.Order());
    }

    [Fact]
    public async Task What_is_made_and_changed_while_they_are_read_changes_nothing()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1_500, Seed = 3 });
        PimQuery all = new(pim.Resource("Product"));
        List<string> before = await Uuids(pim, all);
        using var stop = new CancellationTokenSource();
        Task<List<string>> writing = Task.Run(() => WriteAsync(pim, before, stop.Token));
        try
        {
            foreach (int count in (int[])[1, 2, 7, 50])
            {
                IReadOnlyList<QueryShare> shares = await pim.Provider.SplitAsync(all, count, pim.Context);
                var found = new List<(string Uuid, int Number)>();
                foreach (QueryShare share in shares)
                {
                    found.AddRange((await Uuids(pim, share.Query)).Select(uuid => (uuid, share.Number)));
                }

                Assert.Equal(found.Count, found.Select(item => item.Uuid).Distinct().Count());
                Assert.Subset(found.Select(item => item.Uuid).ToHashSet(), before.ToHashSet());
                if (count > 1)
                {
                    // the last one alone grows
                    double even = (double)shares.Sum(share => share.Estimate) / count;
                    Assert.Equal(shares[0].Estimate, found.Count(item => item.Number == 1));
                    Assert.InRange(shares[0].Estimate, (even * 0.9) - 1, (even * 1.1) + 1);
                }
            }
        }
        finally
        {
            await stop.CancelAsync();
        }

        List<string> made = await writing;
        Assert.NotEmpty(made);
        Assert.Subset((await Uuids(pim, all)).ToHashSet(), made.ToHashSet());
    }

    [Fact]
    public async Task What_is_made_later_is_in_the_last_part_also_of_an_empty_catalog()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 0 });
        PimQuery all = new(pim.Resource("Product"));
        IReadOnlyList<QueryShare> shares = await pim.Provider.SplitAsync(all, 5, _log.Context());
        Assert.All(shares, share => Assert.Equal(0, share.Estimate));
        Assert.InRange(_log.Attempts.Count, 1, 6);

        await MakeAsync(pim, 250);

        foreach (QueryShare share in shares)
        {
            Assert.Equal(share.Number == 5 ? 250 : 0, (await Uuids(pim, share.Query)).Count);
        }
    }

    [Fact]
    public async Task Products_of_one_second_are_all_there()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 0 });
        await MakeAsync(pim, 400);
        PimQuery all = new(pim.Resource("Product"));

        IReadOnlyList<QueryShare> shares = await pim.Provider.SplitAsync(all, 4, pim.Context);

        var found = new List<string>();
        foreach (QueryShare share in shares)
        {
            found.AddRange(await Uuids(pim, share.Query));
        }

        Assert.Equal((await Uuids(pim, all)).Order(), found.Order());
        Assert.Equal(400, shares.Sum(share => share.Estimate));
    }

    [Fact]
    public async Task Conditions_given_besides_hold_in_each_part_and_for_the_counts()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 2_000 });
        PimQuery some = new PimQuery(pim.Resource("Product")) { Search = """{"enabled":[{"operator":"=","value":true}]}""", Criteria = [PimCriteria.InFamilies(["cameras", "lamps"])] };
        List<string> wanted = await Uuids(pim, some);

        IReadOnlyList<QueryShare> shares = await pim.Provider.SplitAsync(some, 3, pim.Context);

        var found = new List<string>();
        foreach (QueryShare share in shares)
        {
            List<string> uuids = await Uuids(pim, new PimQuery(some.Resource) { Search = pim.Provider.WriteFilter(share.Query) });
            Assert.Equal(share.Estimate, uuids.Count);
            Assert.InRange(uuids.Count, (wanted.Count / 3 * 0.85) - 1, (wanted.Count / 3 * 1.15) + 2);
            found.AddRange(uuids);
        }

        Assert.Equal(wanted.Order(), found.Order());
    }

    [Theory]
    [InlineData("ProductModel")]
    [InlineData("Product")]
    public async Task Models_and_products_by_identifier_are_divided_too(string noun)
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 2_000 }, format: ProductIdFormat.Identifier);
        PimQuery all = new(pim.Resource(noun));
        int count = 0;

        foreach (QueryShare share in await pim.Provider.SplitAsync(all, 4, pim.Context))
        {
            List<JsonElement> items = await pim.All(share.Query);
            Assert.Equal(share.Estimate, items.Count);
            count += items.Count;
        }

        Assert.Equal(await pim.Provider.CountAsync(all, pim.Context), count);
    }

    [Fact]
    public async Task What_has_no_time_of_creation_cannot_be_divided()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 0 });

        PimException error = await Assert.ThrowsAsync<PimException>(() => pim.Provider.SplitAsync(new PimQuery(pim.Resource("Family")), 4, _log.Context()));

        Assert.Equal(PimErrorKind.Unsupported, error.Kind);
        Assert.Empty(_log.Attempts);
    }

    private static async Task<List<string>> Uuids(TestPim pim, PimQuery query) =>
        [.. (await pim.All(query)).Select(item => item.GetProperty("uuid").GetString()!)];

    private static async Task MakeAsync(TestPim pim, int count, Func<int, string>? uuid = null)
    {
        for (int start = 0; start < count; start += 100)
        {
            string[] lines = [.. Enumerable.Range(start, Math.Min(100, count - start)).Select(i => $$"""{"uuid":"{{uuid?.Invoke(i) ?? Guid.NewGuid().ToString()}}"}""")];
            using PimResponse response = await pim.Provider.SendAsync(
                new PimRequest(new System.Net.Http.HttpMethod("PATCH"), new Uri(pim.Sandbox.Url, "/api/rest/v1/products-uuid"))
                {
                    Body = Make.Utf8(string.Join("\n", lines)),
                    ContentType = "application/vnd.akeneo.collection+json",
                }, pim.Context);
            Assert.True(response.IsSuccess);
        }
    }

    /// <summary>Makes products and changes those that are there, until it is told to stop.</summary>
    private static async Task<List<string>> WriteAsync(TestPim pim, List<string> present, CancellationToken stop)
    {
        var random = new Random(4);
        var made = new List<string>();
        do
        {
            string[] batch = [.. Enumerable.Range(0, 20).Select(_ => Guid.NewGuid().ToString()), .. Enumerable.Range(0, 20).Select(_ => present[random.Next(present.Count)])];
            made.AddRange(batch[..20]);
            await MakeAsync(pim, batch.Length, i => batch[i]);
            await Task.Delay(5, CancellationToken.None);
        }
        while (!stop.IsCancellationRequested);
        return made;
    }
}
