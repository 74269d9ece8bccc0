using System.Collections.Generic;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Tests.Support;

/// <summary>What a sandbox with attributes of every type may be asked for.</summary>
internal static class FilterSamples
{
    /// <summary>An attribute of each type, and what it may be compared with.</summary>
    public static IReadOnlyDictionary<string, (string Attribute, object Value)> Attributes { get; } = new Dictionary<string, (string Attribute, object Value)>
    {
        ["pim_catalog_identifier"] = ("sku", "CAM"),
        ["pim_catalog_text"] = ("erp_name", "a"),
        ["pim_catalog_textarea"] = ("internal_note", "a"),
        ["pim_catalog_number"] = ("warranty_years", 3),
        ["pim_catalog_metric"] = ("weight", new Dictionary<string, object?> { ["amount"] = 3, ["unit"] = "KILOGRAM" }),
        ["pim_catalog_price_collection"] = ("price", new Dictionary<string, object?> { ["amount"] = 3, ["currency"] = "EUR" }),
        ["pim_catalog_simpleselect"] = ("brand", "dornhus"),
        ["pim_catalog_multiselect"] = ("tags", "new"),
        ["pim_catalog_boolean"] = ("waterproof", true),
        ["pim_catalog_date"] = ("release_date", "2024-01-01"),
        ["pim_catalog_image"] = ("picture", "a"),
        ["pim_catalog_file"] = ("data_sheet", "a"),
        ["pim_reference_data_simpleselect"] = ("fabric", "linen"),
        ["pim_reference_data_multiselect"] = ("fibers", "flax"),
        ["akeneo_reference_entity"] = ("designed_by", "designer_001"),
        ["akeneo_reference_entity_collection"] = ("palette", "color_01"),
        ["pim_catalog_asset_collection"] = ("packshots", "packshot_001"),
        ["pim_catalog_product_link"] = ("goes_with", new Dictionary<string, object?> { ["type"] = "product_model", ["id"] = "a" }),
    };

    /// <summary>What the columns of a table hold, and the types of attributes that hold the same.</summary>
    public static IReadOnlyList<(string Column, string Type, object Value)> Columns { get; } =
        [("part", "pim_catalog_simpleselect", "seat"), ("share", "pim_catalog_number", 40), ("recycled", "pim_catalog_boolean", true), ("note", "pim_catalog_text", "oak")];

    private static readonly Dictionary<string, object?> s_values = new()
    {
        ["uuid"] = "0b1e1f5c-0000-4000-8000-000000000000",
        ["categories"] = "master",
        ["enabled"] = true,
        ["completeness"] = 50,
        ["readiness"] = 50,
        ["family"] = "shoes",
        ["quality_score"] = "A",
        ["updated_including_linked_type"] = "asset",
        ["has_products"] = true,
        ["is_root"] = true,
        ["is_main_identifier"] = true,
        ["complete"] = true,
        ["type"] = "pim_catalog_text",
    };

    /// <summary>What a property may be compared with.</summary>
    /// <param name="property">The property.</param>
    /// <param name="time">A time as the list wants it.</param>
    public static object? Value(string property, string time) =>
        property is "created" or "updated" or "updated_including_linked_entities" ? time : s_values.TryGetValue(property, out object? value) ? value : "a";

    /// <summary>The value of a condition: as many as its operator takes, in a cell where one is given.</summary>
    public static object? Given(string op, object? value, Dictionary<string, object?>? cell = null)
    {
        object? one = op == "SINCE LAST N DAYS" ? 30 : value;
        object? given = PimOperators.ValuesOf(op) switch
        {
            OperatorValues.None => null,
            OperatorValues.Two => new[] { one, one },
            OperatorValues.List => new[] { one },
            _ => one,
        };
        return cell is null ? given : given is null ? cell : new Dictionary<string, object?>(cell) { ["value"] = given };
    }
}
