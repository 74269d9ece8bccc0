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
