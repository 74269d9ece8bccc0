using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.History;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.History;

/// <summary>Whose change it is when a variant's write reaches its product models.</summary>
public sealed class ParentWritesTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly TestPim _pim = new(new PimSandboxOptions { ProductCount = 90, Edition = "Serenity", Version = "v20250717143807" });
    private readonly CallContext _context = new() { Origin = new WriteOrigin("Test", "run-1") };

    public void Dispose()
    {
        _pim.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task It_is_the_models_and_the_variants_alone_where_the_models_cannot_be_read_before_or_after_it(bool isLost, bool isBefore)
    {
        JsonElement variant = (await _pim.All(new PimQuery(AkeneoResources.ProductByUuid))).First(product =>
            product.GetProperty("parent").ValueKind == JsonValueKind.String && product.GetProperty("family").GetString() == "accessories");
        (string key, string model) = (variant.GetProperty("uuid").GetString()!, variant.GetProperty("parent").GetString()!);
        HistoryStore store = HistoryStore.Open(_folder, _pim.Provider.Root);
        bool isWritten = false;
        IPimProvider server = AlteredProvider.Of(_pim.Provider, (method, arguments) =>
        {
            isWritten |= method.Name == nameof(IPimProvider.WriteAsync);
            // a product is read first
            return isLost && method.Name == nameof(IPimProvider.Read) && (isBefore ? ((PimQuery)arguments[0]!).Resource.Noun == "ProductModel" : isWritten)
                ? throw new PimException(PimErrorKind.Forbidden, "odd") : null;
        });

        await new RecordingProvider(server, store).WriteAsync(
            new PimWrite(AkeneoResources.ProductByUuid, WriteVerb.Upsert, key, Make.Utf8("""{"values":{"name":[{"locale":"en_US","scope":null,"data":"From below"}]}}"""))
            {
                Options = new Dictionary<string, string> { ["update_parent_values"] = "true" },
            },
            _context);

        IReadOnlyList<HistoryEntry> kept = store.FindRun("run-1");
        Assert.Equal(
            isLost ? [("Product", key, null)] : [("ProductModel", model, null), ("Product", key, model)],
            kept.Select(static entry => (entry.Resource, entry.Key, entry.InheritedFrom)));
        Assert.All(kept, static entry => Assert.Equal("\"From below\"", Make.Text(Assert.Single(entry.Changes).Wanted)));
    }
}
