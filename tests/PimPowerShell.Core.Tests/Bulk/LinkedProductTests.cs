using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Bulk;

/// <summary>Lines that go by an identifier, and name what they are associated with by uuids, as a session by uuid reads it.</summary>
public sealed class LinkedProductTests : IDisposable
{
    private readonly TestPim _pim = new(new PimSandboxOptions { ProductCount = 200 });

    public void Dispose() => _pim.Dispose();

    [Fact]
    public async Task Lines_as_they_were_read_without_their_uuids_are_unchanged()
    {
        string[] uuids = await _pim.Uuids(3);
        await _pim.Provider.WriteAsync(
            new PimWrite(AkeneoResources.ProductByUuid, WriteVerb.Upsert, uuids[0], Make.Utf8($$$"""{"associations":{"X_SELL":{"products":["{{{uuids[1]}}}","{{{uuids[2]}}}"]} } }""")), _pim.Context);
        List<BulkItem> items = [];
        foreach (JsonElement product in await _pim.All(new PimQuery(AkeneoResources.ProductByUuid)))
        {
            if (product.GetProperty("values").TryGetProperty("sku", out JsonElement sku))
            {
                string key = sku[0].GetProperty("data").GetString()!;
                var line = new JsonObject { ["identifier"] = key };
                foreach (string name in new[] { "associations", "quantified_associations" })
                {
                    line[name] = JsonNode.Parse(product.GetProperty(name).GetRawText());
                }

                items.Add(new BulkItem(items.Count, AkeneoResources.ProductByIdentifier, key, Make.Utf8(line.ToJsonString())));
            }
        }

        Assert.Contains(items, item => Make.Text(item.Line).Contains("\"quantity\"", StringComparison.Ordinal));
        List<BulkResult> results = await BulkRun.Write(_pim.Provider, items, new BulkSettings { OnlyChanged = true });

        Assert.Equal("", string.Join("\n", results.Where(result => result.Status != BulkStatus.Unchanged).Select(result => $"{result.Item.Key} {result.Status} {result.Message} {Make.Text(result.Item.Line)}")));
        BulkRun.AssertWritten(await BulkRun.Write(_pim.Provider, items, new BulkSettings { Validate = true }));
    }

    [Fact]
    public async Task What_is_not_there_is_left_to_the_server()
    {
        JsonElement product = (await _pim.All(new PimQuery(AkeneoResources.ProductByIdentifier))).First(item => item.GetProperty("identifier").ValueKind == JsonValueKind.String);
        string key = product.GetProperty("identifier").GetString()!;
        BulkItem item = new(0, AkeneoResources.ProductByIdentifier, key, Make.Utf8($$$"""{"identifier":"{{{key}}}","associations":{"X_SELL":{"products":["{{{BulkRun.Uuid(7)}}}"]} } }"""));

        BulkResult result = Assert.Single(await BulkRun.Write(_pim.Provider, [item]));

        Assert.Equal(BulkStatus.Failed, result.Status);
        Assert.Contains(BulkRun.Uuid(7), PimFieldError.Describe(result.Message ?? "", result.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sessions_by_identifier_take_what_a_session_by_uuid_has_read()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 20 }, format: ProductIdFormat.Identifier);
        JsonElement[] products = [.. (await pim.All(new PimQuery(AkeneoResources.ProductByIdentifier))).Where(item => item.GetProperty("identifier").ValueKind == JsonValueKind.String)];
        (string key, string linked) = (products[0].GetProperty("identifier").GetString()!, products[1].GetProperty("uuid").GetString()!);
        BulkItem item = new(0, AkeneoResources.ProductByIdentifier, key, Make.Utf8($$$"""{"identifier":"{{{key}}}","associations":{"X_SELL":{"products":["{{{linked}}}"]} } }"""));

        BulkRun.AssertWritten(await BulkRun.Write(pim.Provider, [item]));

        JsonElement written = (await pim.All(new PimQuery(AkeneoResources.ProductByIdentifier))).Single(product => product.GetProperty("identifier").GetString() == key);
        Assert.Equal(products[1].GetProperty("identifier").GetString(), written.GetProperty("associations").GetProperty("X_SELL").GetProperty("products")[0].GetString());
    }
}
