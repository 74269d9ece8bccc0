using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
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

/// <summary>What is undone is as it was, whatever the type of the values.</summary>
public sealed class UndoTests : IDisposable
{
    private static readonly Dictionary<string, string> s_none = [];

    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly TestPim _pim = new(new PimSandboxOptions { ProductCount = 400, Seed = 3 });
    private readonly HistoryStore _store;
    private readonly RecordingProvider _provider;

    public UndoTests()
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
    public async Task Products_that_were_given_all_that_others_have_get_their_own_back()
    {
        List<JsonElement> simple = [.. (await Products()).Where(product => product.GetProperty("parent").ValueKind == JsonValueKind.Null)];
        List<BulkItem> items = [];
        foreach (IGrouping<string?, JsonElement> family in simple.GroupBy(product => product.GetProperty("family").GetString()))
        {
            JsonElement[] members = [.. family];
            items.AddRange(members.Zip(members.Skip(1), (one, other) => Mixed(items.Count, one, other)));
        }

        Assert.True(items.Count > 50);
        CallContext context = new() { Origin = new WriteOrigin("Test", "run") };
        BulkRun.AssertWritten(await BulkRun.Write(_provider, items, context: context));
        Dictionary<string, JsonElement> changed = (await Products()).ToDictionary(Key);
        Assert.Contains(simple, product => !JsonElement.DeepEquals(product.GetProperty("values"), changed[Key(product)].GetProperty("values")));

        await Undo("run", context);

        Dictionary<string, JsonElement> after = (await Products()).ToDictionary(Key);
        foreach (JsonElement product in simple)
        {
            Assert.Equal("", await Differences(product, after[Key(product)]));
            Assert.Equal("", await Differences(after[Key(product)], product));
        }

        Assert.All(await new UndoPlanner(_provider, isForced: false).PlanAsync(_store.FindRun("run"), context), step => Assert.True(step.Changes.Line.IsEmpty && step.ChangedSince.Count == 0));
    }

    [Fact]
    public async Task Products_that_were_removed_are_made_again_as_they_were()
    {
        List<JsonElement> all = await Products();
        List<JsonElement> products = [.. all.Where(product => product.GetProperty("parent").ValueKind == JsonValueKind.Null).Take(60), .. all.Where(product => product.GetProperty("parent").ValueKind == JsonValueKind.String).Take(40)];
        CallContext context = new() { Origin = new WriteOrigin("Test", "run") };
        foreach (JsonElement product in products)
        {
            await _provider.WriteAsync(new PimWrite(AkeneoResources.ProductByUuid, WriteVerb.Delete, Key(product)), context);
        }

        await Undo("run", context);

        Dictionary<string, JsonElement> after = (await Products()).ToDictionary(Key);
        foreach (JsonElement product in products)
        {
            // the server took associations with a removed product away from those that were removed after it
            Assert.Equal("", await Differences(product, after[Key(product)], "associations"));
        }
    }

    [Fact]
    public async Task Of_changes_whose_clocks_differ_the_first_one_that_was_kept_is_undone_to()
    {
        string uuid = Key((await Products())[0]);
        foreach ((string run, string note) in (IEnumerable<(string, string)>)[("r0", "zero"), ("r1", "one"), ("r2", "two")])
        {
            await _provider.WriteAsync(new PimWrite(AkeneoResources.ProductByUuid, WriteVerb.Upsert, uuid, Note(note)), new CallContext { Origin = new WriteOrigin("Test", run) });
        }

        HistoryEntry[] entries = [_store.FindRun("r1").Single() with { Time = DateTimeOffset.UtcNow.AddHours(1) }, _store.FindRun("r2").Single()];

        foreach (IEnumerable<HistoryEntry> given in (IEnumerable<HistoryEntry>[])[entries, entries.Reverse()])
        {
            UndoStep step = Assert.Single(await new UndoPlanner(_provider, isForced: true).PlanAsync(given, new CallContext()));
            Assert.Equal("\"zero\"", Make.Text(step.Changes.Differences.Single().Wanted));
        }

        UndoStep unforced = Assert.Single(await new UndoPlanner(_provider, isForced: false).PlanAsync(entries, new CallContext()));
        Assert.Empty(unforced.ChangedSince);
    }

    [Fact]
    public async Task A_product_that_was_made_by_its_identifier_and_changed_by_its_uuid_is_one()
    {
        CallContext context = new() { Origin = new WriteOrigin("Test", "run") };
        BulkRun.AssertWritten(await BulkRun.Write(_provider, [new BulkItem(0, AkeneoResources.ProductByIdentifier, "by-name", Make.Utf8("""{"identifier":"by-name","enabled":true}"""))], context: context));
        string uuid = Key((await Products()).Single(product => product.GetRawText().Contains("\"by-name\"", StringComparison.Ordinal)));
        await _provider.WriteAsync(new PimWrite(AkeneoResources.ProductByUuid, WriteVerb.Upsert, uuid, Note("later")), context);
        IReadOnlyList<HistoryEntry> entries = _store.FindRun("run");
        Assert.Equal([("by-name", null), (uuid, "by-name")], entries.Select(entry => (entry.Key, entry.OtherKey)));

        UndoStep step = Assert.Single(await new UndoPlanner(_provider, isForced: false).PlanAsync(entries.Reverse(), context));

        Assert.Equal((uuid, "by-name"), (step.Key, step.Name));
        Assert.Contains("It was made by", step.Fault, StringComparison.Ordinal);
        Assert.True(step.Changes.Line.IsEmpty);
        Assert.Null(Assert.Single(await new UndoPlanner(_provider, isForced: false).PlanAsync([entries[1]], context)).Fault);
    }

    [Fact]
    public async Task An_identifier_that_another_product_had_before_joins_nothing()
    {
        CallContext context = new() { Origin = new WriteOrigin("Test", "run") };
        string uuid = BulkRun.Uuid(5);
        await _provider.WriteAsync(new PimWrite(AkeneoResources.ProductByUuid, WriteVerb.Create, uuid, Make.Utf8($$$"""{"uuid":"{{{uuid}}}","values":{"sku":[{"locale":null,"scope":null,"data":"shared"}]}}""")), new CallContext());
        await _provider.WriteAsync(new PimWrite(AkeneoResources.ProductByUuid, WriteVerb.Delete, uuid), context);
        BulkRun.AssertWritten(await BulkRun.Write(_provider, [new BulkItem(0, AkeneoResources.ProductByIdentifier, "shared", Make.Utf8("""{"identifier":"shared"}"""))], context: context));

        IReadOnlyList<UndoStep> steps = await new UndoPlanner(_provider, isForced: false).PlanAsync(_store.FindRun("run"), context);

        Assert.Equal([uuid, "shared"], steps.Select(step => step.Key));
    }

    [Fact]
    public async Task Measurements_that_are_told_with_their_symbols_are_undone_over_several_changes()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 60, Edition = "Serenity" });
        using var provider = new RecordingProvider(pim.Provider, HistoryStore.Open(Path.Combine(_folder, "cloud"), pim.Provider.Root));
        CallContext context = new() { Origin = new WriteOrigin("Test", "run") };
        JsonElement product = (await pim.All(new PimQuery(AkeneoResources.ProductByUuid))).First(static item => item.GetProperty("parent").ValueKind == JsonValueKind.Null && item.GetProperty("values").TryGetProperty("weight", out _));
        string before = Weight(product).GetRawText();
        foreach (int amount in (int[])[3, 5])
        {
            await provider.WriteAsync(new PimWrite(AkeneoResources.ProductByUuid, WriteVerb.Upsert, Key(product), Make.Utf8($$$"""{"values":{"weight":[{"locale":null,"scope":null,"data":{"amount":{{{amount}}},"unit":"KILOGRAM"}}]}}""")), context);
        }

        UndoStep step = Assert.Single(await new UndoPlanner(provider, isForced: false).PlanAsync(provider.Recorder!.Store.FindRun("run"), context));
        Assert.Empty(step.ChangedSince);
        await provider.WriteAsync(new PimWrite(step.Resource, WriteVerb.Upsert, step.Key, step.Changes.Line), context);

        JsonElement after = (await pim.All(new PimQuery(AkeneoResources.ProductByUuid))).Single(item => Key(item) == Key(product));
        Assert.Equal(before, Weight(after).GetRawText());

        static JsonElement Weight(JsonElement item) => item.GetProperty("values").GetProperty("weight");
    }

    private static byte[] Note(string text) => Make.Utf8($$$"""{"values":{"internal_note":[{"locale":null,"scope":null,"data":"{{{text}}}"}]}}""");

    private async Task Undo(string run, CallContext context)
    {
        IReadOnlyList<UndoStep> steps = await new UndoPlanner(_provider, isForced: false).PlanAsync(_store.FindRun(run), context);
        Assert.All(steps, step => Assert.Null(step.Fault));
        Assert.Equal("", string.Join("\n", steps.SelectMany(step => step.ChangedSince)));
        List<BulkItem> items = [.. steps.Where(step => !step.Changes.Line.IsEmpty).Select((step, number) => new BulkItem(number, step.Resource, step.Key, step.Changes.Line))];
        BulkRun.AssertWritten(await BulkRun.Write(_provider, items, new BulkSettings { InOrder = true }, context with { Origin = new WriteOrigin("Undo", "undo") }));
    }

    /// <summary>A line that gives a product the values and the rest of another of its family, but for what is unique.</summary>
    private static BulkItem Mixed(int index, JsonElement product, JsonElement other)
    {
        var line = new JsonObject { ["uuid"] = Key(product) };
        foreach (string field in (string[])["categories", "enabled", "groups", "associations", "quantified_associations"])
        {
            line[field] = other.TryGetProperty(field, out JsonElement value) ? JsonNode.Parse(value.GetRawText()) : null;
        }

        var values = (JsonObject)JsonNode.Parse(other.GetProperty("values").GetRawText())!;
        foreach (string unique in (string[])["sku", "ean"])
        {
            values.Remove(unique);
        }

        line["values"] = values;
        byte[] shaped = AkeneoOutgoing.Shape(AkeneoResources.ProductByUuid, Make.Utf8(line.ToJsonString()));
        return new BulkItem(index, AkeneoResources.ProductByUuid, Key(product), shaped);
    }

    private async Task<string> Differences(JsonElement wanted, JsonElement present, string? without = null)
    {
        LineChanges changes = await _provider.CompareAsync(AkeneoResources.ProductByUuid, s_none, Make.Utf8(wanted.GetRawText()), Make.Utf8(present.GetRawText()), new CallContext());
        return string.Join("\n", changes.Differences.Where(difference => without is null || !difference.Property.Contains(without)).Select(difference => $"{Key(wanted)} {difference.Property} {difference.Attribute}: {Make.Text(difference.Present)} -> {Make.Text(difference.Wanted)}"));
    }

    private Task<List<JsonElement>> Products() => _pim.All(new PimQuery(AkeneoResources.ProductByUuid));

    private static string Key(JsonElement product) => product.GetProperty("uuid").GetString()!;
}
