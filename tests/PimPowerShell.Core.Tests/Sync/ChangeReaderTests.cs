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
using PimPowerShell.Core.Tests.Bulk;
using PimPowerShell.Core.Tests.Pims;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Sync;

/// <summary>What a run tells, and what it asks the server for that.</summary>
public sealed class ChangeReaderTests : IDisposable
{
    private readonly TestPim _pim = new(new PimSandboxOptions { ProductCount = 150 });
    private readonly StateFolder _folder = new();

    private static PimQuery Products => new(AkeneoResources.ProductByUuid);

    public void Dispose()
    {
        _folder.Dispose();
        _pim.Dispose();
    }

    [Fact]
    public async Task The_first_run_tells_all_and_the_next_nothing()
    {
        Assert.Equal(150, (await Run()).Count(change => change.Kind == ItemChangeKind.Added));
        Assert.True(_folder.Summary!.IsFull);
        DateTimeOffset watermark = _folder.Summary.Watermark!.Value;

        Assert.Empty(await Run());

        Assert.Equal((false, watermark - TimeSpan.FromMinutes(5), 150L), (_folder.Summary.IsFull, _folder.Summary.Since!.Value, _folder.Summary.Listed));
    }

    [Fact]
    public async Task What_was_set_erased_linked_and_taken_away_is_told()
    {
        string[] uuids = await _pim.Uuids(3);
        await Write(uuids[0], """{"enabled":true,"values":{"internal_note":[{"locale":null,"scope":null,"data":"one"}]},"associations":{"X_SELL":{"products":["UUID"]}}}""".Replace("UUID", uuids[1], StringComparison.Ordinal));
        await Run();
        await Write(uuids[0], """{"values":{"internal_note":[{"locale":null,"scope":null,"data":null}]},"associations":{"X_SELL":{"products":[]}},"enabled":false}""");
        await _pim.Provider.WriteAsync(new PimWrite(AkeneoResources.ProductByUuid, WriteVerb.Delete, uuids[2]), _pim.Context);
        await Write(BulkRun.Uuid(1), "{}");

        List<ItemChange> changes = await Run();

        Assert.Equal([(ItemChangeKind.Added, BulkRun.Uuid(1)), (ItemChangeKind.Changed, uuids[0]), (ItemChangeKind.Removed, uuids[2])], changes.Select(change => (change.Kind, change.Key)).Order());
        ItemChange changed = changes.Single(change => change.Kind == ItemChangeKind.Changed);
        Assert.Equal(
            [
                "associations : {\"X_SELL\":{\"products\":[\"" + uuids[1] + "\"]}} -> {\"X_SELL\":{\"products\":[]}}",
                "enabled : true -> false",
                "values internal_note: \"one\" -> ",
            ],
            changed.Differences.Select(difference => $"{difference.Property} {difference.Attribute}: {Make.Text(difference.Present)} -> {Make.Text(difference.Wanted)}").Order(StringComparer.Ordinal));
        Assert.True(changes.Single(change => change.Kind == ItemChangeKind.Removed).Item.IsEmpty);
        Assert.Empty(await Run());
    }

    [Fact]
    public async Task What_was_associated_with_what_is_gone_is_told_in_the_same_run_or_where_it_was_told_already_in_the_next()
    {
        string[] uuids = await _pim.Uuids(3);
        foreach (string other in uuids.Take(2))
        {
            await Write(other, """{"associations":{"X_SELL":{"products":["UUID"]}}}""".Replace("UUID", uuids[2], StringComparison.Ordinal));
        }

        await Run();
        // its time says that it changed, and it is read before the other one is gone
        await Write(uuids[1], """{"values":{"internal_note":[{"locale":null,"scope":null,"data":"one"}]}}""");
        bool isGone = false;
        List<ItemChange> first = await _folder.Run(_pim.Provider, Products, settings => settings with { Overlap = TimeSpan.Zero }, async () =>
        {
            if (!isGone)
            {
                isGone = true;
                await _pim.Provider.WriteAsync(new PimWrite(AkeneoResources.ProductByUuid, WriteVerb.Delete, uuids[2]), _pim.Context);
            }
        });

        Assert.Equal(
            [(ItemChangeKind.Changed, uuids[0], "associations"), (ItemChangeKind.Changed, uuids[1], "values"), (ItemChangeKind.Removed, uuids[2], "")],
            // others of the catalog may be associated with it too
            first.Where(change => uuids.Contains(change.Key)).Select(change => (change.Kind, change.Key, change.Differences.SingleOrDefault()?.Property ?? "")).OrderBy(change => Array.IndexOf(uuids, change.Key)));
        ItemChange next = Assert.Single(await Run());
        Assert.Equal((uuids[1], "associations"), (next.Key, Assert.Single(next.Differences).Property));
        Assert.Empty(await Run());
    }

    [Fact]
    public async Task What_was_associated_with_what_is_gone_is_told_after_a_run_that_broke_off_in_between()
    {
        string[] uuids = await _pim.Uuids(2);
        await Write(uuids[0], """{"associations":{"X_SELL":{"products":["UUID"]}}}""".Replace("UUID", uuids[1], StringComparison.Ordinal));
        // its time alone does not have it read again
        _pim.Options.ClockSkewSec = 1000;
        await Run();
        await _pim.Provider.WriteAsync(new PimWrite(AkeneoResources.ProductByUuid, WriteVerb.Delete, uuids[1]), _pim.Context);
        using (var reader = new ChangeReader(_pim.Provider, new SyncSettings(_folder.Path, Products), _pim.Context))
        {
            IReadOnlyList<ItemChange> removed = (await reader.ReadAsync())!;
            Assert.Equal((ItemChangeKind.Removed, uuids[1]), (Assert.Single(removed).Kind, removed[0].Key));
            await reader.ReadAsync();
        }

        Assert.Contains((ItemChangeKind.Changed, uuids[0]), (await Run()).Select(change => (change.Kind, change.Key)));
        Assert.Empty(await Run());
    }

    [Fact]
    public async Task A_run_that_was_not_taken_to_its_end_is_told_again_from_there()
    {
        var settings = new SyncSettings(_folder.Path, Products with { PageSize = 50 });
        using (var reader = new ChangeReader(_pim.Provider, settings, _pim.Context))
        {
            await reader.ReadAsync();
            await reader.ReadAsync();
        }

        // the first page was taken, as a second was asked for
        Assert.Equal(100, (await Run()).Count);
        Assert.Equal(50, _folder.Summary!.Unchanged);
    }

    [Fact]
    public async Task A_run_that_fails_leaves_the_watermark_where_it_was()
    {
        await Run();
        await Write((await _pim.Uuids(1))[0], """{"values":{"internal_note":[{"locale":null,"scope":null,"data":"one"}]}}""");
        _pim.Options.DownAfter = (int)_pim.Counters.ApiRequests + 4;
        await Assert.ThrowsAsync<PimException>(() => Run());
        Assert.False(_folder.Summary!.IsComplete);
        _pim.Options.DownAfter = 0;

        await Run();

        // the change was told and kept before the server went down, and is within the overlap still
        Assert.Equal((0L, 1L), (_folder.Summary[ItemChangeKind.Changed], _folder.Summary.Unchanged));
        Assert.Empty(await Run());
    }

    [Fact]
    public async Task Variants_of_a_model_that_changed_are_read()
    {
        JsonElement variant = (await _pim.All(Products)).First(product => product.GetProperty("parent").ValueKind == JsonValueKind.String && product.GetProperty("family").GetString() == "accessories");
        string parent = variant.GetProperty("parent").GetString()!;
        await Run();
        await _pim.Provider.WriteAsync(new PimWrite(_pim.Resource("ProductModel"), WriteVerb.Upsert, parent,
            Make.Utf8("""{"values":{"name":[{"locale":"en_US","scope":null,"data":"Another name"}]}}""")), _pim.Context);

        // the sandbox finds them by their own time as well, which another server need not
        IPimProvider provider = EmptyLists.Before(_pim.Provider, query => query.Resource.Noun == "Product" && query.Criteria.Any(criterion => criterion.Field == "updated"));

        List<ItemChange> changes = await _folder.Run(provider, Products, settings => settings with { SkipRemoved = true });

        Assert.Contains(variant.GetProperty("uuid").GetString(), changes.Select(change => change.Key));
        Assert.All(changes, change => Assert.Equal(("values", "name"), (change.Differences.Single().Property, change.Differences.Single().Attribute)));
        Assert.Empty(await Run());
    }

    [Fact]
    public async Task What_no_longer_fits_the_filter_is_removed()
    {
        PimQuery enabled = Products.With([new PimCriterion("enabled", "=", true)]);
        int count = (await _folder.Run(_pim.Provider, enabled)).Count;
        string uuid = (await _pim.All(enabled))[0].GetProperty("uuid").GetString()!;
        await Write(uuid, """{"enabled":false}""");

        ItemChange gone = Assert.Single(await _folder.Run(_pim.Provider, enabled));
        await Write(uuid, """{"enabled":true}""");
        ItemChange back = Assert.Single(await _folder.Run(_pim.Provider, enabled));

        Assert.InRange(count, 1, 150);
        Assert.Equal((ItemChangeKind.Removed, uuid, ItemChangeKind.Added, uuid), (gone.Kind, gone.Key, back.Kind, back.Key));
        PimException error = await Assert.ThrowsAsync<PimException>(() => Run());
        Assert.Contains("was filled with the filter", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_from_a_list_alone_is_not_removed()
    {
        await Run();
        string[] uuids = await _pim.Uuids(2);
        // a list that is empty, as while the server makes its index anew
        IPimProvider provider = EmptyLists.Before(_pim.Provider, query => query.Keys is null);
        await _pim.Provider.WriteAsync(new PimWrite(AkeneoResources.ProductByUuid, WriteVerb.Delete, uuids[1]), _pim.Context);

        Assert.Equal([(ItemChangeKind.Removed, uuids[1])], (await _folder.Run(provider, Products)).Select(change => (change.Kind, change.Key)));
        Assert.Empty(await Run());
    }

    [Fact]
    public async Task Without_looking_for_removed_ones_no_keys_are_listed()
    {
        await Run();
        await _pim.Provider.WriteAsync(new PimWrite(AkeneoResources.ProductByUuid, WriteVerb.Delete, (await _pim.Uuids(1))[0]), _pim.Context);

        Assert.Empty(await Run(settings => settings with { SkipRemoved = true }));
        Assert.Equal(0, _folder.Summary!.Listed);
        Assert.Single(await Run());
    }

    [Theory]
    [InlineData("Category", """{"labels":{"en_US":"Other"}}""", "labels")]
    [InlineData("ProductModel", """{"values":{"name":[{"locale":"en_US","scope":null,"data":"Other"}]}}""", "values")]
    [InlineData("Family", """{"labels":{"en_US":null}}""", "labels")]
    public async Task Other_kinds_of_things_are_read_as_well(string noun, string body, string property)
    {
        PimResource resource = _pim.Resource(noun);
        int count = (await _folder.Run(_pim.Provider, new PimQuery(resource))).Count;
        string code = (await _pim.All(new PimQuery(resource)))[0].GetProperty("code").GetString()!;
        await _pim.Provider.WriteAsync(new PimWrite(resource, WriteVerb.Upsert, code, Make.Utf8(body)), _pim.Context);

        ItemChange change = Assert.Single(await _folder.Run(_pim.Provider, new PimQuery(resource), settings => settings with { SkipRemoved = count % 2 == 0 }));

        Assert.Equal((code, property), (change.Key, change.Differences.Single().Property));
    }

    [Fact]
    public async Task What_has_no_key_is_left_out_with_a_warning()
    {
        await Write(BulkRun.Uuid(1), "{}");
        var notes = new List<PimNote>();
        var byIdentifier = new PimQuery(AkeneoResources.ProductByIdentifier);

        List<ItemChange> changes = await _folder.Run(_pim.Provider, byIdentifier, context: new CallContext(Notes: notes.Add));

        Assert.Equal(150, changes.Count);
        Assert.Equal("Product: 1 have no identifier, and are left out.", Assert.Single(notes).Text);
        notes.Clear();
        await Write(BulkRun.Uuid(1), """{"enabled":false}""");
        Assert.Empty(await _folder.Run(_pim.Provider, byIdentifier, context: new CallContext(Notes: notes.Add)));
        Assert.Equal("Product: 1 have no identifier, and are left out.", Assert.Single(notes).Text);
    }

    [Fact]
    public async Task Models_below_one_that_changed_are_read()
    {
        PimQuery models = new(_pim.Resource("ProductModel"));
        JsonElement below = (await _pim.All(models)).First(model => model.GetProperty("parent").ValueKind == JsonValueKind.String);
        await _folder.Run(_pim.Provider, models);
        string root = below.GetProperty("parent").GetString()!;
        await _pim.Provider.WriteAsync(new PimWrite(models.Resource, WriteVerb.Upsert, root, Make.Utf8("""{"values":{"name":[{"locale":"en_US","scope":null,"data":"Another name"}]}}""")), _pim.Context);
        // the sandbox finds it by its own time as well, which another server need not; of what changed the keys alone are read
        IPimProvider provider = EmptyLists.Before(_pim.Provider, query => !query.Options.ContainsKey("attributes") && query.Criteria.Any(criterion => criterion.Field == "updated"));

        List<ItemChange> changes = await _folder.Run(provider, models, settings => settings with { SkipRemoved = true });

        Assert.Contains(below.GetProperty("code").GetString(), changes.Select(change => change.Key));
    }

    [Fact]
    public async Task A_clock_that_was_set_back_makes_a_run_that_reads_all()
    {
        await Run();
        _pim.Options.ClockSkewSec = -3600;
        string uuid = (await _pim.Uuids(1))[0];
        await Write(uuid, """{"values":{"internal_note":[{"locale":null,"scope":null,"data":"in between"}]}}""");
        var notes = new List<PimNote>();

        List<ItemChange> changes = await _folder.Run(_pim.Provider, Products, settings => settings with { SkipRemoved = true }, context: new CallContext(Notes: notes.Add));

        Assert.Equal([uuid], changes.Select(change => change.Key));
        PimNote note = Assert.Single(notes);
        Assert.True(note.IsWarning);
        Assert.Contains("the server's clock says", note.Text, StringComparison.Ordinal);
        await _folder.Run(_pim.Provider, Products, settings => settings with { SkipRemoved = true }, context: new CallContext(Notes: notes.Add));
        Assert.Equal((false, 1), (_folder.Summary!.IsFull, notes.Count));
    }

    [Fact]
    public async Task Before_a_server_has_shown_its_time_zone_all_is_read()
    {
        string items = "";
        using var server = new ScriptedServer(_ => ScriptedAnswer.Json($$$"""{"_links":{},"_embedded":{"items":[{{{items}}}]}}""").With("Date", "Sun, 01 Mar 2026 12:00:00 GMT"));
        using AkeneoProvider provider = Make.App(server.Url);
        await _folder.Run(provider, Products);
        Assert.Null(_folder.Summary!.Watermark);
        items = $$"""{"uuid":"{{BulkRun.Uuid(1)}}","values":{},"updated":"2026-03-01T05:59:00-06:00"}""";

        Assert.Single(await _folder.Run(provider, Products, settings => settings with { SkipRemoved = true }));

        Assert.True(_folder.Summary.IsFull);
        Assert.NotNull(_folder.Summary.Watermark);
        Assert.Empty(await _folder.Run(provider, Products, settings => settings with { SkipRemoved = true }));
        Assert.False(_folder.Summary.IsFull);
    }

    [Fact]
    public async Task A_back_end_that_finds_no_changes_is_scanned()
    {
        using var pims = new PimsSandbox(120);
        PimQuery query = PimsSandbox.Query(100);
        List<ItemChange> first = await _folder.Run(pims.Provider, query);
        Assert.Contains(first, change => Make.Text(change.Item).Contains("\"variation_of\"", StringComparison.Ordinal));
        await pims.Provider.WriteAsync(new PimWrite(query.Resource, WriteVerb.Upsert, first[0].Key, Make.Utf8("""{"attributes":{"title":"changed"}}""")), pims.Context);
        await pims.DeleteAsync(first[1].Key);
        await pims.CreateAsync("brand-new");

        List<ItemChange> changes = await _folder.Run(pims.Provider, query);

        Assert.Equal(
            [(ItemChangeKind.Added, "brand-new"), (ItemChangeKind.Changed, first[0].Key), (ItemChangeKind.Removed, first[1].Key)],
            changes.Select(change => (change.Kind, change.Key)).Order());
        Assert.Equal("title", changes.Single(change => change.Kind == ItemChangeKind.Changed).Differences.Single().Attribute);
        Assert.Empty(await _folder.Run(pims.Provider, query));
    }

    [Theory]
    [InlineData("+00:00", "2026-03-01 11:54:59")]
    [InlineData("-05:00", "2026-03-01 05:54:59")]
    [InlineData("+02:00", "2026-03-01 12:54:59")]
    public async Task A_server_is_asked_in_its_own_time(string zone, string asked)
    {
        const string Uuid = "00000000-0000-4000-8000-000000000001";
        string item = $$"""{"uuid":"{{Uuid}}","values":{},"updated":"2026-02-01T00:00:00{{zone}}"}""";
        using var server = new ScriptedServer(request => 
            ScriptedAnswer.Json($$$"""{"_links":{},"_embedded":{"items":[{{{item}}}]}}""").With("Date", "Sun, 01 Mar 2026 12:00:00 GMT"));
        using AkeneoProvider provider = Make.App(server.Url);
        await _folder.Run(provider, Products);

        await _folder.Run(provider, Products, settings => settings with { SkipRemoved = true });

        string query = server.Requests.Select(request => Uri.UnescapeDataString(request.Target)).Last(path => path.Contains("products-uuid", StringComparison.Ordinal) && path.Contains("updated", StringComparison.Ordinal));
        Assert.Contains($"\"{asked}\"", query, StringComparison.Ordinal);
    }

    private Task<List<ItemChange>> Run(Func<SyncSettings, SyncSettings>? adjust = null) => _folder.Run(_pim.Provider, Products, adjust);

    private Task<WriteOutcome> Write(string uuid, string body) =>
        _pim.Provider.WriteAsync(new PimWrite(AkeneoResources.ProductByUuid, WriteVerb.Upsert, uuid, Make.Utf8(body)), _pim.Context);
}
