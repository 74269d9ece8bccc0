using System;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

public sealed class PimsVariationTests : IDisposable
{
    private readonly PimsTestSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Parents_name_their_variants_in_a_list_within_a_list_and_a_matrix()
    {
        ILookup<string, string> children = (await _sandbox.Everything()).ToLookup(product => product.Text("variation_of"), product => product.Text("sku")!);
        Assert.True(children.Count > 5);
        foreach (IGrouping<string?, string> family in children.Where(group => group.Key is not null))
        {
            JsonElement parent = (await _sandbox.Product(family.Key!)).Attributes();
            Assert.Equal(1, parent.GetProperty("variation_skus").GetArrayLength());
            Assert.Equal(family, parent.GetProperty("variation_skus")[0].EnumerateArray().Select(sku => sku.GetString()));
            string[] attributes = parent.Texts("variation_attributes");
            Assert.NotEmpty(attributes);
            JsonElement matrix = parent.GetProperty("variation_matrix");
            Assert.Equal(family.Append(family.Key), matrix.Names());
            foreach (JsonProperty member in matrix.EnumerateObject())
            {
                JsonElement product = (await _sandbox.Product(member.Name)).Attributes();
                Assert.Equal(attributes, member.Value.Names());
                Assert.Equal(attributes, product.Texts("variation_attributes"));
                Assert.All(attributes, name => Assert.Equal([product.Text(name)!], member.Value.Texts(name)));
            }

            Assert.Equal(family.Count() + 1, matrix.EnumerateObject().Select(member => member.Value.GetRawText()).Distinct().Count());
        }
    }

    [Fact]
    public async Task Products_without_variants_have_empty_ones()
    {
        JsonElement product = (await _sandbox.Product("0815")).Attributes();
        Assert.Equal("[]", product.GetProperty("variation_skus").GetRawText());
        Assert.Equal("{}", product.GetProperty("variation_matrix").GetRawText());
        Assert.Equal("[]", product.GetProperty("variation_attributes").GetRawText());
        Assert.Equal(JsonValueKind.Null, product.GetProperty("variation_of").ValueKind);
    }

    [Fact]
    public async Task Naming_a_parent_makes_a_variant_and_taking_it_away_unmakes_it()
    {
        await _sandbox.Create("P", new() { ["variation_attributes"] = new JsonArray("size"), ["size"] = "S" });
        await _sandbox.Create("V", new() { ["variation_of"] = "p", ["size"] = "M", ["variation_attributes"] = new JsonArray("color") });
        JsonElement parent = (await _sandbox.Product("P")).Attributes();
        Assert.Equal("""[["V"]]""", parent.GetProperty("variation_skus").GetRawText());
        Assert.Equal("""{"V":{"size":["M"]},"P":{"size":["S"]}}""", parent.GetProperty("variation_matrix").GetRawText());
        JsonElement variant = (await _sandbox.Product("V")).Attributes();
        Assert.Equal("P", variant.Text("variation_of"));
        Assert.Equal(["size"], variant.Texts("variation_attributes"));
        Assert.DoesNotContain("V", await _sandbox.AllSkus());

        await _sandbox.Edit("V", new() { ["variation_of"] = null });
        Assert.Equal("[]", (await _sandbox.Product("P")).Attributes().GetProperty("variation_skus").GetRawText());
        Assert.Contains("V", await _sandbox.AllSkus());
        (await _sandbox.Edit("V", new() { ["variation_of"] = "v" })).Fails("Product can not be a variation of itself!");
    }

    [Fact]
    public async Task A_generated_variant_can_move_to_another_parent()
    {
        JsonElement variant = (await _sandbox.Everything()).First(product => product.Text("variation_of") is not null);
        string sku = variant.Text("sku")!;
        await _sandbox.Edit(sku, new() { ["variation_of"] = "0815" });
        Assert.Equal($"""[["{sku}"]]""", (await _sandbox.Product("0815")).Attributes().GetProperty("variation_skus").GetRawText());
        Assert.DoesNotContain(sku, (await _sandbox.Product(variant.Text("variation_of")!)).Attributes().GetProperty("variation_skus").GetRawText());
    }
}
