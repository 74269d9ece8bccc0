using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Sandbox.Akeneo.Products;
using PimPowerShell.Sandbox.Akeneo.Structure;

namespace PimPowerShell.Sandbox.Akeneo.Generation;

/// <summary>
/// A family with an attribute of each type that the generated families do without, as far as the edition has it, and
/// products of it. They are written as callers write them, so that they are what the server takes.
/// </summary>
internal static class EveryTypeSeed
{
    private const string Family = "designer_pieces";

    private static readonly string[] _names = ["Lounge chair", "Side table", "Wall clock"];

    private static readonly Sample[] _samples =
    [
        new(AttributeTypes.ReferenceData, "fabric", "Fabric", "\"reference_data_name\":\"fabrics\"", ["\"linen\"", "\"wool\"", "\"felt\""]),
        new(AttributeTypes.ReferenceDataList, "fibers", "Fibers", "\"reference_data_name\":\"fibers\"", ["[\"flax\",\"cotton\"]", "[\"wool\"]", "[\"wool\",\"silk\"]"]),
        new(AttributeTypes.ReferenceEntity, "designed_by", "Designed by", "\"reference_data_name\":\"designer\"", ["\"designer_001\"", "\"designer_002\"", "\"designer_003\""]),
        new(AttributeTypes.ReferenceEntityList, "palette", "Palette", "\"reference_data_name\":\"color\"", ["[\"color_01\",\"color_02\"]", "[\"color_03\"]", "[\"color_01\",\"color_04\"]"]),
        new(AttributeTypes.AssetCollection, "packshots", "Packshots", "\"reference_data_name\":\"packshots\"", ["[\"packshot_001\",\"packshot_002\"]", "[\"packshot_003\"]", "[\"packshot_004\"]"]),
        new(AttributeTypes.Table, "composition", "Composition",
            """
            "table_configuration":[
              {"code":"part","data_type":"select","labels":{"en_US":"Part"},"options":[{"code":"frame","labels":{"en_US":"Frame"}},{"code":"seat","labels":{"en_US":"Seat"}},{"code":"top","labels":{"en_US":"Top"}}]},
              {"code":"share","data_type":"number","labels":{"en_US":"Share"}},
              {"code":"recycled","data_type":"boolean","labels":{"en_US":"Recycled"}},
              {"code":"note","data_type":"text","labels":{"en_US":"Note"}}]
            """,
            [
                """[{"part":"frame","share":"60","recycled":true,"note":"oak"},{"part":"seat","share":"40"}]""",
                """[{"part":"frame","share":"70"},{"part":"top","share":"30","recycled":false}]""",
                """[{"part":"frame","recycled":true}]""",
            ]),
        new(AttributeTypes.ProductLink, "goes_with", "Goes with", null, [Link(1), Link(2), Link(0)]),
    ];

    /// <summary>Writes them.</summary>
    /// <param name="structure">Where the attributes and the family go; reference entities and asset families of the generated catalog are linked.</param>
    /// <param name="items">Writes the products.</param>
    public static void Fill(StructureStore structure, ItemWriter items)
    {
        StructureWriter writer = new(structure);
        List<Sample> samples = [.. _samples.Where(sample => Has(structure.Edition, sample.Type))];
        foreach (Sample sample in samples)
        {
            string settings = sample.Settings is null ? "" : "," + sample.Settings;
            writer.Create(StructureKinds.Attributes, "", Parse(
                $$$"""{"code":"{{{sample.Attribute}}}","type":"{{{sample.Type}}}","group":"marketing","labels":{"en_US":"{{{sample.Label}}}"}{{{settings}}}}"""));
        }

        string attributes = string.Concat(samples.Select(sample => $",\"{sample.Attribute}\""));
        writer.Create(StructureKinds.Families, "", Parse(
            $$$"""{"code":"{{{Family}}}","attributes":["sku","name","description","price","picture"{{{attributes}}}],"attribute_as_label":"name","labels":{"en_US":"Designer pieces"}}"""));
        for (int i = 0; i < _names.Length; i++)
        {
            string values = string.Concat(samples.Select(sample => $",\"{sample.Attribute}\":[{{\"locale\":null,\"scope\":null,\"data\":{sample.Data[i]}}}]"));
            items.CreateProduct(Parse(
                $$$"""
                {"uuid":"{{{Uuid(i)}}}","family":"{{{Family}}}","categories":["home"],"values":{
                  "sku":[{"locale":null,"scope":null,"data":"DES-{{{i + 1}}}"}],
                  "name":[{"locale":"en_US","scope":null,"data":"{{{_names[i]}}}"}]{{{values}}}}}
                """), Naming.Uuid, createOptions: false);
        }
    }

    /// <summary>Which edition has a type; links to products are the SaaS edition's (4.4).</summary>
    private static bool Has(EditionTraits edition, string type) =>
        AttributeTypes.Community.Contains(type) || (type == AttributeTypes.ProductLink ? edition.IsSaas : edition.IsEnterprise);

    private static string Uuid(int number) => $"de516e00-0000-4000-8000-00000000000{number + 1}";

    private static string Link(int number) => $"{{\"type\":\"product\",\"id\":\"{Uuid(number)}\"}}";

    private static JsonElement Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private sealed record Sample(string Type, string Attribute, string Label, string? Settings, string[] Data);
}
