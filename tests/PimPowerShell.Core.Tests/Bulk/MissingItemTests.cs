using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Bulk;

/// <summary>What items are associated with, and neither the run nor the server has.</summary>
public sealed class MissingItemTests
{
    private static readonly BulkSettings s_skip = new() { InOrder = true, SkipMissingItems = true };
    private static readonly BulkSettings s_create = new() { InOrder = true, CreateMissingItems = true };

    private static readonly string s_here = BulkRun.Uuid(80);
    private static readonly string s_gone = BulkRun.Uuid(70);
    private static readonly string s_other = BulkRun.Uuid(2);

    private static readonly string s_links = $$$"""
        "associations":{"X_SELL":{"products":["{{{s_gone}}}","{{{s_here}}}","{{{s_other}}}"],"product_models":["no_model"],"groups":[]}},
        "quantified_associations":{"PRODUCT_SET":{"products":[{"uuid":"{{{s_gone}}}","quantity":2},{"uuid":"{{{s_here}}}","quantity":3}]}}
        """.ReplaceLineEndings("");

    private const string Remark = "neither the input nor the server has them.";

    [Fact]
    public async Task What_is_nowhere_is_left_out_with_a_warning()
    {
        using TestPim pim = await Begin();
        List<BulkItem> items = [Product(0, 1, s_links), Product(1, 2, """ "enabled":true""")];

        List<BulkResult> results = await BulkRun.Write(pim.Provider, items, s_skip);

        BulkRun.AssertWritten(results);
        Assert.Equal($"Not associated with Product '{s_gone}', ProductModel 'no_model': {Remark}", results[0].Warnings.Single());
        Assert.Empty(results[1].Warnings);
        JsonElement product = (await pim.Product(BulkRun.Uuid(1)))!.Value;
        JsonElement links = product.GetProperty("associations").GetProperty("X_SELL");
        Assert.Equal([s_other, s_here], links.GetProperty("products").EnumerateArray().Select(target => target.GetString()).Order());
        Assert.Equal(0, links.GetProperty("product_models").GetArrayLength());
        JsonElement set = Assert.Single(product.GetProperty("quantified_associations").GetProperty("PRODUCT_SET").GetProperty("products").EnumerateArray());
        Assert.Equal((s_here, 3), (set.GetProperty("uuid").GetString(), set.GetProperty("quantity").GetInt32()));
        Assert.Null(await pim.Product(s_gone));
    }

    [Fact]
    public async Task A_preview_and_a_comparison_warn_too()
    {
        using TestPim pim = await Begin();
        List<BulkItem> items = [Product(0, 1, s_links), Product(1, 2, """ "enabled":true""")];

        List<BulkResult> preview = await BulkRun.Write(pim.Provider, items, s_skip with { IsPreview = true });
        await BulkRun.Write(pim.Provider, items, s_skip);
        List<BulkResult> compared = await BulkRun.Write(pim.Provider, items, s_skip with { OnlyChanged = true });

        Assert.True(preview[0].WouldBeSent);
        Assert.EndsWith(Remark, preview[0].Warnings.Single(), System.StringComparison.Ordinal);
        Assert.Equal([BulkStatus.Unchanged, BulkStatus.Unchanged], compared.Select(result => result.Status));
        Assert.EndsWith(Remark, compared[0].Warnings.Single(), System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_has_no_such_warning_and_without_the_setting_it_is_sent()
    {
        using TestPim pim = await Begin();
        List<BulkItem> items = [Product(0, 1, $""" "family":"no_such",{s_links.Replace(s_other, s_here, System.StringComparison.Ordinal)}""")];

        BulkResult refused = (await BulkRun.Write(pim.Provider, items, s_skip)).Single();
        BulkResult sent = (await BulkRun.Write(pim.Provider, [Product(0, 3, s_links)], s_skip with { SkipMissingItems = false })).Single();

        Assert.Equal((BulkStatus.Failed, 422), (refused.Status, refused.StatusCode));
        Assert.Empty(refused.Warnings);
        Assert.Equal((BulkStatus.Failed, 422), (sent.Status, sent.StatusCode));
    }

    [Fact]
    public async Task An_item_of_the_run_is_known_by_its_other_key_too()
    {
        using TestPim pim = await Begin();
        string sku = """ "values":{"sku":[{"locale":null,"scope":null,"data":"both-keys"}]}""";
        List<BulkItem> items =
        [
            new(0, AkeneoResources.ProductByUuid.ByOtherKey!, "by-name", Make.Utf8("""{"identifier":"by-name","associations":{"X_SELL":{"products":["both-keys"]}}}""")),
            Product(1, 4, sku) with { OtherKey = "both-keys" },
        ];

        foreach (BulkSettings settings in (BulkSettings[])[s_skip, s_create])
        {
            List<BulkResult> results = await BulkRun.Write(pim.Provider, items, settings);

            BulkRun.AssertWritten(results);
            Assert.Empty(results[0].Warnings);
        }
    }

    [Fact]
    public async Task Nothing_is_made_for_a_line_that_is_not_sent_and_the_summary_tells_what_was()
    {
        using TestPim pim = await Begin();
        string bad = BulkRun.Uuid(71);
        List<BulkItem> items =
        [
            Product(0, 1, Link(s_gone)),
            Product(1, 2, $""" "family":"no_such",{Link(bad)}"""),
        ];
        using var writer = new BulkWriter(pim.Provider, s_create with { Validate = true }, new CallContext());
        foreach (BulkItem item in items)
        {
            await writer.AddAsync(item);
        }

        await writer.CompleteAsync();

        Assert.Equal([BulkStatus.Created, BulkStatus.Failed], BulkRun.Take(writer, items).Select(result => result.Status));
        Assert.Equal([s_gone], writer.Summary.MissingCreated);
        Assert.Null(await pim.Product(bad));
    }

    /// <summary>A server that has one product of the tests.</summary>
    private static async Task<TestPim> Begin()
    {
        var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });
        BulkRun.AssertWritten(await BulkRun.Write(pim.Provider, [Product(0, 80, """ "enabled":true""")]));
        return pim;
    }

    private static string Link(string target) => $$$""" "associations":{"X_SELL":{"products":["{{{target}}}"]}}""";

    private static BulkItem Product(long index, int number, string fields) =>
        new(index, AkeneoResources.ProductByUuid, BulkRun.Uuid(number), Make.Utf8($$"""{"uuid":"{{BulkRun.Uuid(number)}}",{{fields}}}"""));
}
