using System;
using System.Collections.Generic;
using System.IO;
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

/// <summary>Runs that hold what their items refer to, in any order.</summary>
public sealed class OrderTests
{
    private static readonly BulkSettings s_inOrder = new() { InOrder = true };

    [Fact]
    public async Task A_whole_catalog_in_any_order_is_written_in_one_run()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });
            List<BulkItem> items = Shuffled(Catalog(), seed);

            List<BulkResult> results = await BulkRun.Write(pim.Provider, items, s_inOrder);

            BulkRun.AssertWritten(results);
            Assert.All(results, result => Assert.Equal(BulkStatus.Created, result.Status));
            JsonElement ring = (await TestPim.All(pim.Provider, new PimQuery(AkeneoResources.ProductByUuid) { Keys = [BulkRun.Uuid(1)] })).Single();
            Assert.Equal(BulkRun.Uuid(2), ring.GetProperty("associations").GetProperty("ORD_TYPE").GetProperty("products")[0].GetString());
            Assert.Equal("ord_sub_1", ring.GetProperty("parent").GetString());
        }
    }

    [Fact]
    public async Task Without_order_that_is_refused()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });

        List<BulkResult> results = await BulkRun.Write(pim.Provider, Shuffled(Catalog(), 1));

        Assert.Contains(results, result => result.Status == BulkStatus.Failed);
    }

    [Theory]
    [InlineData("half bodies")]
    [InlineData("resets after acting")]
    public async Task It_is_got_through_trouble_too(string trouble)
    {
        using var pim = new TestPim(new PimSandboxOptions
        {
            ProductCount = 1,
            HalfBodyEvery = trouble == "half bodies" ? 4 : 0,
            ResetAfterActingEvery = trouble == "half bodies" ? 0 : 4,
        }, Make.Settings(retries: 20));

        List<BulkResult> results = await BulkRun.Write(pim.Provider, Shuffled(Catalog(), 3), s_inOrder with { MaximumRetryCount = 10 });

        BulkRun.AssertWritten(results);
    }

    [Fact]
    public async Task What_lies_below_itself_is_told_with_all_its_members()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });
        List<BulkItem> items = Numbered([Category("a", "b"), Category("b", "c"), Category("c", "a"), Category("d", "a"), Category("e", "master"), Category("f", "f")]);

        List<BulkResult> results = await BulkRun.Write(pim.Provider, items, s_inOrder);

        Assert.All(results.Take(3), result => Assert.Equal((BulkStatus.Failed, 0), (result.Status, result.Attempts)));
        Assert.Equal("Cycle: a -> b -> c -> a", results[0].Message);
        Assert.Equal((BulkStatus.Skipped, "Not sent, since Category 'a' was not written."), (results[3].Status, results[3].Message));
        Assert.Equal(BulkStatus.Created, results[4].Status);
        Assert.Equal("Cycle: f -> f", results[5].Message);
    }

    [Fact]
    public async Task What_needs_a_refused_item_is_skipped_by_name()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });
        List<BulkItem> items = Numbered([Category("x2", "x1"), Category("x1", "nowhere"), Category("x3", "x2"), Category("y", "master")]);

        List<BulkResult> results = await BulkRun.Write(pim.Provider, items, s_inOrder);

        Assert.Equal([BulkStatus.Skipped, BulkStatus.Failed, BulkStatus.Skipped, BulkStatus.Created], results.Select(result => result.Status));
        Assert.Equal("Not sent, since Category 'x1' was not written.", results[0].Message);
        Assert.Equal("Not sent, since Category 'x2' was not written.", results[2].Message);
        Assert.Equal(2, pim.Counters.Lines);
    }

    [Fact]
    public async Task It_is_sent_when_prerequisites_are_not_asked_for()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });
        List<BulkItem> items = Numbered([Category("x2", "x1"), Category("x1", "nowhere")]);

        List<BulkResult> results = await BulkRun.Write(pim.Provider, items, s_inOrder with { IgnorePrerequisites = true });

        Assert.All(results, result => Assert.Equal((BulkStatus.Failed, 422), (result.Status, result.StatusCode)));
        Assert.Equal(2, pim.Counters.Lines);
    }

    [Fact]
    public async Task What_is_associated_and_nowhere_can_be_made()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });
        string associations = $$$""" "associations":{"X_SELL":{"products":["{{{BulkRun.Uuid(70)}}}","{{{BulkRun.Uuid(71)}}}"]}}""";
        List<BulkItem> items = Numbered([Product(1, associations)]);

        List<BulkResult> refused = await BulkRun.Write(pim.Provider, items, s_inOrder);
        List<BulkResult> made = await BulkRun.Write(pim.Provider, items, s_inOrder with { CreateMissingItems = true });

        Assert.Equal(BulkStatus.Failed, refused.Single().Status);
        Assert.Equal(BulkStatus.Created, made.Single().Status);
        Assert.NotNull(await pim.Product(BulkRun.Uuid(70)));
        Assert.NotNull(await pim.Product(BulkRun.Uuid(71)));
    }

    [Fact]
    public async Task A_journal_goes_on_between_the_waves()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1, LatencyMilliseconds = 5 });
            List<BulkItem> items = Shuffled(Catalog(), 5);
            BulkSettings settings = s_inOrder with { JournalPath = path };

            List<BulkResult> first = await BulkRun.Write(pim.Provider, items, settings with
            {
                TimeBudget = TimeSpan.FromSeconds(1),
                Clock = () => TimeSpan.FromSeconds(pim.Counters.Lines),
            });
            long lines = pim.Counters.Lines;
            List<BulkResult> second = await BulkRun.Write(pim.Provider, items, settings);
            long linesOfSecond = pim.Counters.Lines - lines;
            List<BulkResult> third = await BulkRun.Write(pim.Provider, items, settings);

            Assert.Contains(first, result => result.Status == BulkStatus.Skipped);
            BulkRun.AssertWritten(second);
            Assert.All(third, result => Assert.Equal(0, result.Attempts));
            Assert.Equal(lines + linesOfSecond, pim.Counters.Lines);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_later_line_of_a_key_has_the_last_word()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });
        List<BulkItem> items = Numbered(
        [
            Product(1, $$$""" "associations":{"X_SELL":{"products":["{{{BulkRun.Uuid(2)}}}"]}}"""),
            Product(1, """ "associations":{"X_SELL":{"products":[]}}"""),
            Product(2, """ "enabled":true"""),
        ]);

        BulkRun.AssertWritten(await BulkRun.Write(pim.Provider, items, s_inOrder));

        JsonElement product = (await pim.Product(BulkRun.Uuid(1)))!.Value;
        Assert.DoesNotContain(BulkRun.Uuid(2), product.GetProperty("associations").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_not_completed_skips_all()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });
        List<BulkItem> items = Catalog();
        var writer = new BulkWriter(pim.Provider, s_inOrder, new CallContext());
        foreach (BulkItem item in items)
        {
            await writer.AddAsync(item);
        }

        writer.Dispose();

        Assert.All(BulkRun.Take(writer, items), result => Assert.Equal(BulkStatus.Skipped, result.Status));
        Assert.Equal(0, pim.Counters.Lines);
    }

    [Fact]
    public async Task A_refused_association_is_told_of_an_item_that_was_made()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });
        List<BulkItem> items = Numbered(
        [
            Product(1, $$$""" "associations":{"X_SELL":{"products":["{{{BulkRun.Uuid(2)}}}"]},"NO_SUCH":{"products":[]}}"""),
            Product(2, $$$""" "associations":{"X_SELL":{"products":["{{{BulkRun.Uuid(1)}}}"]}}"""),
        ]);

        List<BulkResult> results = await BulkRun.Write(pim.Provider, items, s_inOrder);

        Assert.Equal(BulkStatus.Failed, results[0].Status);
        Assert.StartsWith("The item was written, but not what associates it with others: ", results[0].Message, StringComparison.Ordinal);
        Assert.Equal(BulkStatus.Created, results[1].Status);
        Assert.NotNull(await pim.Product(BulkRun.Uuid(1)));
    }

    [Theory]
    [InlineData(BulkStatus.Created, BulkStatus.Failed, "The item was written, but not what associates it with others: Not sent.")]
    [InlineData(BulkStatus.Updated, BulkStatus.Failed, "The item was written, but not what associates it with others: Not sent.")]
    [InlineData(BulkStatus.Unchanged, BulkStatus.Skipped, "Not sent.")]
    public void An_item_of_which_a_part_was_written_is_not_told_as_never_sent(BulkStatus first, BulkStatus expected, string message)
    {
        BulkItem item = Product(1, "");

        BulkResult joined = DependencyOrder.Join(new BulkResult(item, first, null, null, [], 1), new BulkResult(item, BulkStatus.Skipped, null, "Not sent.", [], 0), isWritten: false);

        Assert.Equal((expected, message), (joined.Status, joined.Message));
    }

    [Fact]
    public void Every_item_comes_after_what_it_refers_to_and_cycles_are_found_exactly()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            int count = random.Next(1, 60);
            int[] parents = [.. Enumerable.Range(0, count).Select(_ => random.Next(-1, count))];
            List<BulkItem> items = Shuffled(Numbered([.. parents.Select((parent, i) => Category("c" + i, parent < 0 ? null : "c" + parent))]), seed);
            var order = new DependencyOrder();
            items.ForEach(order.Add);
            HashSet<string> cyclic = [];
            HashSet<string> before = [];

            foreach (IReadOnlyList<BulkItem> wave in order.Waves((item, _) => cyclic.Add(item.Key)))
            {
                Assert.All(wave, item => Assert.True(Parent(item) is not { } parent || before.Contains(parent) || cyclic.Contains(parent)));
                before.UnionWith(wave.Select(item => item.Key));
            }

            Assert.Equal(Enumerable.Range(0, count).Where(i => IsOnCycle(parents, i)).Select(i => "c" + i).Order(), cyclic.Order());
            Assert.Equal(count, before.Count + cyclic.Count);
        }
    }

    private static bool IsOnCycle(int[] parents, int start)
    {
        int place = parents[start];
        for (int steps = 0; steps < parents.Length && place >= 0 && place != start; steps++)
        {
            place = parents[place];
        }

        return place == start;
    }

    private static string? Parent(BulkItem item)
    {
        using JsonDocument line = JsonDocument.Parse(item.Line);
        return line.RootElement.TryGetProperty("parent", out JsonElement parent) ? parent.GetString() : null;
    }

    /// <summary>Structure and products, everything before what it refers to, save the associations.</summary>
    private static List<BulkItem> Catalog() => Numbered(
    [
        Item("AttributeGroup", "ord_group", """{"code":"ord_group","attributes":["ord_size","ord_name"]}"""),
        Item("AssociationType", "ORD_TYPE", """{"code":"ORD_TYPE"}"""),
        Item("Attribute", "ord_name", """{"code":"ord_name","type":"pim_catalog_text","group":"ord_group"}"""),
        Item("Attribute", "ord_size", """{"code":"ord_size","type":"pim_catalog_simpleselect","group":"ord_group"}"""),
        Item("Attribute", "ord_tint", """{"code":"ord_tint","type":"pim_catalog_simpleselect","group":"ord_group"}"""),
        Option("ord_size", "s"), Option("ord_size", "m"), Option("ord_tint", "red"), Option("ord_tint", "blue"),
        Category("ord_root", null), Category("ord_a", "ord_root"), Category("ord_b", "ord_a"),
        Item("Family", "ord_family", """{"code":"ord_family","attributes":["ord_name","ord_size","ord_tint"]}"""),
        Item("FamilyVariant", "ord_variant", """
            {"code":"ord_variant","variant_attribute_sets":[{"level":1,"axes":["ord_tint"],"attributes":["ord_tint"]},{"level":2,"axes":["ord_size"],"attributes":["ord_size"]}]}
            """.Trim()) with { PathValues = new Dictionary<string, string> { ["family"] = "ord_family" } },
        Item("ProductModel", "ord_model", """{"code":"ord_model","family_variant":"ord_variant","categories":["ord_b"]}"""),
        Item("ProductModel", "ord_sub_1", """{"code":"ord_sub_1","parent":"ord_model","values":{"ord_tint":[{"locale":null,"scope":null,"data":"red"}]}}"""),
        Item("ProductModel", "ord_sub_2", """{"code":"ord_sub_2","parent":"ord_model","values":{"ord_tint":[{"locale":null,"scope":null,"data":"blue"}]}}"""),
        Variant(1, "ord_sub_1", "s", 2), Variant(2, "ord_sub_2", "s", 3), Variant(3, "ord_sub_1", "m", 1),
    ]);

    private static List<BulkItem> Numbered(IEnumerable<BulkItem> items) => [.. items.Select((item, index) => item with { Index = index })];

    private static List<BulkItem> Shuffled(List<BulkItem> items, int seed)
    {
        BulkItem[] shuffled = [.. items];
        new Random(seed).Shuffle(shuffled);
        return Numbered(shuffled);
    }

    private static BulkItem Item(string noun, string key, string line) =>
        new(0, AkeneoResources.Common.Single(resource => resource.Noun == noun), key, Make.Utf8(line));

    private static BulkItem Category(string code, string? parent) =>
        Item("Category", code, parent is null ? $$"""{"code":"{{code}}"}""" : $$"""{"code":"{{code}}","parent":"{{parent}}"}""");

    private static BulkItem Option(string attribute, string code) =>
        Item("AttributeOption", code, $$"""{"code":"{{code}}"}""") with { PathValues = new Dictionary<string, string> { ["attribute"] = attribute } };

    private static BulkItem Product(int number, string fields) =>
        new(0, AkeneoResources.ProductByUuid, BulkRun.Uuid(number), Make.Utf8($$"""{"uuid":"{{BulkRun.Uuid(number)}}",{{fields}}}"""));

    private static BulkItem Variant(int number, string parent, string size, int other) => Product(number,
        $$$""" "parent":"{{{parent}}}","values":{"ord_size":[{"locale":null,"scope":null,"data":"{{{size}}}"}]},"associations":{"ORD_TYPE":{"products":["{{{BulkRun.Uuid(other)}}}"]}}""");
}
