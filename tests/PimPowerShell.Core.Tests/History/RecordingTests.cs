using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
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

/// <summary>What is kept of writes, single ones and in bulk, and what is not.</summary>
public sealed class RecordingTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly TestPim _pim = new(new PimSandboxOptions { ProductCount = 1 });
    private readonly ConcurrentQueue<PimNote> _notes = new();
    private readonly HistoryStore _store;
    private readonly RecordingProvider _provider;
    private readonly CallContext _context;

    public RecordingTests()
    {
        _store = HistoryStore.Open(_folder, _pim.Provider.Root);
        _provider = new RecordingProvider(_pim.Provider, _store);
        _context = new CallContext(Notes: _notes.Enqueue) { Origin = new WriteOrigin("Test", "run-1") };
    }

    public void Dispose()
    {
        _pim.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_bulk_write_sends_the_whole_line_and_keeps_what_it_changed()
    {
        List<BulkItem> items = BulkRun.NewProducts(3);
        await BulkRun.Write(_provider, items, context: _context);
        items[1] = BulkRun.Product(1, items[1].Key, "another");

        List<BulkResult> results = await BulkRun.Write(_provider, items, context: _context with { Origin = new WriteOrigin("Test", "run-2") });

        Assert.All(results, result => Assert.Equal((BulkStatus.Updated, 0), (result.Status, result.Differences.Count)));
        Assert.Equal(6, _pim.Counters.Lines);
        Assert.Equal([HistoryDeed.Made, HistoryDeed.Made, HistoryDeed.Made], _store.FindRun("run-1").Select(entry => entry.Deed));
        HistoryEntry entry = Assert.Single(_store.FindRun("run-2"));
        Assert.Equal((items[1].Key, "Product", "Test", HistoryDeed.Changed), (entry.Key, entry.Resource, entry.Source, entry.Deed));
        Assert.Equal(_pim.Sandbox.UserName, entry.User);
        PimDifference change = Assert.Single(entry.Changes);
        Assert.Equal(("internal_note", "\"note 1\"", "\"another\""), (change.Attribute, Make.Text(change.Present), Make.Text(change.Wanted)));
        Assert.Empty(_notes);
    }

    [Fact]
    public async Task Neither_what_is_refused_nor_what_is_the_same_is_kept()
    {
        List<BulkItem> items = BulkRun.NewProducts(2);
        await BulkRun.Write(_provider, items, context: _context);
        items[0] = items[0] with { Line = Make.Utf8($$"""{"uuid":"{{items[0].Key}}","family":"none_such"}""") };
        CallContext second = _context with { Origin = new WriteOrigin("Test", "run-2") };

        await BulkRun.Write(_provider, items, context: second);
        await BulkRun.Write(_provider, items, new BulkSettings { OnlyChanged = true, IsPreview = true }, second);
        await Assert.ThrowsAsync<PimException>(() => _provider.WriteAsync(new PimWrite(AkeneoResources.ProductByUuid, WriteVerb.Upsert, items[0].Key, items[0].Line), second));

        Assert.Empty(_store.FindRun("run-2"));
    }

    [Theory]
    [InlineData(nameof(PimSandboxOptions.ResetAfterActingEvery))]
    [InlineData(nameof(PimSandboxOptions.HalfBodyEvery))]
    [InlineData(nameof(PimSandboxOptions.FailAfterActingEvery))]
    public async Task A_lost_answer_loses_no_entry_and_makes_none_twice(string fault)
    {
        List<BulkItem> items = BulkRun.NewProducts(200);
        await BulkRun.Write(_provider, items, context: _context);
        List<BulkItem> changed = [.. items.Select(item => BulkRun.Product(item.Index, item.Key, "new " + item.Index))];
        typeof(PimSandboxOptions).GetProperty(fault)!.SetValue(_pim.Options, 5);

        List<BulkResult> results = await BulkRun.Write(_provider, changed, batchSize: 20, context: _context with { Origin = new WriteOrigin("Test", "run-2") });

        typeof(PimSandboxOptions).GetProperty(fault)!.SetValue(_pim.Options, 0);
        BulkRun.AssertWritten(results);
        IReadOnlyList<HistoryEntry> entries = _store.FindRun("run-2");
        Assert.Equal(items.Select(item => item.Key).OrderBy(key => key), entries.Select(entry => entry.Key).OrderBy(key => key));
        Assert.All(entries, entry => Assert.Equal("\"note " + int.Parse(entry.Key[^4..], System.Globalization.NumberStyles.HexNumber) + "\"", Make.Text(entry.Changes.Single().Present)));
    }

    [Fact]
    public async Task Single_writes_are_kept_under_both_keys()
    {
        string identifier = "hist-single";
        string uuid = BulkRun.Uuid(77);
        await _provider.WriteAsync(Write(WriteVerb.Create, uuid, $$$"""{"uuid":"{{{uuid}}}","values":{"sku":[{"locale":null,"scope":null,"data":"{{{identifier}}}"}]}}"""), _context);
        await _provider.WriteAsync(Write(WriteVerb.Upsert, identifier, """{"values":{"internal_note":[{"locale":null,"scope":null,"data":"x"}]}}""") with { MustExist = true }, _context);
        await _provider.WriteAsync(Write(WriteVerb.Delete, identifier, ""), _context);

        IReadOnlyList<HistoryEntry> entries = await _provider.ReadHistoryAsync(AkeneoResources.ProductByUuid, identifier, null, _context);

        Assert.Equal([HistoryDeed.Made, HistoryDeed.Changed, HistoryDeed.Removed], entries.Select(entry => entry.Deed));
        Assert.All(entries, entry => Assert.Equal((uuid, identifier), (entry.Key, entry.OtherKey)));
        Assert.Contains(entries[2].Changes, change => change.Attribute == "internal_note" && Make.Text(change.Present) == "\"x\"" && change.Wanted.IsEmpty);
        Assert.Equal(3, _store.Find("Product", uuid).Count);
    }

    [Fact]
    public async Task An_entry_that_cannot_be_kept_is_a_warning_and_the_write_stands()
    {
        Directory.CreateDirectory(Path.Combine(_folder, $"history-{DateTime.UtcNow:yyyy-MM}.jsonl"));

        List<BulkResult> results = await BulkRun.Write(_provider, BulkRun.NewProducts(2), context: _context);

        Assert.All(results, result => Assert.Equal(BulkStatus.Created, result.Status));
        PimNote note = Assert.Single(_notes);
        Assert.True(note.IsWarning);
        Assert.Contains("is missing in the history", note.Text);
        Assert.Contains("and 1 more", note.Text);
    }

    [Fact]
    public async Task Associated_products_are_looked_up_once_a_run_and_without_their_values()
    {
        await BulkRun.Write(_provider, [.. Enumerable.Range(1, 3).Select(static i => Named(i, $"linked-{i}"))], context: _context);
        var asked = new ConcurrentQueue<PimQuery>();
        IPimProvider watched = AlteredProvider.Of(_pim.Provider, (method, arguments) =>
        {
            if (method.Name == nameof(IPimProvider.Read) && (PimQuery)arguments[0]! is { Resource: var resource } query && resource == AkeneoResources.ProductByIdentifier)
            {
                asked.Enqueue(query);
            }

            return null;
        });
        var recorder = new HistoryRecorder(_store, watched);

        await recorder.KeepAsync(AkeneoResources.ProductByIdentifier, [Linked("linked-1", """{"X_SELL":{"products":["linked-2"]}}""")], _context);
        await recorder.KeepAsync(AkeneoResources.ProductByIdentifier, [Linked("linked-1", """{"X_SELL":{"products":["linked-3","linked-2"]}}""")], _context);

        Assert.Equal(["linked-2", "linked-3"], asked.SelectMany(static query => query.Keys!));
        Assert.All(asked, static query => Assert.Equal("sku", query.Options["attributes"]));
        Assert.Contains(BulkRun.Uuid(2), Make.Text(_store.FindRun("run-1").Last().Changes.Single().Wanted));

        await recorder.KeepAsync(AkeneoResources.ProductByIdentifier, [Linked("linked-1", """{"X_SELL":{"products":["linked-2"]}}""")], _context with { Origin = new WriteOrigin("Test", "run-2") });
        Assert.Equal("linked-2", Assert.Single(asked.Last().Keys!));
    }

    [Fact]
    public async Task Associations_that_cannot_be_translated_are_kept_as_they_were_written()
    {
        IPimProvider faulty = AlteredProvider.Of(_pim.Provider, static (method, _) => method.Name == nameof(IPimProvider.Read) ? throw new InvalidOperationException("odd") : null);
        const string Text = """{"X_SELL":{"products":["linked-2"]}}""";

        await new HistoryRecorder(_store, faulty).KeepAsync(AkeneoResources.ProductByIdentifier, [Linked("linked-1", Text)], _context);

        Assert.Equal(Text, Make.Text(Assert.Single(_store.FindRun("run-1")).Changes.Single().Wanted));
    }

    private static BulkItem Named(int number, string identifier) => new(number, AkeneoResources.ProductByUuid, BulkRun.Uuid(number), Make.Utf8(
        $$$"""{"uuid":"{{{BulkRun.Uuid(number)}}}","values":{"sku":[{"locale":null,"scope":null,"data":"{{{identifier}}}"}]}}"""));

    private static KeptWrite Linked(string key, string associations) => new(
        key, Make.Utf8($$"""{"identifier":"{{key}}"}"""), default, [new PimDifference("associations", null, null, null, default, Make.Utf8(associations))], HistoryDeed.Changed);

    [Fact]
    public async Task What_was_removed_is_looked_at_for_seconds_only_once_the_caller_ends()
    {
        IPimProvider slow = AlteredProvider.Of(_pim.Provider, static (method, arguments) => method.Name == nameof(IPimProvider.CompareAsync) ? Never((CallContext)arguments[4]!) : null);

        Task<IReadOnlyList<PimDifference>> lost = new HistoryRecorder(_store, slow).LostAsync(
            AkeneoResources.ProductByUuid, new Dictionary<string, string>(), "k", Make.Utf8("{}"), default, _context with { Cancellation = new CancellationToken(canceled: true) });

        Assert.Same(lost, await Task.WhenAny(lost, Task.Delay(TimeSpan.FromSeconds(20))));
        Assert.Empty(await lost);
        Assert.Contains("is missing in the history", Assert.Single(_notes).Text);

        static async Task<LineChanges> Never(CallContext context)
        {
            await Task.Delay(Timeout.Infinite, context.Cancellation);
            return null!;
        }
    }

    [Fact]
    public async Task Other_kinds_of_thing_are_not_kept()
    {
        PimResource category = _pim.Resource("Category");
        await _provider.WriteAsync(new PimWrite(category, WriteVerb.Create, "hist_category", Make.Utf8("""{"code":"hist_category"}""")), _context);
        Assert.Empty(_store.FindRun("run-1"));
    }

    private static PimWrite Write(WriteVerb verb, string key, string body) => new(AkeneoResources.ProductByUuid, verb, key, Make.Utf8(body));
}
