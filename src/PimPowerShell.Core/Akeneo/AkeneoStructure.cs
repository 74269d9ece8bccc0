using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Model.Rules;
using static PimPowerShell.Core.Model.PimField;

namespace PimPowerShell.Core.Akeneo;

/// <summary>What a catalog is made of: families, attributes, categories, channels. Source: the reference of the REST API, version 7 and SaaS.</summary>
internal static class AkeneoStructure
{
    private const ResourceVerbs ReadAndWrite = ResourceVerbs.Read | ResourceVerbs.Create | ResourceVerbs.Upsert;

    private static readonly string[] s_counts = ["sort_order", "minimum_input_length", "decimal_places", "max_items_count"];

    private static readonly string[] s_reservedCodes =
    [
        "id", "associations", "categories", "completeness", "enabled", "family", "groups", "products", "scope", "treeId", "values",
    ];

    private static readonly string[] s_columnTypes =
    [
        "select", "text", "number", "boolean", "incremental_number", "reference_entity", "product_link", "measurement", "date",
    ];

    public static IReadOnlyList<PimResource> All { get; } =
    [
        new()
        {
            Noun = "Family",
            Path = "families",
            WriteOrder = 8,
            References =
            [
                new("attributes", "Attribute", ReferenceForm.Codes),
                new("attribute_as_label", "Attribute"),
                new("attribute_as_image", "Attribute"),
                new("attribute_requirements", "Channel", ReferenceForm.Names),
                new("parent", "Family"),
            ],
            Batch = BatchStyle.JsonLines,
            Verbs = ReadAndWrite | ResourceVerbs.Delete,
            Fields =
            [
                Text("code"), Codes("attributes"), Code("attribute_as_label"), Code("attribute_as_image"),
                Of("attribute_requirements", FieldShape.CodesByChannel), Labels(), Hosted(Code("parent")),
            ],
            RequiredFields = ["code"],
            Rules =
            [
                TextRule.NewCode,
                new AmongRule("attribute_as_label", "attributes") { HasIdentifier = true, Above = "parent" },
                new AmongRule("attribute_as_image", "attributes") { HasIdentifier = true, Above = "parent" },
                new AmongRule("attribute_requirements.*.*", "attributes") { HasIdentifier = true, Above = "parent" },
            ],
            Filters = new Dictionary<string, string[]> { ["code"] = ["IN"], ["updated"] = [">"], ["has_products"] = ["="] },
        },
        new()
        {
            Noun = "FamilyVariant",
            Path = "families/{family}/variants",
            WriteOrder = 9,
            Batch = BatchStyle.JsonLines,
            Verbs = ReadAndWrite,
            Fields = [Text("code"), Of("variant_attribute_sets", FieldShape.Levels), Labels()],
            RequiredFields = ["code", "variant_attribute_sets"],
            KeptParts = [new KeptLevels("variant_attribute_sets", "level", "axes")],
            Rules =
            [
                TextRule.NewCode,
                new RangeRule("variant_attribute_sets.*.level", 1, 2) { IsWhole = true },
                new LevelRule("variant_attribute_sets", "level") { IsOfNew = true },
                new NeededRule("variant_attribute_sets.*.axes"),
                new CountRule("variant_attribute_sets.*.axes", 1, 5),
                new ApartRule("variant_attribute_sets", "axes", "attributes"),
            ],
            ReadOnlyFields = ["common_attributes"],
        },
        new()
        {
            Noun = "Attribute",
            Path = "attributes",
            WriteOrder = 4,
            References = [new("group", "AttributeGroup"), new("metric_family", "MeasurementFamily")],
            Batch = BatchStyle.JsonLines,
            Verbs = ReadAndWrite,
            Fields =
            [
                Text("code"), Text("type").Limit(PimEditions.AboveCommunity, AkeneoAttributeTypes.Enterprise) with { Known = AkeneoAttributeTypes.OfProducts }, Code("group"), Number("sort_order"), Flag("localizable"), Flag("scopable"), Flag("unique"),
                Flag("useable_as_grid_filter"), Set("available_locales"), Set("allowed_extensions"), Text("metric_family"),
                Text("default_metric_unit"), Text("reference_data_name"), Number("max_characters"), Text("validation_rule"),
                Text("validation_regexp"), Flag("wysiwyg_enabled"), Decimal("number_min"), Decimal("number_max"), Flag("decimals_allowed"),
                Flag("negative_allowed"), Day("date_min"), Day("date_max"), Decimal("max_file_size"), Number("minimum_input_length"),
                new("default_value", FieldType.Value) { ByType = AkeneoAttributeTypes.DefaultValues }, Labels(), Labels("guidelines"), Flag("auto_option_sorting"), Of("table_configuration", FieldShape.Columns), Hosted(Flag("is_mandatory")),
                Hosted(Text("decimal_places_strategy")), Hosted(Number("decimal_places")), Flag("enable_option_creation_during_import"), Hosted(Number("max_items_count")),
                Flag("is_main_identifier"),
            ],
            RequiredFields = ["code", "type", "group"],
            ImmutableFields = ["type", "localizable", "scopable", "unique", "metric_family"],
            KeptParts = [new KeptMembers("table_configuration", "code", "data_type")],
            Rules =
            [
                TextRule.NewCode,
                new TextRule("code", static code => s_reservedCodes.Contains(code, StringComparer.OrdinalIgnoreCase) ? $"'{code}' is a code that the server keeps for itself" : null) { IsOfNew = true },
                .. NeededRule.All(new("type", "pim_catalog_metric"), "metric_family", "default_metric_unit", "decimals_allowed", "negative_allowed"),
                .. NeededRule.All(new("type", "pim_catalog_number"), "decimals_allowed", "negative_allowed"),
                .. NeededRule.All(new("type", "pim_catalog_price_collection"), "decimals_allowed"),
                .. NeededRule.All(new("type", AkeneoAttributeTypes.Referring), "reference_data_name"),
                .. NeededRule.All(new("type", "pim_catalog_table"), "table_configuration"),
                .. NeededRule.All(new("validation_rule", "regexp"), "validation_regexp"),
                new CountRule("table_configuration", 2) { When = new("type", "pim_catalog_table") },
                new CountRule("table_configuration", 0, 10),
                new ChoiceRule("table_configuration.0.data_type", "select", "reference_entity"),
                InColumns(new ChoiceRule("data_type", s_columnTypes) { Grows = true, IsOfNew = true }),
                OfColumns("min", "number"),
                OfColumns("max", "number"),
                OfColumns("decimals_allowed", "number"),
                OfColumns("max_length", "text"),
                InColumns(new NumberRule("validations.min")),
                InColumns(new NumberRule("validations.max")),
                InColumns(new FlagRule("validations.decimals_allowed")),
                InColumns(new RangeRule("validations.max_length", 0) { IsWhole = true }),
                new ChoiceRule("validation_rule", "email", "url", "regexp"),
                new ChoiceRule("validation_rule", "regexp") { When = new("type", AkeneoAttributeTypes.Identifier) },
                new ChoiceRule("decimal_places_strategy", "round", "forbid", "trim"),
                new FlagRule("default_value") { When = new("type", "pim_catalog_boolean") },
                .. AkeneoAttributeTypes.FieldsOfProducts,
                new ChoiceRule("type", [.. AkeneoAttributeTypes.OfProducts, .. AkeneoAttributeTypes.Older]) { Grows = true, MayBeOwn = AkeneoAttributeTypes.MayBeOwn, IsOfNew = true },
                .. s_counts.Select(static field => new RangeRule(field, 0) { IsWhole = true }),
                new RangeRule("max_characters", 1) { IsWhole = true },
                TextRule.Number("number_min"),
                TextRule.Number("number_max"),
                TextRule.Number("max_file_size"),
                TextRule.Day("date_min"),
                TextRule.Day("date_max"),
                new OrderRule("number_min", "number_max") { MayBeSame = true },
            ],
            ListOptions = ["with_table_select_options"],
            ReadOptions = ["with_table_select_options"],
            WholeItemOptions = new Dictionary<string, string> { ["with_table_select_options"] = "true" },
            Filters = new Dictionary<string, string[]> { ["code"] = ["IN"], ["updated"] = [">"], ["type"] = ["IN"], ["is_main_identifier"] = ["="] },
            ReadOnlyFields = ["group_labels"],
        },
        new()
        {
            Noun = "AttributeOption",
            Path = "attributes/{attribute}/options",
            OwnerCriteria = [new("type", "IN", new[] { "pim_catalog_simpleselect", "pim_catalog_multiselect" })],
            WriteOrder = 5,
            Batch = BatchStyle.JsonLines,
            Verbs = ReadAndWrite,
            Fields = [Text("code"), Code("attribute"), Number("sort_order"), Labels()],
            RequiredFields = ["code"],
            Rules = [TextRule.NewCode, new RangeRule("sort_order", 0) { IsWhole = true }],
        },
        new()
        {
            Noun = "AttributeGroup",
            Path = "attribute-groups",
            WriteOrder = 2,
            References = [new("attributes", "Attribute", ReferenceForm.LateCodes)],
            Batch = BatchStyle.JsonLines,
            Verbs = ReadAndWrite,
            Fields = [Text("code"), Number("sort_order"), Members("attributes"), Labels()],
            RequiredFields = ["code"],
            Rules = [TextRule.NewCode, new RangeRule("sort_order", 0) { IsWhole = true }],
            Filters = new Dictionary<string, string[]> { ["code"] = ["IN"], ["updated"] = [">"] },
        },
        new()
        {
            Noun = "AssociationType",
            Path = "association-types",
            IsShort = true,
            WriteOrder = 3,
            Batch = BatchStyle.JsonLines,
            Verbs = ReadAndWrite,
            Fields = [Text("code"), Flag("is_quantified"), Flag("is_two_way"), Labels()],
            RequiredFields = ["code"],
            ImmutableFields = ["is_quantified", "is_two_way"],
            Rules = [TextRule.NewCode, new NotBothRule("is_quantified", "is_two_way")],
        },
        new()
        {
            Noun = "Category",
            Path = "categories",
            WriteOrder = 6,
            References = [new("parent", "Category")],
            Batch = BatchStyle.JsonLines,
            Verbs = ReadAndWrite,
            Fields = [Text("code"), Code("parent"), Labels(), Of("values", FieldShape.ValueList), Hosted(Table("validations")), List("channel_requirements")],
            RequiredFields = ["code"],
            Rules =
            [
                TextRule.NewCode, new NotItselfRule("parent"), OfRoots("validations"), OfRoots("channel_requirements"),
                new RangeRule("validations.max_categories_per_product", 0) { IsWhole = true }, new FlagRule("validations.only_leaves"), new FlagRule("validations.is_mandatory"),
            ],
            ListOptions = ["with_position", "with_enriched_attributes"],
            ReadOptions = ["with_position", "with_enriched_attributes"],
            WholeItemOptions = new Dictionary<string, string> { ["with_enriched_attributes"] = "true" },
            FileKind = MediaKind.Category,
            Filters = new Dictionary<string, string[]> { ["code"] = ["IN"], ["parent"] = ["="], ["is_root"] = ["="], ["updated"] = [">"] },
            ReadOnlyFields = ["updated", "position", "path", "depth"],
        },
        new()
        {
            Noun = "Channel",
            Path = "channels",
            IsShort = true,
            WriteOrder = 7,
            References = [new("category_tree", "Category")],
            Batch = BatchStyle.JsonLines,
            Verbs = ReadAndWrite,
            Fields = [Text("code"), Set("currencies"), Set("locales"), Code("category_tree"), Of("conversion_units", FieldShape.ByAttribute), Labels()],
            RequiredFields = ["code", "currencies", "locales", "category_tree"],
            Rules = [TextRule.NewCode, new CountRule("locales", 1), new CountRule("currencies", 1)],
        },
        new()
        {
            Noun = "Locale",
            Path = "locales",
            IsShort = true,
            WriteOrder = 1,
            Filters = new Dictionary<string, string[]> { ["enabled"] = ["="] },
        },
        new()
        {
            Noun = "Currency",
            Path = "currencies",
            IsShort = true,
            WriteOrder = 1,
            Filters = new Dictionary<string, string[]> { ["enabled"] = ["="] },
        },
        new()
        {
            Noun = "MeasurementFamily",
            Path = "measurement-families",
            WriteOrder = 1,
            Paging = PagingStyle.None,
            Batch = BatchStyle.Array,
            // there is no address of a single one
            Verbs = ResourceVerbs.Upsert,
            Fields = [Text("code"), Text("standard_unit_code"), Of("units", FieldShape.Units), Labels()],
            RequiredFields = ["code", "standard_unit_code", "units"],
            ImmutableFields = ["standard_unit_code"],
            Rules =
            [
                TextRule.NewCode,
                TextRule.Codes("units.*.code"),
                new NamedRule("units", "code"),
                new AmongRule("standard_unit_code", "units") { IsOfNew = true },
                new CountRule("units", 0, 50),
                new CountRule("units.*.convert_from_standard", 1, 5),
                new ChoiceRule("units.*.convert_from_standard.*.operator", "mul", "div", "add", "sub"),
                TextRule.Number("units.*.convert_from_standard.*.value"),
                // the standard unit is converted to itself
                new CountRule("units.{standard_unit_code}.convert_from_standard", 1, 1),
                new ChoiceRule("units.{standard_unit_code}.convert_from_standard.*.operator", "mul"),
                new RangeRule("units.{standard_unit_code}.convert_from_standard.*.value", 1, 1),
            ],
        },
    ];

    /// <summary>What a tree has, and no category below one.</summary>
    private static AbsentRule OfRoots(string field) => new(field, "goes with a root, not with a category below") { When = PimCase.Has("parent") };

    /// <summary>What the columns of one type have. One of a type that is not known here keeps what it has.</summary>
    private static EntryRule OfColumns(string validation, string type) => InColumns(
        new AbsentRule($"validations.{validation}", $"goes with data_type {type}, not with") { When = new("data_type", [.. s_columnTypes.Where(other => other != type)]) });

    private static EntryRule InColumns(PimRule rule) => new("table_configuration", "code", rule);
}
