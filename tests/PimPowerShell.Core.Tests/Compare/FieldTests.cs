using System.Collections.Generic;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Model;
using Xunit;

namespace PimPowerShell.Core.Tests.Compare;

/// <summary>What of each kind of field is left of a line.</summary>
public sealed class FieldTests(ComparePim pim) : IClassFixture<ComparePim>
{
    [Theory]
    // what the item has, what the line says, and what is sent of it; nothing where they say the same
    [InlineData("Product", "enabled", "true", "true", null)]
    [InlineData("Product", "enabled", "true", "false", "false")]
    [InlineData("Product", "enabled", "true", "null", "null")]
    [InlineData("Product", "family", "\"lamps\"", "\"Lamps\"", null)]
    [InlineData("Product", "family", "\"lamps\"", "null", "null")]
    [InlineData("Product", "family", "null", "null", null)]
    [InlineData("Product", "family", "null", "\"\"", "\"\"")]
    [InlineData("Product", "categories", """["a","b"]""", """["B","a","a"]""", null)]
    [InlineData("Product", "categories", """["a","b"]""", """["a"]""", """["a"]""")]
    [InlineData("Product", "categories", "[]", "null", "null")]
    [InlineData("Product", "groups", """["a","b"]""", """["b","a"]""", null)]
    [InlineData("Product", "groups", """["a"]""", """["A"]""", """["A"]""")]
    [InlineData("Product", "values", """{}""", """[]""", null)]
    [InlineData("Product", "no_such_field", null, "null", "null")]
    [InlineData("Product", "updated", "\"x\"", "\"y\"", null)]
    [InlineData("Product", "associations", """{"PACK":{"groups":[],"products":["A","b"],"product_models":["m"]}}""", """{"PACK":{"products":["b","a"],"product_models":["m"]},"UPSELL":{"products":[]}}""", null)]
    [InlineData("Product", "associations", """{"PACK":{"groups":[],"products":["a"],"product_models":["m"]}}""", """{"PACK":{"products":["b"],"product_models":["m"]}}""", """{"PACK":{"products":["b"]}}""")]
    [InlineData("Product", "associations", """{"PACK":{"products":["a"]}}""", """{"PACK":{"products":[]}}""", """{"PACK":{"products":[]}}""")]
    [InlineData("Product", "associations", """{}""", """[]""", null)]
    [InlineData("Product", "associations", """{}""", """{"PACK":{"articles":[]}}""", """{"PACK":{"articles":[]}}""")]
    [InlineData("Product", "quantified_associations", """{"SET":{"products":[{"uuid":"A","quantity":1},{"uuid":"b","quantity":2}],"product_models":[]}}""", """{"SET":{"products":[{"quantity":2,"uuid":"b"},{"quantity":1,"uuid":"a"}]}}""", null)]
    [InlineData("Product", "quantified_associations", """{"SET":{"products":[{"uuid":"a","quantity":1}],"product_models":[]}}""", """{"SET":{"products":[{"uuid":"a","quantity":3}],"product_models":[]}}""", """{"SET":{"products":[{"uuid":"a","quantity":3}]}}""")]
    [InlineData("Product", "quantified_associations", """{"SET":{"products":[{"uuid":"a","quantity":1}]}}""", """{"SET":{"products":[{"identifier":"a","quantity":1}]}}""", """{"SET":{"products":[{"identifier":"a","quantity":1}]}}""")]
    [InlineData("Product", "quantified_associations", """{"SET":{"products":[{"uuid":"a","quantity":1}]}}""", """{"SET":{"products":[{"uuid":"a","quantity":1.0}]}}""", """{"SET":{"products":[{"uuid":"a","quantity":1.0}]}}""")]
    [InlineData("ProductModel", "family_variant", "\"a\"", "\"A\"", null)]
    [InlineData("Family", "attributes", """["name","sku"]""", """["SKU","name"]""", null)]
    [InlineData("Family", "attributes", """["name","sku"]""", """["name"]""", null)]
    [InlineData("Family", "attributes", """["name","price","sku"]""", """["name"]""", """["name"]""")]
    [InlineData("Family", "attribute_requirements", """{"print":["name","sku"],"mobile":["sku"]}""", """{"print":["sku","name"],"mobile":["sku","name"]}""", """{"mobile":["sku","name"]}""")]
    [InlineData("Family", "labels", """{"en_US":"A"}""", """{"en_US":"A","fr_FR":"","de_DE":null}""", null)]
    [InlineData("Family", "labels", """{"en_US":"A","fr_FR":"B"}""", """{"en_US":"A","fr_FR":null}""", """{"fr_FR":null}""")]
    [InlineData("Family", "labels", """[]""", """{}""", null)]
    [InlineData("Family", "labels", """{}""", "null", "null")]
    [InlineData("Family", "attribute_as_image", "null", "null", null)]
    [InlineData("Family", "attribute_as_image", null, "null", null)]
    [InlineData("Attribute", "sort_order", "3", "3", null)]
    [InlineData("Attribute", "sort_order", "3", "\"3\"", "\"3\"")]
    [InlineData("Attribute", "number_min", "\"0.0000\"", "\"0\"", null)]
    [InlineData("Attribute", "date_min", "\"2026-01-01T00:00:00+00:00\"", "\"2026-01-01\"", null)]
    [InlineData("Attribute", "allowed_extensions", """["jpg","png"]""", """["png","jpg"]""", null)]
    [InlineData("Attribute", "guidelines", """{"en_US":"a"}""", """{"en_US":"b"}""", """{"en_US":"b"}""")]
    [InlineData("Attribute", "table_configuration", """[{"code":"a","data_type":"select","labels":{},"validations":[]},{"code":"b","data_type":"text","labels":[]}]""", """[{"code":"a","labels":[],"validations":{}},{"data_type":"text","code":"b"}]""", null)]
    [InlineData("Attribute", "table_configuration", """[{"code":"a"},{"code":"b"}]""", """[{"code":"a"}]""", """[{"code":"a"}]""")]
    [InlineData("Attribute", "table_configuration", """[{"code":"a"},{"code":"b"}]""", """[{"code":"b"},{"code":"a"}]""", """[{"code":"b"},{"code":"a"}]""")]
    [InlineData("AttributeGroup", "attributes", """["a","b"]""", """["b","a"]""", null)]
    [InlineData("AssociationType", "is_two_way", "false", "true", "true")]
    [InlineData("Channel", "locales", """["de_DE","en_US"]""", """["en_US","de_DE"]""", null)]
    [InlineData("Channel", "currencies", """["EUR"]""", """["EUR","USD"]""", """["EUR","USD"]""")]
    [InlineData("Channel", "conversion_units", """{"weight":"GRAM","power":"WATT"}""", """{"power":"WATT","weight":"KILOGRAM"}""", """{"weight":"KILOGRAM"}""")]
    [InlineData("Channel", "category_tree", "\"master\"", "\"master\"", null)]
    [InlineData("Category", "parent", "\"master\"", "\"Master\"", null)]
    [InlineData("Category", "values", """{"notes|1":{"data":"a","type":"textarea","channel":null,"locale":null,"attribute_code":"notes|1"}}""", """[{"attribute_code":"notes","channel":null,"locale":null,"data":"a"},{"attribute_code":"short_text","channel":null,"locale":"en_US","data":""}]""", null)]
    [InlineData("Category", "values", """{"notes|1":{"data":"a","channel":null,"locale":null,"attribute_code":"notes|1"}}""", """[{"attribute_code":"notes","channel":null,"locale":null,"data":"b"}]""", """[{"attribute_code":"notes","channel":null,"locale":null,"data":"b"}]""")]
    [InlineData("MeasurementFamily", "units", """{"A":{"code":"A","labels":{"en_US":"x"},"convert_from_standard":[{"operator":"mul","value":"1"}],"symbol":""}}""", """{"A":{"code":"A","labels":{"fr_FR":""},"convert_from_standard":[{"value":"1","operator":"mul"}]}}""", null)]
    [InlineData("MeasurementFamily", "units", """{"A":{"code":"A","symbol":"a"},"B":{"code":"B"}}""", """{"A":{"code":"A","symbol":"b"},"B":{"code":"B"}}""", """{"A":{"code":"A","symbol":"b"}}""")]
    [InlineData("Asset", "start_date", "\"2026-01-01T00:00:00+00:00\"", "\"2026-01-01\"", null)]
    public async Task A_field(string noun, string field, string? present, string wanted, string? sent)
    {
        PimResource resource = pim.Pim.Resource(noun);

        (string line, string[] differences) = await pim.Compare(
            resource, $$"""{"{{resource.Key}}":"x","{{field}}":{{wanted}}}""", $$"""{"{{resource.Key}}":"x"{{(present is null ? "" : $",\"{field}\":{present}")}}}""");

        Assert.Equal(sent is null ? "" : $$"""{"{{resource.Key}}":"x","{{field}}":{{sent}}}""", line);
        Assert.Equal(sent is null ? 0 : 1, differences.Length);
    }

    [Theory]
    [InlineData("""[{"level":1,"axes":["size"],"attributes":["weight"]}]""", null)]
    [InlineData("""[{"level":1,"axes":["size"],"attributes":["weight","SIZE"]}]""", null)]
    [InlineData("""[{"level":1,"axes":["color"],"attributes":["weight"]}]""", "all")]
    [InlineData("""[{"level":1,"axes":["size"],"attributes":[]}]""", "all")]
    [InlineData("""[{"level":2,"axes":["size"],"attributes":["weight"]}]""", "all")]
    public async Task The_levels_of_a_family_variant(string wanted, string? sent)
    {
        string line = $$"""{"code":"x","variant_attribute_sets":{{wanted}}}""";

        (string reduced, _) = await pim.Compare("FamilyVariant", line,
            """{"code":"x","labels":{},"variant_attribute_sets":[{"level":1,"axes":["size"],"attributes":["size","weight"]}]}""", new() { ["family"] = "shoes" });

        Assert.Equal(sent is null ? "" : line, reduced);
    }

    [Theory]
    [InlineData("add_categories", """["a","c"]""", """["c"]""", """categories: ["a","b"] -> ["a","b","c"]""")]
    [InlineData("add_categories", """["A"]""", null, null)]
    [InlineData("remove_categories", """["A","c"]""", """["A"]""", """categories: ["a","b"] -> ["b"]""")]
    [InlineData("remove_categories", """["c"]""", null, null)]
    [InlineData("remove_categories", "\"a\"", "\"a\"", """remove_categories: ["a","b"] -> "a" """)]
    public async Task Categories_that_come_and_go(string field, string wanted, string? sent, string? difference)
    {
        (string line, string[] differences) = await pim.Compare("Product", $$"""{"uuid":"u","{{field}}":{{wanted}}}""", """{"uuid":"u","categories":["a","b"]}""");

        Assert.Equal(sent is null ? "" : $$"""{"uuid":"u","{{field}}":{{sent}}}""", line);
        Assert.Equal(difference is null ? [] : [difference.TrimEnd()], differences);
    }

    [Fact]
    public async Task Differences_say_where_they_are()
    {
        (_, string[] differences) = await pim.Compare("Family",
            """{"code":"x","labels":{"en_US":"B"},"attribute_requirements":{"print":["name"]},"parent":"p"}""",
            """{"code":"x","labels":{"en_US":"A"},"attribute_requirements":{"print":["sku","ean"]},"parent":null}""");
        (_, string[] links) = await pim.Compare("Product",
            """{"uuid":"x","associations":{"PACK":{"products":["b"],"groups":["g"]}}}""", """{"uuid":"x","associations":{"PACK":{"products":["a"]}}}""");

        Assert.Equal(["labels en_US: \"A\" -> \"B\"", """attribute_requirements print: ["sku","ean"] -> ["name"]""", "parent: null -> \"p\""], differences);
        Assert.Equal(["""associations: {"PACK":{"products":["a"]}} -> {"PACK":{"products":["b"]}}""", """associations:  -> {"PACK":{"groups":["g"]}}"""], links);
    }

    [Fact]
    public async Task Of_an_item_that_is_not_there_all_differs()
    {
        const string line = """{"code":"x","labels":{"en_US":"A"},"parent":null}""";

        (string sent, string[] differences) = await pim.Compare("Category", line, "");

        Assert.Equal(line, sent);
        Assert.Equal(["labels en_US:  -> \"A\""], differences);
        Assert.Equal("""{"code":"x"}""", (await pim.Compare("Category", """{"code":"x"}""", "")).Line);
    }

    [Fact]
    public async Task A_variant_that_moves_is_sent_as_a_whole()
    {
        const string line = """{"uuid":"u","parent":"b","enabled":true,"values":{}}""";

        Assert.Equal(line, (await pim.Compare("Product", line, """{"uuid":"u","parent":"a","enabled":true,"values":{}}""")).Line);
    }
}
