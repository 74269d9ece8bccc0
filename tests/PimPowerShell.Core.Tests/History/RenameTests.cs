using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.History;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Bulk;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.History;

/// <summary>The history of products that got another identifier, where sessions go by identifiers, and what is undone of it.</summary>
public sealed class RenameTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly TestPim _pim = new(new PimSandboxOptions { ProductCount = 6, Seed = 3 }, format: ProductIdFormat.Identifier);
    private readonly HistoryStore _store;
    private readonly RecordingProvider _provider;
    private readonly CallContext _context = new() { Origin = new WriteOrigin("Test", "run") };
    private List<JsonElement> _products = [];

    public RenameTests()
    {
        _store = HistoryStore.Open(_folder, _pim.Provider.Root);
        _provider = new RecordingProvider(_pim.Provider, _store);
    }

    public void Dispose()
    {
        _pim.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_rename_is_kept_under_the_uuid_with_both_identifiers()
    {
        await ReadAsync();
        await Note("first", Name(0));
        await Rename(Name(0), "B");
        await Rename("B", "C");

        foreach (string name in (string[])[Name(0), "B", "C", Uuid(0)])
        {
            Assert.Equal([(Uuid(0), Name(0), null), (Uuid(0), "B", Name(0)), (Uuid(0), "C", "B")], _store.Find("Product", name).Select(entry => (entry.Key, entry.OtherKey, entry.FormerKey)));
        }

        UndoStep step = Assert.Single(await Plan(_store.FindRun("run")));
        Assert.Equal(("C", "C", Name(0)), (step.Key, step.Name, step.Rename!.To));
        Assert.Empty(step.ChangedSince);
        Assert.Equal(2, step.Changes.Differences.Count);
    }

    [Fact]
    public async Task A_value_is_undone_of_the_product_that_had_the_identifier_then()
    {
        await ReadAsync();
        await Note("first", Name(0));
        IReadOnlyList<HistoryEntry> entries = _store.Find("Product", Name(0));
        await Rename(Name(0), "B");
        await _provider.WriteAsync(new PimWrite(AkeneoResources.ProductByIdentifier, WriteVerb.Create, Name(0), Make.Utf8($$"""{"identifier":"{{Name(0)}}"}""")), _context);

        Assert.Equal("B", Assert.Single(await Plan(entries)).Key);
        // from a file, by a session without the folder
        Assert.Equal("B", Assert.Single(await new UndoPlanner(_pim.Provider, isForced: false).PlanAsync(entries, _context)).Key);
    }

    [Fact]
    public async Task A_product_that_was_renamed_and_removed_is_made_again_as_it_was_called()
    {
        await ReadAsync();
        await Rename(Name(0), "B");
        await _provider.WriteAsync(new PimWrite(AkeneoResources.ProductByIdentifier, WriteVerb.Delete, "B"), _context);

        UndoStep step = Assert.Single(await Plan(_store.Find("Product", "B")));

        Assert.Null(step.Fault);
        Assert.Equal(Name(0), step.Key);
        BulkRun.AssertWritten(await BulkRun.Write(_provider, [new BulkItem(0, step.Resource, step.Key, step.Changes.Line)], context: new CallContext { Origin = new WriteOrigin("Undo-PimChange", "undo") }));
        Assert.NotNull(await Find(Name(0)));
        // what was made again has the history of what was removed
        Assert.Equal(["run", "run", "undo"], _store.Find("Product", "B").Select(entry => entry.Run));
    }

    [Fact]
    public async Task Associations_go_by_what_their_products_are_called_now()
    {
        await ReadAsync();
        await Write(Name(0), $$$$"""{"associations":{"X_SELL":{"products":["{{{{Name(1)}}}}"]}}}""");
        HistoryEntry added = _store.FindRun("run").Single();
        await Write(Name(0), """{"associations":{"X_SELL":{"products":[]}}}""");
        await Rename(Name(1), "renamed");

        UndoStep step = (await Plan(_store.Find("Product", Name(0)).Skip(1)))[0];

        Assert.Contains("\"renamed\"", Make.Text(step.Changes.Line), StringComparison.Ordinal);
        Assert.Empty(step.ChangedSince);
        // the same product by another identifier is no change since
        await Write(Name(0), """{"associations":{"X_SELL":{"products":["renamed"]}}}""");
        Assert.Empty((await Plan([added]))[0].ChangedSince);
    }

    [Fact]
    public async Task Without_uuids_a_rename_leads_on_to_the_next_identifier()
    {
        await ReadAsync();
        string now = Name(0);
        _store.Append([Entry("A", "old", "one"), Renamed("A", "B"), Made("A"), Renamed("B", now), Entry("A", "other", "two")]);

        Assert.Equal(["old", "rename", "rename"], _store.Find("Product", now).Select(entry => entry.Run));
        Assert.Equal(["made", "other"], _store.FindRun("made").Concat(_store.FindRun("other")).Select(entry => entry.Run));
        Assert.Equal(now, Assert.Single(await Plan(_store.FindRun("old"))).Key);
        Assert.Contains("does not exist", Assert.Single(await Plan(_store.FindRun("other"))).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_kept_by_identifiers_alone_is_undone_as_it_stands()
    {
        await ReadAsync();
        await _pim.Provider.WriteAsync(new PimWrite(AkeneoResources.ProductByIdentifier, WriteVerb.Upsert, Name(0), Make.Utf8("""{"values":{"internal_note":[{"locale":null,"scope":null,"data":"after"}]}}""")), _context);
        string lines = string.Concat(((string[])[
            $$"""{"history":"PimPowerShell history","version":1,"server":"{{_pim.Provider.Root.AbsoluteUri}}"}""",
            $$"""{"key":"{{Name(0)}}","resource":"Product","run":"kept","source":"Set-PimProduct","user":"julia","time":"2024-01-01T00:00:00.0000000Z","changes":[{"property":"values","attribute":"internal_note","old":"before","new":"after"}]}""",
            $$"""{"key":"{{Name(0)}}","resource":"Product","run":"kept","source":"Set-PimProduct","user":"julia","time":"2024-01-01T00:00:01.0000000Z","changes":[{"property":"values","attribute":"sku","old":"A","new":"{{Name(0)}}"}]}""",
        ]).Select(line => line + "\n"));
        File.WriteAllText(Path.Combine(_folder, "history-2024-01.jsonl"), lines);

        UndoStep step = Assert.Single(await Plan(_store.FindRun("kept")));

        Assert.Equal((Name(0), "A"), (step.Key, step.Rename!.To));
        Assert.Equal(["before", "A"], step.Changes.Differences.Select(difference => JsonDocument.Parse(difference.Wanted).RootElement.GetString()));
        Assert.Empty(step.ChangedSince);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Identifiers_that_went_round_are_given_back(int count)
    {
        await SwapAsync(count);

        IReadOnlyList<UndoStep> steps = await Plan(_store.FindRun("run"));
        var renames = new UndoRenames(_provider, steps);
        await renames.WriteAsync(_context);

        Assert.Single(Enumerable.Range(0, count), renames.IsDetour);
        await AssertNames(count);
    }

    [Fact]
    public async Task An_identifier_that_was_passed_on_is_given_back_once_it_is_free()
    {
        await ReadAsync();
        await Rename(Name(0), "X");
        await Rename(Name(1), Name(0));
        await Rename(Name(2), Name(1));

        var renames = new UndoRenames(_provider, await Plan(_store.FindRun("run")));
        await renames.WriteAsync(_context);

        Assert.DoesNotContain(Enumerable.Range(0, 3), renames.IsDetour);
        await AssertNames(3);
    }

    [Fact]
    public async Task An_end_at_any_write_leaves_what_a_second_undoing_mends()
    {
        for (int writes = 0; writes < 4; writes++)
        {
            string run = $"swap-{writes}";
            await SwapAsync(3, run);
            int left = writes;
            IPimProvider broken = AlteredProvider.Of(_provider, (method, _) => method.Name == nameof(IPimProvider.WriteAsync) && left-- <= 0 ? throw new OperationCanceledException() : null);
            await Assert.ThrowsAsync<OperationCanceledException>(async () => await new UndoRenames(broken, await Plan(_store.FindRun(run))).WriteAsync(_context));

            IReadOnlyList<UndoStep> steps = await Plan(_store.FindRun(run));
            Assert.All(steps, step => Assert.Empty(step.ChangedSince));
            await new UndoRenames(_provider, steps).WriteAsync(_context);

            await AssertNames(3);
        }
    }

    [Fact]
    public async Task An_end_between_writes_tells_what_is_done_and_who_goes_by_a_temporary_identifier()
    {
        await SwapAsync(3);
        IReadOnlyList<UndoStep> steps = await Plan(_store.FindRun("run"));
        int left = 2;
        IPimProvider broken = AlteredProvider.Of(_provider, (method, _) => method.Name == nameof(IPimProvider.WriteAsync) && left-- <= 0 ? throw new OperationCanceledException() : null);
        var renames = new UndoRenames(broken, steps);
        List<int> settled = [];

        await Assert.ThrowsAsync<OperationCanceledException>(() => renames.WriteAsync(_context, settled.Add));

        BulkResult[] results = [.. Enumerable.Range(0, 3).Select(number => renames.ResultOf(number, new BulkItem(number, steps[number].Resource, steps[number].Key, default))!)];
        Assert.Equal(BulkStatus.Updated, results[Assert.Single(settled)].Status);
        int detour = Assert.Single(Enumerable.Range(0, 3), renames.IsDetour);
        Assert.Equal(BulkStatus.Failed, results[detour].Status);
        Assert.Contains("undo the same changes once more", results[detour].Message, StringComparison.Ordinal);
        Assert.Single(results, static result => result.Status == BulkStatus.Unknown);
    }

    [Fact]
    public async Task A_product_whose_identifier_stays_taken_gets_back_the_one_that_it_had()
    {
        await SwapAsync(2);
        IReadOnlyList<UndoStep> steps = await Plan(_store.FindRun("run"));
        int refused = 0;
        IPimProvider strict = AlteredProvider.Of(_provider, (method, _) => method.Name == nameof(IPimProvider.WriteAsync) && ++refused == 2 ? throw new PimException(PimErrorKind.Refused, "Refused.") : null);

        var renames = new UndoRenames(strict, steps);
        await renames.WriteAsync(_context);

        Assert.All(Enumerable.Range(0, 2), number => Assert.Equal(BulkStatus.Failed, renames.ResultOf(number, new BulkItem(number, steps[number].Resource, steps[number].Key, default))!.Status));
        Assert.Equal(Uuid(0), (await Find(Name(1)))!.Value.GetProperty("uuid").GetString());
        Assert.Equal(Uuid(1), (await Find(Name(0)))!.Value.GetProperty("uuid").GetString());
    }

    [Theory]
    [InlineData("B.undo-0a1b2c3d", "B", true)]
    [InlineData("b.undo-0a1b2c3d", "B", true)]
    [InlineData("B.undo-0a1b2c3d", "A", false)]
    [InlineData("B.undo-0a1b2c3", "B", false)]
    [InlineData("B", "B", false)]
    [InlineData(null, "B", false)]
    public void A_temporary_identifier_tells_whose_it_is(string? name, string former, bool isTemporary) => Assert.Equal(isTemporary, UndoRenames.IsTemporary(name, former));

    /// <summary>Gives some products the identifiers of the next ones.</summary>
    private async Task SwapAsync(int count, string run = "run")
    {
        await ReadAsync();
        var context = new CallContext { Origin = new WriteOrigin("Test", run) };
        await Rename(Name(0), "TMP", context);
        for (int number = 1; number < count; number++)
        {
            await Rename(Name(number), Name(number - 1), context);
        }

        await Rename("TMP", Name(count - 1), context);
        Assert.NotEqual(Uuid(0), (await Find(Name(0)))!.Value.GetProperty("uuid").GetString());
    }

    private async Task AssertNames(int count)
    {
        for (int number = 0; number < count; number++)
        {
            Assert.Equal(Uuid(number), (await Find(Name(number)))?.GetProperty("uuid").GetString());
        }
    }

    private async Task ReadAsync() => _products = _products.Count > 0 ? _products : await _pim.All(new PimQuery(AkeneoResources.ProductByIdentifier));

    private string Name(int number) => _products[number].GetProperty("identifier").GetString()!;

    private string Uuid(int number) => _products[number].GetProperty("uuid").GetString()!;

    private async Task<JsonElement?> Find(string name) =>
        (await _pim.All(new PimQuery(AkeneoResources.ProductByIdentifier) { Keys = [name], ByListOnly = true })) is [var found] ? found : null;

    private Task<IReadOnlyList<UndoStep>> Plan(IEnumerable<HistoryEntry> entries) => new UndoPlanner(_provider, isForced: false).PlanAsync(entries, _context);

    private Task Note(string text, string name) => Write(name, $$$"""{"values":{"internal_note":[{"locale":null,"scope":null,"data":"{{{text}}}"}]}}""");

    private Task Rename(string name, string newName, CallContext? context = null) => Write(name, $$$"""{"values":{"sku":[{"locale":null,"scope":null,"data":"{{{newName}}}"}]}}""", context);

    private Task Write(string name, string body, CallContext? context = null) =>
        _provider.WriteAsync(new PimWrite(AkeneoResources.ProductByIdentifier, WriteVerb.Upsert, name, Make.Utf8(body)) { MustExist = true }, context ?? _context);

    private static HistoryEntry Entry(string key, string run, string note) => new(key, "Product", DateTimeOffset.UtcNow, "julia", "Set-PimProduct", run,
        [new PimDifference("values", "internal_note", null, null, default, Make.Utf8($"\"{note}\""))]);

    private static HistoryEntry Renamed(string former, string key) => new(key, "Product", DateTimeOffset.UtcNow, "julia", "Set-PimProduct", "rename",
        [new PimDifference("values", "sku", null, null, Make.Utf8($"\"{former}\""), Make.Utf8($"\"{key}\""))]) { FormerKey = former };

    private static HistoryEntry Made(string key) => Entry(key, "made", "made") with { Deed = HistoryDeed.Made };
}
