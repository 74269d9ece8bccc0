using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;
using PimPowerShell.Core.Tests.Bulk;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Sync;

/// <summary>Who goes by identifiers is told that a product is gone before another one has its identifier.</summary>
public sealed class ChangeOrderTests : IDisposable
{
    private readonly TestPim _pim = new(new PimSandboxOptions { ProductCount = 120 });
    private readonly StateFolder _folder = new();

    private static PimQuery Products => new(AkeneoResources.ProductByUuid);

    public void Dispose()
    {
        _folder.Dispose();
        _pim.Dispose();
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task A_product_that_was_made_again_is_told_behind_the_removal_of_the_old_one(bool isFull, bool skipsRemoved)
    {
        JsonElement[] old = [.. (await Simple()).Take(3)];
        await _folder.Run(_pim.Provider, Products);
        foreach (JsonElement product in old)
        {
            await Delete(Uuid(product));
        }

        await Write(BulkRun.Uuid(1), Sku(old[0]).ToUpperInvariant());
        await Write(BulkRun.Uuid(2), Sku(old[1]).ToLowerInvariant());
        await Write(BulkRun.Uuid(3), "entirely-new");

        List<ItemChange> changes = await _folder.Run(_pim.Provider, Products, settings => settings with { IsFull = isFull, SkipRemoved = skipsRemoved });

        List<string> told = [.. changes.Select(change => $"{change.Kind} {change.Key}")];
        Assert.Equal(skipsRemoved ? 5 : 6, told.Count);
        for (int i = 0; i < 2; i++)
        {
            Assert.InRange(told.IndexOf($"Removed {Uuid(old[i])}"), 0, told.IndexOf($"Added {BulkRun.Uuid(i + 1)}"));
        }

        Assert.Contains("Added " + BulkRun.Uuid(3), told);
        Assert.Equal(!skipsRemoved, told.Contains("Removed " + Uuid(old[2])));
        Assert.Equal(skipsRemoved ? 1 : 0, (await _folder.Run(_pim.Provider, Products)).Count);
    }

    [Fact]
    public async Task A_product_that_took_the_identifier_of_one_that_is_gone_is_told_behind_it()
    {
        JsonElement[] some = [.. (await Simple()).Take(4)];
        await _folder.Run(_pim.Provider, Products);
        await Delete(Uuid(some[0]));
        await Write(Uuid(some[1]), Sku(some[0]));
        // two that change their identifiers with each other are both there
        await Write(Uuid(some[2]), "for-a-moment");
        await Write(Uuid(some[3]), Sku(some[2]));
        await Write(Uuid(some[2]), Sku(some[3]));

        List<ItemChange> changes = await _folder.Run(_pim.Provider, Products);

        Assert.Equal(4, changes.Count);
        Assert.Equal(some.Select(Uuid).Order(), changes.Select(change => change.Key).Order());
        List<string> keys = [.. changes.Select(change => change.Key)];
        Assert.InRange(keys.IndexOf(Uuid(some[0])), 0, keys.IndexOf(Uuid(some[1])));
        Assert.Empty(await _folder.Run(_pim.Provider, Products));
    }

    [Fact]
    public async Task One_that_is_gone_again_before_it_was_told_is_not_told()
    {
        JsonElement old = (await Simple())[0];
        await _folder.Run(_pim.Provider, Products);
        await Delete(Uuid(old));
        await Write(BulkRun.Uuid(1), Sku(old));

        List<ItemChange> changes = await _folder.Run(_pim.Provider, Products, each: () => Delete(BulkRun.Uuid(1)));

        Assert.Equal([(ItemChangeKind.Removed, Uuid(old))], changes.Select(change => (change.Kind, change.Key)));
        Assert.Empty(await _folder.Run(_pim.Provider, Products));
    }

    private async Task<List<JsonElement>> Simple() => [.. (await _pim.All(Products)).Where(product => product.GetProperty("parent").ValueKind == JsonValueKind.Null)];

    private static string Uuid(JsonElement product) => product.GetProperty("uuid").GetString()!;

    private static string Sku(JsonElement product) => product.GetProperty("values").GetProperty("sku")[0].GetProperty("data").GetString()!;

    private Task Delete(string uuid) => _pim.Provider.WriteAsync(new PimWrite(AkeneoResources.ProductByUuid, WriteVerb.Delete, uuid), _pim.Context);

    private Task Write(string uuid, string sku) => _pim.Provider.WriteAsync(
        new PimWrite(AkeneoResources.ProductByUuid, WriteVerb.Upsert, uuid, Make.Utf8($$$"""{"values":{"sku":[{"locale":null,"scope":null,"data":"{{{sku}}}"}]}}""")), _pim.Context);
}
