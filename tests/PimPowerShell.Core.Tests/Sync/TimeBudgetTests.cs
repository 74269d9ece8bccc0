using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.History;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;
using PimPowerShell.Core.Tests.Bulk;
using PimPowerShell.Core.Tests.Pims;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Sync;

/// <summary>Runs whose time is up at every place in which one can end, and those that go on there.</summary>
public sealed class TimeBudgetTests : IDisposable
{
    // ends a run at the first place there is
    private static readonly TimeSpan s_least = TimeSpan.FromTicks(1);

    private readonly TestPim _pim = new(new PimSandboxOptions { ProductCount = 150 });
    private readonly StateFolder _folder = new();
    private readonly List<string> _places = [];

    private static PimQuery Products => new(AkeneoResources.ProductByUuid) { PageSize = 20 };

    public void Dispose()
    {
        _folder.Dispose();
        _pim.Dispose();
    }

    [Fact]
    public async Task A_first_load_in_parts_reads_each_page_once()
    {
        DateTimeOffset before = DateTimeOffset.UtcNow.AddSeconds(-2);
        long requests = _pim.Counters.ApiRequests;

        Assert.Equal(20, (await Part()).Count);
        Assert.Equal(("The time budget of 00:00:00.0000001 is used up.", false), (_folder.Summary!.EndedBy, _folder.Summary.IsComplete));
        DateTimeOffset began = DateTimeOffset.UtcNow;
        _pim.Options.ClockSkewSec = 1000;
        List<ItemChange> rest = await Parts();

        Assert.Equal(130, rest.Select(change => change.Key).Distinct().Count());
        Assert.Equal(130, rest.Count);
        Assert.Equal((null, true), (_folder.Summary.EndedBy, _folder.Summary.IsComplete));
        // where the next one reads from is when the first part began
        Assert.InRange(_folder.Summary.Watermark!.Value, before, began);
        // of each part the clock, its page, and perhaps the one that was on its way
        Assert.InRange(_pim.Counters.ApiRequests - requests, 8, 3 * (_places.Count + 1));
        Assert.Equal(["Items", "Keys", "Removed", "Variants"], _places.Distinct().Order());
        Assert.Empty(await _folder.Run(_pim.Provider, Products));
        Assert.False(_folder.Summary.IsFull);
    }

    [Fact]
    public async Task A_poll_in_parts_misses_nothing_and_tells_nothing_twice()
    {
        await _folder.Run(_pim.Provider, Products);
        JsonElement[] all = [.. await _pim.All(Products)];
        JsonElement variant = all.First(product => product.GetProperty("parent").ValueKind == JsonValueKind.String && product.GetProperty("family").GetString() == "accessories");
        string[] simple = [.. all.Where(product => product.GetProperty("parent").ValueKind == JsonValueKind.Null).Select(product => product.GetProperty("uuid").GetString()!)];
        foreach (string uuid in simple.Take(45))
        {
            await Write(uuid, """{"values":{"internal_note":[{"locale":null,"scope":null,"data":"one"}]}}""");
        }

        await Delete(simple[50]);
        await Delete(simple[51]);
        await _pim.Provider.WriteAsync(new PimWrite(_pim.Resource("ProductModel"), WriteVerb.Upsert, variant.GetProperty("parent").GetString()!,
            Make.Utf8("""{"values":{"name":[{"locale":"en_US","scope":null,"data":"Another name"}]}}""")), _pim.Context);

        // what changes while the parts are read is told by them or by the next run
        int part = 0;
        List<ItemChange> changes = await Parts(async () =>
        {
            if (++part == 2)
            {
                await Write(simple[0], """{"values":{"internal_note":[{"locale":null,"scope":null,"data":"two"}]}}""");
                await Write(BulkRun.Uuid(1), "{}");
            }
        });
        changes.AddRange(await _folder.Run(_pim.Provider, Products));

        string[] told = [.. changes.Select(change => $"{change.Kind} {change.Key}")];
        Assert.Equal(["Items", "Keys", "Removed", "Variants"], _places.Distinct().Order());
        Assert.Contains("Changed " + variant.GetProperty("uuid").GetString(), told);
        Assert.Equal(simple.Take(45).Skip(1).Select(uuid => "Changed " + uuid).Append("Removed " + simple[50]).Append("Removed " + simple[51]).Append("Added " + BulkRun.Uuid(1)).Order(),
            told.Where(text => !all.Where(product => product.GetProperty("parent").ValueKind == JsonValueKind.String).Any(product => text.EndsWith(product.GetProperty("uuid").GetString()!, StringComparison.Ordinal))
                && !text.EndsWith(simple[0], StringComparison.Ordinal)).Order());
        Assert.Contains("two", Make.Text(changes.Last(change => change.Key == simple[0]).Item), StringComparison.Ordinal);
        Assert.Empty(await _folder.Run(_pim.Provider, Products));
    }

    [Fact]
    public async Task What_was_held_back_is_told_by_a_later_part()
    {
        JsonElement old = (await _pim.All(Products)).First(product => product.GetProperty("parent").ValueKind == JsonValueKind.Null);
        string uuid = old.GetProperty("uuid").GetString()!;
        await _folder.Run(_pim.Provider, Products);
        await Delete(uuid);
        await Write(BulkRun.Uuid(1), $$$"""{"values":{"sku":[{"locale":null,"scope":null,"data":{{{old.GetProperty("values").GetProperty("sku")[0].GetProperty("data").GetRawText()}}}}]}}""");

        List<ItemChange> changes = await Parts(settings: settings => settings with { SkipRemoved = true });

        Assert.Equal([(ItemChangeKind.Removed, uuid), (ItemChangeKind.Added, BulkRun.Uuid(1))], changes.Select(change => (change.Kind, change.Key)));
        Assert.Empty(await _folder.Run(_pim.Provider, Products));
    }

    [Fact]
    public async Task What_is_gone_is_found_after_parts_that_did_not_look_for_it()
    {
        await _folder.Run(_pim.Provider, Products);
        string uuid = (await _pim.Uuids(1))[0];
        await Delete(uuid);
        do
        {
            await Part(settings => settings with { SkipRemoved = true });
            Assert.NotNull(_folder.Summary!.EndedBy);
        }
        while (_places[^1] != "Removed");

        List<ItemChange> changes = await _folder.Run(_pim.Provider, Products);

        Assert.Contains((ItemChangeKind.Removed, uuid), changes.Select(change => (change.Kind, change.Key)));
        Assert.True(_folder.Summary.IsComplete);
        Assert.Empty(await _folder.Run(_pim.Provider, Products));
    }

    [Fact]
    public async Task A_part_that_was_broken_off_is_told_again_from_its_own_start()
    {
        await Part();
        using (var reader = new ChangeReader(_pim.Provider, new SyncSettings(_folder.Path, Products), _pim.Context))
        {
            Assert.Equal(20, (await reader.ReadAsync())!.Count);
            await reader.ReadAsync();
        }

        List<ItemChange> rest = await _folder.Run(_pim.Provider, Products);

        Assert.Equal((110, 20L), (rest.Count, _folder.Summary!.Unchanged));
        Assert.Empty(await _folder.Run(_pim.Provider, Products));
    }

    [Fact]
    public async Task A_full_run_goes_on_with_no_other_kind()
    {
        await _folder.Run(_pim.Provider, Products);
        await Part();
        string uuid = (await _pim.Uuids(1))[0];
        await Write(uuid, """{"values":{"internal_note":[{"locale":null,"scope":null,"data":"one"}]}}""");

        List<ItemChange> changes = await _folder.Run(_pim.Provider, Products, settings => settings with { IsFull = true });

        Assert.Equal((uuid, true, 150L), (Assert.Single(changes).Key, _folder.Summary!.IsFull, _folder.Summary.Read));
        Assert.Empty(await _folder.Run(_pim.Provider, Products));
    }

    [Fact]
    public async Task A_list_by_page_numbers_goes_on_at_its_page()
    {
        using var pims = new PimsSandbox(120);
        PimQuery query = PimsSandbox.Query(25);
        long first = (await _folder.Run(pims.Provider, query)).Count;
        await pims.CreateAsync("brand-new");

        var changes = new List<ItemChange>();
        long read = 0;
        int parts = 0;
        do
        {
            Assert.InRange(parts++, 0, 30);
            changes.AddRange(await _folder.Run(pims.Provider, query, settings => settings with { TimeBudget = s_least }));
            read += _folder.Summary!.Read;
        }
        while (_folder.Summary.EndedBy is not null);

        Assert.Equal("brand-new", Assert.Single(changes).Key);
        Assert.Equal(first + 1, read);
        // the end of a run that has no watermark is known as well
        Assert.Empty(await _folder.Run(pims.Provider, query));
        Assert.Equal(first + 1, _folder.Summary.Read);
    }

    [Fact]
    public async Task A_first_load_in_parts_is_no_history()
    {
        string history = Path.Combine(_folder.Path, "history");
        HistoryStore store = HistoryStore.Open(history, _pim.Provider.Root);
        var recording = new RecordingProvider(_pim.Provider, store);
        for (int part = 0; _folder.Summary?.IsComplete != true; part++)
        {
            Assert.InRange(part, 0, 30);
            await _folder.Run(recording, Products, settings => settings with { TimeBudget = s_least });
        }

        Assert.Empty(await recording.ReadHistoryAsync(Products.Resource, (await _pim.Uuids(150))[149], null, _pim.Context));
    }

    [Fact]
    public async Task An_export_in_parts_is_as_one_in_one()
    {
        var pages = new CountedPages(_pim.Provider, "Product");
        CatalogExport whole = await Export("whole", int.MaxValue);
        Assert.Null(whole.EndedBy);
        int all = pages.Count;
        int parts = 0;
        CatalogExport part;
        do
        {
            part = await Export("parts", 4);
            parts++;
        }
        while (part.EndedBy is not null && parts < 100);

        Assert.Null(part.EndedBy);
        // each page once, but the last one, behind which there is no place to go on at
        Assert.InRange(pages.Count - all, all, all + 1);
        Assert.Equal((all + 3) / 4, parts);
        foreach (string file in Directory.GetFiles(Path.Combine(_folder.Path, "whole"), "*.jsonl"))
        {
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(_folder.Path, "parts", Path.GetFileName(file))));
        }

        async Task<CatalogExport> Export(string folder, int most)
        {
            using var timeUp = new CancellationTokenSource();
            using var export = new CatalogExport(pages.EndAfter(most, timeUp), new CatalogExportSettings
            {
                Folder = Path.Combine(_folder.Path, folder),
                Resources = CatalogPlan.Of(_pim.Provider, ["Product", "Family", "Category"], []),
                PageSize = 10,
                TimeBudget = TimeSpan.FromDays(1),
                TimeUp = timeUp.Token,
                BetweenPlaces = TimeSpan.Zero,
            }, new CallContext());
            await export.RunAsync();
            Assert.Equal(export.EndedBy is null, File.Exists(Path.Combine(_folder.Path, folder, "manifest.json")));
            return export;
        }
    }

    /// <summary>All changes of parts that end as early as they can.</summary>
    private async Task<List<ItemChange>> Parts(Func<Task>? between = null, Func<SyncSettings, SyncSettings>? settings = null)
    {
        var all = new List<ItemChange>();
        do
        {
            Assert.InRange(_places.Count, 0, 100);
            all.AddRange(await Part(settings));
            if (between is not null)
            {
                await between();
            }
        }
        while (_folder.Summary!.EndedBy is not null);
        return all;
    }

    private async Task<List<ItemChange>> Part(Func<SyncSettings, SyncSettings>? settings = null)
    {
        List<ItemChange> changes = await _folder.Run(_pim.Provider, Products, given => (settings?.Invoke(given) ?? given) with { TimeBudget = s_least });
        if (_folder.Summary!.EndedBy is not null)
        {
            _places.Add(Regex.Match(File.ReadAllLines(_folder.File)[^1], "^{\"paused\":\"(\\w+)\"").Groups[1].Value);
        }

        return changes;
    }

    private Task Delete(string uuid) => _pim.Provider.WriteAsync(new PimWrite(AkeneoResources.ProductByUuid, WriteVerb.Delete, uuid), _pim.Context);

    private Task Write(string uuid, string body) =>
        _pim.Provider.WriteAsync(new PimWrite(AkeneoResources.ProductByUuid, WriteVerb.Upsert, uuid, Make.Utf8(body)), _pim.Context);
}
