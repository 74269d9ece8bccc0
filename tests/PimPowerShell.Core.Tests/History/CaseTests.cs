using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.History;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;
using PimPowerShell.Core.Tests.Bulk;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Core.Tests.Sync;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.History;

/// <summary>A text that differs in its case alone is another text; a code is not another code.</summary>
public sealed class CaseTests : IDisposable
{
    private const string Note = "internal_note";

    private static readonly PimResource s_product = AkeneoResources.ProductByUuid;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly StateFolder _state = new();
    private readonly TestPim _pim = new(new PimSandboxOptions { ProductCount = 3 });
    private readonly HistoryStore _store;
    private readonly RecordingProvider _provider;

    public CaseTests()
    {
        _store = HistoryStore.Open(_folder, _pim.Provider.Root);
        _provider = new RecordingProvider(_pim.Provider, _store);
    }

    public void Dispose()
    {
        _pim.Dispose();
        _state.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_change_of_case_is_told_and_kept_and_sent()
    {
        string uuid = BulkRun.Uuid(1);
        await BulkRun.Write(_provider, [BulkRun.Product(0, uuid, "socks")]);
        await _state.Run(_provider, new PimQuery(s_product));
        // the history has this one before it is found, and not the next one
        await BulkRun.Write(_provider, [BulkRun.Product(0, uuid, "shirt")]);
        BulkResult sent = Assert.Single(await BulkRun.Write(_pim.Provider, [BulkRun.Product(0, uuid, "Shirt")], new BulkSettings { OnlyChanged = true }));

        ItemChange change = Assert.Single(await _state.Run(_provider, new PimQuery(s_product)));

        Assert.Equal((BulkStatus.Updated, "\"shirt\"", "\"Shirt\""), (sent.Status, Make.Text(Assert.Single(sent.Differences).Present), Make.Text(sent.Differences[0].Wanted)));
        Assert.Equal((Note, "\"Shirt\""), (Assert.Single(change.Differences).Attribute, Make.Text(change.Differences[0].Wanted)));
        Assert.Equal("\"Shirt\"", Make.Text(_store.Find("Product", uuid).Last().Changes.Single().Wanted));
    }

    [Theory]
    [InlineData("values", Note, "\"shirt\"", "\"Shirt\"", 2)]
    [InlineData("values", Note, "\"shirt\"", "\"shirt\"", 1)]
    [InlineData("values", "size", "\"XL\"", "\"xl\"", 1)]
    [InlineData("values", "size", "\"xl\"", "\"l\"", 2)]
    [InlineData("categories", null, "[\"Suppliers_India\"]", "[\"suppliers_india\"]", 1)]
    [InlineData("family", null, "\"Shoes\"", "\"shoes\"", 1)]
    public async Task What_was_written_is_found_as_the_same_in_the_case_of_codes_alone(string property, string? attribute, string written, string found, int entries)
    {
        string uuid = BulkRun.Uuid(1);
        var recorder = new HistoryRecorder(_store, _pim.Provider);
        ReadOnlyMemory<byte> item = Make.Utf8($$$"""{"uuid":"{{{uuid}}}","values":{}}""");

        await recorder.KeepAsync(s_product, [new KeptWrite(uuid, item, default, [Change(written)], HistoryDeed.Changed)], _pim.Context);
        await recorder.KeepFoundAsync(s_product, [new ItemChange(ItemChangeKind.Changed, uuid, item, item, [Change(found)])], _pim.Context);

        Assert.Equal(entries, _store.Find("Product", uuid).Count);

        PimDifference Change(string wanted) => new(property, attribute, null, null, default, Make.Utf8(wanted));
    }

    [Fact]
    public async Task What_is_read_again_after_a_write_keeps_a_change_of_case()
    {
        string uuid = BulkRun.Uuid(1);
        await BulkRun.Write(_pim.Provider, [BulkRun.Product(0, uuid, "Shirt")]);
        var write = new KeptWrite(uuid, default, Make.Utf8("""{"parent":"any"}"""),
            [new PimDifference("enabled", null, null, null, Make.Utf8("false"), Make.Utf8("true")), new PimDifference("values", Note, null, null, Make.Utf8("\"shirt\""), Make.Utf8("\"Shirt\""))],
            HistoryDeed.Changed);

        KeptWrite confirmed = Assert.Single(await new WrittenChanges(_pim.Provider).ConfirmAsync(s_product, [write], _pim.Context));

        Assert.Equal("\"Shirt\"", Make.Text(confirmed.Changes.Single(change => change.Attribute == Note).Wanted));
    }

    [Fact]
    public async Task A_change_of_case_between_two_others_breaks_them()
    {
        HistoryEntry[] entries = [Entry(0, "socks", "shirt"), Entry(1, "Shirt", "blouse")];
        CodeValues codes = await CodeValues.FindAsync(_pim.Provider, s_product, entries.SelectMany(entry => entry.Changes), _pim.Context);

        Assert.True(Assert.Single(NetChange.Of(entries, codes)).IsBroken);

        static HistoryEntry Entry(int second, string old, string now) => new("k", "Product", new DateTimeOffset(2026, 3, 1, 0, 0, second, TimeSpan.Zero), null, null, null,
            [new PimDifference("values", Note, null, null, Make.Utf8($"\"{old}\""), Make.Utf8($"\"{now}\""))]);
    }
}
