using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.History;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.History;

/// <summary>Whose changes those are that were found in a variant.</summary>
public sealed class FoundChangesTests : IDisposable
{
    private readonly TestPim _pim = new(new PimSandboxOptions { ProductCount = 90 });

    public void Dispose() => _pim.Dispose();

    [Fact]
    public async Task What_a_variant_has_of_its_model_is_the_models_change_and_its_own_where_models_cannot_be_read()
    {
        JsonElement variant = (await _pim.All(new PimQuery(AkeneoResources.ProductByUuid))).First(product =>
            product.GetProperty("parent").ValueKind == JsonValueKind.String && product.GetProperty("family").GetString() == "accessories");
        string model = variant.GetProperty("parent").GetString()!;
        await _pim.Provider.WriteAsync(new PimWrite(_pim.Resource("ProductModel"), WriteVerb.Upsert, model,
            Make.Utf8("""{"values":{"name":[{"locale":"en_US","scope":null,"data":"Another name"}]}}""")), _pim.Context);
        ReadOnlyMemory<byte> item = Make.Utf8(variant.GetRawText());
        ItemChange change = new(ItemChangeKind.Changed, variant.GetProperty("uuid").GetString()!, item, item,
            [new PimDifference("values", "name", "en_US", null, Make.Utf8("\"One name\""), Make.Utf8("\"Another name\""))]);
        IPimProvider faulty = AlteredProvider.Of(_pim.Provider, static (method, _) => method.Name == nameof(IPimProvider.Read) ? throw new InvalidOperationException("odd") : null);

        FoundPart known = Assert.Single(await Split(_pim.Provider, change));
        FoundPart unknown = Assert.Single(await Split(faulty, change));

        Assert.Equal((model, null), (known.InheritedFrom, unknown.InheritedFrom));
        Assert.Equal(change.Differences, known.Changes);
        Assert.Equal(change.Differences, unknown.Changes);
    }

    private async Task<IReadOnlyList<FoundPart>> Split(IPimProvider provider, ItemChange change) =>
        Assert.Single(await new FoundChanges(provider, AkeneoResources.ProductByUuid, _pim.Context).SplitAsync([change]));
}
