using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Bulk;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

/// <summary>What lines say of the axes of variants, beside the items that they change.</summary>
public sealed class AxisCheckTests : IAsyncLifetime
{
    private readonly TestPim _pim = new(new PimSandboxOptions { ProductCount = 60, Edition = "Serenity", Version = "v20250717143807" });

    public Task InitializeAsync() => _pim.Provider.ConnectAsync(_pim.Context);

    public Task DisposeAsync()
    {
        _pim.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("Product", """{"family":"accessories","parent":"m","values":{"size":"s"}}""", """{"values":{"size":"m"}}""", "size")]
    [InlineData("Product", """{"family":"accessories","parent":"m","values":{"size":"s"}}""", """{"values":{"size":null}}""", "size")]
    [InlineData("Product", """{"family":"accessories","parent":"m","values":{"size":"s"}}""", """{"values":{"SIZE":"m"}}""", "SIZE")]
    [InlineData("Product", """{"family":"accessories","parent":"m","values":{"size":"s"}}""", """{"values":{"size":"s"}}""", null)]
    [InlineData("Product", """{"family":"accessories","parent":"m","values":{"size":"s"}}""", """{"parent":"M","values":{"size":"m"}}""", "size")]
    [InlineData("Product", """{"family":"accessories","parent":"m","values":{"size":"s"}}""", """{"parent":"other","values":{"size":"m"}}""", null)]
    [InlineData("Product", """{"family":"accessories","parent":"m","values":{"size":"s"}}""", """{"parent":null,"values":{"size":"m"}}""", null)]
    [InlineData("Product", """{"family":"accessories","parent":"m","values":{"size":"s","color":"red"}}""", """{"values":{"color":"blue"}}""", null)]
    [InlineData("Product", """{"family":"accessories","parent":null,"values":{"size":"s"}}""", """{"values":{"size":"m"}}""", null)]
    // whatever else an answer has, it is a product
    [InlineData("Product", """{"family":"accessories","family_variant":"accessories_size","parent":"m","values":{"size":"s"}}""", """{"values":{"size":"m"}}""", "size")]
    [InlineData("Product", """{"family":"televisions","parent":"m","values":{"display_diagonal":{"amount":"55","unit":"INCH"}}}""", """{"values":{"display_diagonal":{"amount":"55.0","unit":"INCH"}}}""", null)]
    [InlineData("Product", """{"family":"televisions","parent":"m","values":{"display_diagonal":{"amount":"55","unit":"INCH"}}}""", """{"values":{"display_diagonal":{"amount":"43","unit":"INCH"}}}""", "display_diagonal")]
    [InlineData("ProductModel", """{"family":"tshirts","family_variant":"tshirts_color_size","parent":"m","values":{"color":"black"}}""", """{"values":{"color":"white"}}""", "color")]
    [InlineData("ProductModel", """{"family":"tshirts","family_variant":"tshirts_color_size","parent":"m","values":{"color":"black","size":"s"}}""", """{"values":{"size":"m"}}""", null)]
    [InlineData("ProductModel", """{"family":"tshirts","family_variant":"tshirts_color_size","parent":null,"values":{"color":"black"}}""", """{"values":{"color":"white"}}""", null)]
    public async Task A_change_keeps_the_axes_of_its_item(string noun, string present, string line, string? attribute)
    {
        IReadOnlyList<PimFieldError> errors = await _pim.Provider.CheckChangeAsync(_pim.Resource(noun), CheckedPim.Nothing, Shape(line), Shape(present), _pim.Context);

        Assert.Equal(attribute is null ? [] : new[] { attribute }, errors.Where(error => error.Attribute is not null).Select(error => error.Attribute));
        Assert.All(errors.Where(error => error.Attribute is not null), error => Assert.StartsWith("cannot be changed: it is an axis of family variant '", error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"values":{"size":"s","erp_name":"x","name":"x"}}""", "size")]
    [InlineData("""{"parent":null,"values":{"size":"s"}}""", null)]
    [InlineData("""{"values":null}""", null)]
    [InlineData("5", null)]
    public async Task What_may_be_an_axis_is_found_by_what_attributes_are_like(string line, string? attribute)
    {
        LineSigns signs = Assert.Single(await _pim.Provider.ScanAsync(AkeneoResources.ProductByUuid, CheckedPim.Nothing, [line == "5" ? Make.Utf8(line) : Shape(line)], areChecked: false, _pim.Context));

        Assert.Equal(attribute is null ? [] : [attribute], signs.Axes);
    }

    [Fact]
    public async Task What_is_no_JSON_is_the_servers_to_refuse()
    {
        LineSigns signs = Assert.Single(await _pim.Provider.ScanAsync(AkeneoResources.ProductByUuid, CheckedPim.Nothing, [Make.Utf8("""{"values":{"size":""")], areChecked: false, _pim.Context));

        Assert.Equal((0, 0, 0), (signs.Axes.Count, signs.Faults.Count, signs.FaultsOfNew.Count));
    }

    [Fact]
    public async Task A_single_write_tells_of_all_that_it_would_change()
    {
        var owners = new Dictionary<string, string> { ["family"] = "accessories" };
        await Write("FamilyVariant", "acc_two", """{"code":"acc_two","variant_attribute_sets":[{"level":1,"axes":["color","size"],"attributes":["color","size"]}]}""", owners);
        await Write("ProductModel", "acc_model", """{"code":"acc_model","family":"accessories","family_variant":"acc_two"}""");
        await Write("Product", BulkRun.Uuid(1), """{"parent":"acc_model","values":{"color":"red","size":"s"}}""");

        await _pim.Provider.Metadata.GetAttributesAsync(["color", "size"], _pim.Context);

        PimException both = await Assert.ThrowsAsync<PimException>(() => Write("Product", BulkRun.Uuid(1), """{"values":{"color":"blue","size":"m"}}"""));
        PimException kept = await Assert.ThrowsAsync<PimException>(() => Write("Attribute", "size", """{"code":"size","type":"pim_catalog_text","localizable":true}"""));

        string axis = $"of Product '{BulkRun.Uuid(1)}' cannot be changed: it is an axis of family variant 'acc_two', and is";
        Assert.Equal($"The color {axis} \"red\". The size {axis} \"s\".", both.Message);
        Assert.Equal("The type of Attribute 'size' cannot be changed: it is \"pim_catalog_simpleselect\". The localizable of Attribute 'size' cannot be changed: it is false.", kept.Message);
        Assert.Equal(("color", PimErrorKind.Input), (both.Subject, both.Kind));
    }

    [Fact]
    public async Task More_possible_axes_than_an_address_holds_stand_in_no_lines_way()
    {
        PimResource attributes = _pim.Resource("Attribute");
        string[] flags = [.. Enumerable.Range(0, 100).Select(i => $"flag_{i}_{new string('x', 80)}")];
        BulkRun.AssertWritten(await BulkRun.Write(
            _pim.Provider, [.. flags.Select((flag, i) => new BulkItem(i, attributes, flag, Make.Utf8($$"""{"code":"{{flag}}","type":"pim_catalog_boolean","group":"other"}""")))]));
        using AkeneoProvider other = _pim.Connect(format: ProductIdFormat.Identifier);
        byte[] line = JsonSerializer.SerializeToUtf8Bytes(new
        {
            identifier = "flagged",
            values = flags.ToDictionary(flag => flag, _ => new[] { new { locale = (string?)null, scope = (string?)null, data = true } }),
        });
        BulkItem[] items = [new(0, AkeneoResources.ProductByIdentifier, "flagged", line)];

        BulkRun.AssertWritten(await BulkRun.Write(other, items, new BulkSettings { Validate = true }));
        BulkRun.AssertWritten(await BulkRun.Write(other, items, new BulkSettings { Validate = true }));
    }

    private Task Write(string noun, string key, string line, Dictionary<string, string>? owners = null) => _pim.Provider.WriteAsync(
        new PimWrite(_pim.Resource(noun), WriteVerb.Upsert, key, Shape(line)) { PathValues = owners ?? [] }, _pim.Context);

    /// <summary>An item whose values are named by their data alone, which is that of every locale and channel.</summary>
    private static byte[] Shape(string item)
    {
        JsonNode node = JsonNode.Parse(item)!;
        foreach (KeyValuePair<string, JsonNode?> value in node["values"]?.AsObject().ToArray() ?? [])
        {
            node["values"]![value.Key] = new JsonArray(new JsonObject { ["locale"] = null, ["scope"] = null, ["data"] = value.Value?.DeepClone() });
        }

        return Make.Utf8(node.ToJsonString());
    }
}
