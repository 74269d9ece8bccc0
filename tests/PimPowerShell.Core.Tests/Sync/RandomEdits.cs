using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Sync;

/// <summary>What users do to a catalog.</summary>
internal sealed class RandomEdits
{
    private static readonly PimResource s_product = AkeneoResources.ProductByUuid;

    private readonly TestPim _pim;
    private readonly Random _random;
    private readonly (string Name, Func<Task> Do)[] _kinds;
    private readonly Dictionary<string, int> _done = [];
    private int _number;

    public RandomEdits(TestPim pim, Random random)
    {
        _pim = pim;
        _random = random;
        _kinds =
        [
            ("value", () => Product(false, $$$"""{"values":{"erp_name":[{"locale":null,"scope":null,"data":"text {{{_number}}}"}]}}""")),
            ("erased value", () => Product(false, """{"values":{"erp_name":[{"locale":null,"scope":null,"data":null}]}}""")),
            ("status", () => Product(null, $$"""{"enabled":{{(_number % 2 == 0 ? "true" : "false")}}}""")),
            ("categories", () => Product(false, $$"""{"categories":[{{(_number % 3 == 0 ? "" : "\"suppliers_india\"")}}]}""")),
            ("association", async () => await Product(null, $$$"""{"associations":{"X_SELL":{"products":[{{{(_number % 3 == 0 ? "" : $"\"{Key(await Any(null))}\"")}}}]} } }""")),
            ("quantity", async () => await Product(null, $$$"""{"quantified_associations":{"PRODUCT_SET":{"products":[{{{(_number % 3 == 0 ? "" : $$"""{"uuid":"{{Key(await Any(null))}}","quantity":{{_number}}}""")}}}]} } }""")),
            ("new product", () => Write(s_product, NewKey(), "{}")),
            ("new product that is named", NamedProduct),
            ("new variant", async () => await Write(s_product, NewKey(), $$$"""{"parent":"{{{await Model()}}}","values":{"size":[{"locale":null,"scope":null,"data":"{{{new[] { "s", "m", "l", "xl" }[_random.Next(4)]}}}"}]}}""")),
            ("deletion", async () => await Delete(s_product, Key(await Any(null)))),
            ("model", async () => await Write(Models, await Model(), $$$"""{"values":{"name":[{"locale":"en_US","scope":null,"data":"name {{{_number}}}"}]}}""")),
            ("moved parent", async () => await Write(s_product, Key(await Any(true, "accessories")), $$"""{"parent":"{{await Model()}}"}""")),
            ("deleted model", async () => { if (_random.Next(4) == 0) { await Delete(Models, await Model()); } }),
        ];
    }

    private PimResource Models => _pim.Resource("ProductModel");

    /// <summary>Models that variants can move to.</summary>
    public async Task PrepareAsync()
    {
        for (int i = 0; i < 12; i++)
        {
            await Write(Models, "free_" + i, $$$"""{"family_variant":"accessories_size","values":{"name":[{"locale":"en_US","scope":null,"data":"free {{{i}}}"}]}}""");
        }
    }

    /// <summary>Some edits; those that the server refuses count for nothing.</summary>
    public async Task DoAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            (string name, Func<Task> edit) = _kinds[_random.Next(_kinds.Length)];
            _number++;
            try
            {
                await edit();
                _done[name] = _done.GetValueOrDefault(name) + 1;
            }
            catch (PimException e) when (e.Kind is PimErrorKind.Refused or PimErrorKind.NotFound)
            {
                // an axis that is taken, a product that is gone
            }
        }
    }

    public void AssertVaried() => Assert.Equal("", string.Join(", ", _kinds.Select(kind => kind.Name).Where(name => _done.GetValueOrDefault(name) < 2).Select(name => $"{name}: {_done.GetValueOrDefault(name)}")));

    private static string Key(JsonElement product) => product.GetProperty("uuid").GetString()!;

    /// <summary>Any product: a variant, none, or either; of a family, or of any.</summary>
    private async Task<JsonElement> Any(bool? isVariant, string? family = null)
    {
        JsonElement[] all = [.. (await _pim.All(new PimQuery(s_product))).Where(product => isVariant is null || isVariant == (product.GetProperty("parent").ValueKind == JsonValueKind.String))
            .Where(product => family is null || product.GetProperty("family").GetString() == family)];
        return all[_random.Next(all.Length)];
    }

    // anywhere in a list
    private string NewKey() => $"{_random.Next():x8}-0000-4000-8000-{_number:x12}";

    private async Task NamedProduct()
    {
        string key = NewKey();
        await Write(s_product, key, "{}");
        await Product(null, $$$"""{"associations":{"X_SELL":{"products":["{{{key}}}"]} } }""");
    }

    private async Task<string> Model()
    {
        string[] all = [.. (await _pim.All(new PimQuery(Models))).Where(model => model.GetProperty("family_variant").GetString() == "accessories_size").Select(model => model.GetProperty("code").GetString()!)];
        return all[_random.Next(all.Length)];
    }

    private async Task Product(bool? isVariant, string body) => await Write(s_product, Key(await Any(isVariant)), body);

    private Task Write(PimResource resource, string key, string body) => _pim.Provider.WriteAsync(new PimWrite(resource, WriteVerb.Upsert, key, Make.Utf8(body)), _pim.Context);

    private Task Delete(PimResource resource, string key) => _pim.Provider.WriteAsync(new PimWrite(resource, WriteVerb.Delete, key), _pim.Context);
}
