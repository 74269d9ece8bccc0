using System.Collections.Generic;
using static PimPowerShell.Sandbox.Akeneo.Structure.PropertyAccess;
using static PimPowerShell.Sandbox.Akeneo.Structure.PropertyType;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>The kinds of structure entities (1.7 to 1.16). Another kind is another entry here.</summary>
internal static class StructureKinds
{
    public static readonly StructureKind Attributes = new("attributes", "Attribute",
    [
        new("code", Text, Immutable), new("type", Text, Immutable), new("group", Text), new("group_labels", Map, ReadOnly),
        new("unique", Flag, Immutable), new("useable_as_grid_filter", Flag), new("allowed_extensions", Codes),
        new("metric_family", Text, Immutable), new("default_metric_unit", Text), new("reference_data_name", Text),
        new("available_locales", Codes), new("max_characters", Integer), new("validation_rule", Text), new("validation_regexp", Text),
        new("wysiwyg_enabled", OptionalFlag), new("number_min", Decimal), new("number_max", Decimal),
        new("decimals_allowed", OptionalFlag), new("negative_allowed", OptionalFlag), new("date_min", Text), new("date_max", Text),
        new("max_file_size", Decimal), new("minimum_input_length", Integer), new("sort_order", Integer),
        new("localizable", Flag, Immutable), new("scopable", Flag, Immutable), new("default_value", Value),
        new("labels", Labels), new("guidelines", Labels), new("auto_option_sorting", OptionalFlag), new("table_configuration", Free),
        new("is_main_identifier", Flag), new("is_mandatory", Flag) { SaasOnly = true },
        new("decimal_places_strategy", Text) { SaasOnly = true }, new("decimal_places", Integer) { SaasOnly = true },
        new("enable_option_creation_during_import", Flag), new("max_items_count", Integer) { SaasOnly = true },
    ])
    {
        Plural = "attributes",
        Rules = new AttributeRules(),
        Filters = ["code", "updated", "type", "is_main_identifier"],
    };

    public static readonly StructureKind AttributeOptions = new("attributes/{attribute_code}/options", "Option",
        [new("code", Text, Immutable), new("attribute", Text), new("sort_order", Integer), new("labels", Labels)])
    {
        Plural = "attribute options",
        Rules = new AttributeOptionRules(),
    };

    public static readonly StructureKind AttributeGroups = new("attribute-groups", "Attribute group",
        [new("code", Text, Immutable), new("sort_order", Integer), new("attributes", Codes), new("labels", Labels)])
    {
        Plural = "attribute groups",
        Rules = new AttributeGroupRules(),
        Filters = ["code", "updated"],
    };

    public static readonly StructureKind Families = new("families", "Family",
    [
        new("code", Text, Immutable), new("attributes", Codes), new("attribute_as_label", Text), new("attribute_as_image", Text),
        new("attribute_requirements", Map), new("labels", Labels), new("parent", Text) { SaasOnly = true },
    ])
    {
        Plural = "families",
        Rules = new FamilyRules(),
        Filters = ["code", "updated", "has_products"],
        IsDeletable = true,
    };

    public static readonly StructureKind FamilyVariants = new("families/{family_code}/variants", "Family variant",
    [
        new("code", Text, Immutable), new("labels", Labels), new("common_attributes", Codes, ReadOnly),
        new("variant_attribute_sets", Free),
    ])
    {
        Plural = "family variants",
        Rules = new FamilyVariantRules(),
    };

    public static readonly StructureKind AssociationTypes = new("association-types", "Association type",
        [new("code", Text, Immutable), new("labels", Labels), new("is_quantified", Flag, Immutable), new("is_two_way", Flag, Immutable)])
    {
        Plural = "association types",
        Rules = new AssociationTypeRules(),
    };

    public static readonly StructureKind Categories = new("categories", "Category",
    [
        new("code", Text, Immutable), new("parent", Text), new("updated", Text, ReadOnly),
        new("position", Integer, ReadOnly) { ShownBy = "with_position" }, new("labels", Labels),
        new("values", Free) { ShownBy = "with_enriched_attributes" }, new("validations", Map) { SaasOnly = true },
        new("channel_requirements", Codes),
    ])
    {
        Plural = "categories",
        Rules = new CategoryRules(),
        Filters = ["code", "parent", "is_root", "updated"],
    };

    public static readonly StructureKind Channels = new("channels", "Channel",
    [
        new("code", Text, Immutable), new("currencies", Codes), new("locales", Codes), new("category_tree", Text),
        new("conversion_units", Map), new("labels", Labels),
    ])
    {
        Plural = "channels",
        Rules = new ChannelRules(),
    };

    public static readonly StructureKind Locales = new("locales", "Locale", [new("code", Text), new("enabled", Flag)])
    {
        Plural = "locales",
        Filters = ["enabled"],
        IsWritable = false,
    };

    public static readonly StructureKind Currencies = new("currencies", "Currency", [new("code", Text), new("enabled", Flag), new("label", Text) { SaasOnly = true }])
    {
        Plural = "currencies",
        Filters = ["enabled"],
        IsWritable = false,
    };

    public static readonly StructureKind MeasurementFamilies = new("measurement-families", "Measurement family",
        [new("code", Text), new("labels", Labels), new("standard_unit_code", Text), new("units", Map)])
    {
        Plural = "measurement families",
        IsWritable = false,
    };

    public static IReadOnlyList<StructureKind> All { get; } =
    [
        Attributes, AttributeOptions, AttributeGroups, Families, FamilyVariants, AssociationTypes,
        Categories, Channels, Locales, Currencies, MeasurementFamilies,
    ];
}
