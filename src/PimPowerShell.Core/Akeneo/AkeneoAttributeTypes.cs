using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Model.Rules;

namespace PimPowerShell.Core.Akeneo;

/// <summary>
/// The types that attributes have, and the fields that go with some of them alone. Source: "Only for ..." in the reference of
/// version 7 and that of SaaS; where the two disagree, all types that one of them names.
/// </summary>
internal static class AkeneoAttributeTypes
{
    public const string Identifier = "pim_catalog_identifier";

    private const string Text = "pim_catalog_text";

    /// <summary>Those of the catalog's attributes.</summary>
    public static readonly string[] OfProducts =
    [
        Identifier, Text, "pim_catalog_textarea", "pim_catalog_number", "pim_catalog_metric",
        "pim_catalog_price_collection", "pim_catalog_boolean", "pim_catalog_date", "pim_catalog_simpleselect", "pim_catalog_multiselect",
        "pim_catalog_image", "pim_catalog_file", "pim_catalog_table", "pim_catalog_asset_collection", "pim_catalog_product_link",
        "pim_reference_data_simpleselect", "pim_reference_data_multiselect", "akeneo_reference_entity", "akeneo_reference_entity_collection",
    ];

    /// <summary>Names that the references have for attributes of older servers.</summary>
    public static readonly string[] Older =
    [
        "pim_assets_collection", "pim_catalog_reference_data_simple_select", "pim_catalog_reference_data_multi_select",
    ];

    /// <summary>Those that the Community Edition lacks.</summary>
    public static readonly string[] Enterprise =
    [
        "akeneo_reference_entity", "akeneo_reference_entity_collection", "pim_catalog_asset_collection", "pim_catalog_table", "pim_catalog_product_link",
    ];

    /// <summary>Those whose attributes name what they refer to.</summary>
    public static readonly string[] Referring =
    [
        "akeneo_reference_entity", "akeneo_reference_entity_collection", "pim_catalog_asset_collection", "pim_reference_data_simpleselect", "pim_reference_data_multiselect",
    ];

    /// <summary>Those of the attributes of reference entities.</summary>
    public static readonly string[] OfRecords =
    [
        "text", "image", "number", "single_option", "multiple_options", "reference_entity_single_link", "reference_entity_multiple_links", "asset_collection",
    ];

    /// <summary>Those of the attributes of asset families.</summary>
    public static readonly string[] OfAssets =
    [
        "text", "media_link", "media_file", "number", "single_option", "multiple_options", "boolean", "date", "record",
        "asset_family_single_link", "asset_family_multiple_links", "auto_tagging",
    ];

    // the prefixes of its maker's own types; an extension of a server gives its types another one
    private static readonly string[] s_makersPrefixes = ["pim", "akeneo"];

    private static readonly string[] s_amounts = ["pim_catalog_number", "pim_catalog_metric", "pim_catalog_price_collection"];

    private static readonly string[] s_numbers = ["pim_catalog_number", "pim_catalog_metric"];

    private static readonly string[] s_selects = ["pim_catalog_simpleselect", "pim_catalog_multiselect"];

    /// <summary>What new products have of an attribute.</summary>
    public static IReadOnlyDictionary<string, FieldType> DefaultValues { get; } = new Dictionary<string, FieldType>
    {
        ["pim_catalog_boolean"] = FieldType.Flag,
        ["pim_catalog_number"] = FieldType.Number,
        ["pim_catalog_simpleselect"] = FieldType.Text,
        ["pim_catalog_multiselect"] = FieldType.List,
    };

    /// <summary>What goes with some types of the catalog's attributes alone.</summary>
    public static IReadOnlyList<PimRule> FieldsOfProducts { get; } =
    [
        // the server takes days that are unique, as the references do not say
        .. Only(OfProducts, [Identifier, Text, "pim_catalog_number", "pim_catalog_date"], "unique"),
        .. Only(OfProducts, [Identifier], "is_main_identifier"),
        .. Only(OfProducts, [Identifier, Text, "pim_catalog_textarea"], "max_characters"),
        .. Only(OfProducts, [Identifier, Text], "validation_rule", "validation_regexp"),
        .. Only(OfProducts, ["pim_catalog_textarea"], "wysiwyg_enabled"),
        .. Only(OfProducts, s_amounts, "number_min", "number_max", "decimals_allowed"),
        .. Only(OfProducts, s_numbers, "negative_allowed", "decimal_places_strategy"),
        .. Only(OfProducts, [.. s_numbers, .. s_selects], "decimal_places"),
        .. Only(OfProducts, ["pim_catalog_metric"], "metric_family", "default_metric_unit"),
        .. Only(OfProducts, ["pim_catalog_date"], "date_min", "date_max"),
        .. Only(OfProducts, ["pim_catalog_image", "pim_catalog_file"], "allowed_extensions", "max_file_size"),
        .. Only(OfProducts, Referring, "reference_data_name"),
        .. Only(OfProducts, [.. DefaultValues.Keys], "default_value"),
        .. Only(OfProducts, s_selects, "enable_option_creation_during_import", "auto_option_sorting"),
        .. Only(OfProducts, ["pim_catalog_table"], "table_configuration"),
        .. Only(OfProducts, ["pim_catalog_asset_collection"], "max_items_count"),
        .. Only(
            OfProducts,
            [
                Identifier, Text, "pim_catalog_textarea", "pim_catalog_number", "pim_catalog_boolean", "pim_catalog_simpleselect",
                "pim_reference_data_simpleselect", "akeneo_reference_entity",
            ],
            "is_mandatory"),
    ];

    /// <summary>What goes with some types of the attributes of reference entities alone.</summary>
    public static IReadOnlyList<PimRule> FieldsOfRecords { get; } =
    [
        .. FieldsOfBoth(OfRecords),
        .. Only(OfRecords, ["image"], "allowed_extensions", "max_file_size"),
        .. Only(OfRecords, ["reference_entity_single_link", "reference_entity_multiple_links"], "reference_entity_code"),
        .. Only(OfRecords, ["asset_collection"], "asset_family_identifier"),
    ];

    /// <summary>What goes with some types of the attributes of asset families alone.</summary>
    public static IReadOnlyList<PimRule> FieldsOfAssets { get; } =
    [
        .. FieldsOfBoth(OfAssets),
        .. Only(OfAssets, ["media_file"], "allowed_extensions", "max_file_size"),
        .. Only(OfAssets, ["media_link", "media_file"], "media_type"),
        .. Only(OfAssets, ["media_link"], "prefix", "suffix"),
        .. Only(OfAssets, ["record"], "reference_entity"),
        .. Only(OfAssets, ["asset_family_single_link", "asset_family_multiple_links"], "asset_family_code"),
        .. Only(OfAssets, ["number", "boolean", "single_option", "multiple_options"], "default_value"),
    ];

    /// <summary>Whether a type of the catalog's attributes may be of the server's owner.</summary>
    public static bool MayBeOwn(string type) =>
        type.IndexOf('_') is > 0 and var end && !s_makersPrefixes.Contains(type.Substring(0, end), StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<PimRule> FieldsOfBoth(string[] all) =>
    [
        .. Only(all, ["text"], "max_characters", "is_textarea", "is_rich_text_editor", "validation_rule", "validation_regexp"),
        .. Only(all, ["number"], "decimals_allowed", "min_value", "max_value"),
    ];

    private static IEnumerable<PimRule> Only(string[] all, string[] types, params string[] fields) => AbsentRule.Outside("type", types, all, fields);
}
