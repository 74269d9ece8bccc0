using System.Collections.Generic;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Model.Rules;
using static PimPowerShell.Core.Model.PimField;

namespace PimPowerShell.Core.Akeneo;

/// <summary>Reference entities and asset families. Enterprise and SaaS editions. Source: the reference of the REST API.</summary>
internal static class AkeneoEntities
{
    private static readonly string[] s_dates = ["<", ">", "BETWEEN", "NOT BETWEEN", "SINCE LAST N DAYS"];

    private static readonly Dictionary<string, string[]> s_itemFilters = new() { ["code"] = ["IN"], ["complete"] = ["="], ["updated"] = s_dates };

    // source: assets-filter-logical-operators.html, and the news of November 2026
    private static readonly Dictionary<string, string[]> s_combinedAssetFilters = new()
    {
        ["code"] = ["=", "!=", "STARTS WITH"],
        ["updated"] = ["=", "!=", "<=", ">="],
        ["created"] = [.. s_dates, "=", "!=", "<=", ">="],
    };

    private static readonly string[] s_loneFilters = ["complete"];

    private static readonly PimRule[] s_attributeRules =
    [
        TextRule.NewCode,
        new NeededRule("type"),
        .. NeededRule.All(new("validation_rule", "regexp", "regular_expression"), "validation_regexp"),
        .. NeededRule.All(new("is_textarea", "true"), "is_rich_text_editor"),
        // servers name the rule of an expression in one of two ways
        new ChoiceRule("validation_rule", "none", "email", "url", "regexp", "regular_expression"),
        new RangeRule("max_characters", 1) { IsWhole = true },
        TextRule.Number("min_value"),
        TextRule.Number("max_value"),
        TextRule.Number("max_file_size"),
        new OrderRule("min_value", "max_value"),
    ];

    public static IReadOnlyList<PimResource> All { get; } =
    [
        new()
        {
            Noun = "ReferenceEntity",
            Editions = PimEditions.AboveCommunity,
            Path = "reference-entities",
            IsShort = true,
            WriteOrder = 1,
            Paging = PagingStyle.Cursor,
            Verbs = ResourceVerbs.Read | ResourceVerbs.Upsert,
            Fields = [Text("code"), Labels(), Text("image")],
            Rules = [TextRule.NewCode],
            FileFields = ["image"],
            FileKind = MediaKind.ReferenceEntity,
        },
        new()
        {
            Noun = "ReferenceEntityAttribute",
            Editions = PimEditions.AboveCommunity,
            Path = "reference-entities/{reference_entity}/attributes",
            WriteOrder = 2,
            Paging = PagingStyle.None,
            Verbs = ResourceVerbs.Read | ResourceVerbs.Upsert,
            Fields =
            [
                Text("code"), Text("type"), Labels(), Flag("value_per_locale"), Flag("value_per_channel"), Flag("is_required_for_completeness"),
                Number("max_characters"), Flag("is_textarea"), Flag("is_rich_text_editor"), Text("validation_rule"), Text("validation_regexp"),
                Set("allowed_extensions"), Decimal("max_file_size"), Flag("decimals_allowed"), Decimal("min_value"), Decimal("max_value"),
                Text("reference_entity_code"), Text("asset_family_identifier"),
            ],
            ImmutableFields = ["type", "value_per_locale", "value_per_channel", "reference_entity_code", "asset_family_identifier"],
            Rules =
            [
                new ChoiceRule("type", AkeneoAttributeTypes.OfRecords) { Grows = true, IsOfNew = true },
                .. AkeneoAttributeTypes.FieldsOfRecords,
                .. NeededRule.All(new("type", "reference_entity_single_link", "reference_entity_multiple_links"), "reference_entity_code"),
                .. NeededRule.All(new("type", "asset_collection"), "asset_family_identifier"),
                .. s_attributeRules,
            ],
        },
        new()
        {
            Noun = "ReferenceEntityAttributeOption",
            Editions = PimEditions.AboveCommunity,
            Path = "reference-entities/{reference_entity}/attributes/{attribute}/options",
            WriteOrder = 3,
            Paging = PagingStyle.None,
            Verbs = ResourceVerbs.Read | ResourceVerbs.Upsert,
            Fields = [Text("code"), Labels()],
            Rules = [TextRule.NewCode],
        },
        new()
        {
            Noun = "ReferenceEntityRecord",
            Editions = PimEditions.AboveCommunity,
            Path = "reference-entities/{reference_entity}/records",
            WriteOrder = 10,
            AcrossPath = "reference-entities/records",
            AttributeNoun = "ReferenceEntityAttribute",
            FileKind = MediaKind.ReferenceEntity,
            ChannelField = "channel",
            Paging = PagingStyle.Cursor,
            Batch = BatchStyle.Array,
            Verbs = ResourceVerbs.Read | ResourceVerbs.Upsert,
            ListOptions = ["channel", "locales"],
            Fields = [Text("code"), Of("values", FieldShape.Values)],
            Rules = [TextRule.NewCode],
            Filters = s_itemFilters,
            LoneFilters = s_loneFilters,
            FiltersByAttribute = true,
            ReadOnlyFields = ["created", "updated"],
        },
        new()
        {
            Noun = "AssetFamily",
            Editions = PimEditions.AboveCommunity,
            Path = "asset-families",
            IsShort = true,
            WriteOrder = 1,
            Paging = PagingStyle.Cursor,
            Verbs = ResourceVerbs.Read | ResourceVerbs.Upsert,
            Fields =
            [
                Text("code"), Labels(), Text("attribute_as_main_media"), Table("naming_convention"), Table("product_link_rules"), Table("transformations"), Flag("sharing_enabled"),
                Hosted(Flag("auto_tagging_enabled")),
            ],
            Rules = [TextRule.NewCode, new CountRule("product_link_rules", 0, 2), new CountRule("transformations", 0, 10)],
        },
        new()
        {
            Noun = "AssetAttribute",
            Editions = PimEditions.AboveCommunity,
            Path = "asset-families/{asset_family}/attributes",
            WriteOrder = 2,
            Paging = PagingStyle.None,
            Verbs = ResourceVerbs.Read | ResourceVerbs.Upsert,
            Fields =
            [
                Text("code"), Text("type").Limit(PimEditions.Hosted, "asset_family_single_link", "asset_family_multiple_links", "auto_tagging"), Labels(), Flag("value_per_locale"), Flag("value_per_channel"), Flag("is_required_for_completeness"),
                Flag("is_read_only"), Number("max_characters"), Flag("is_textarea"), Flag("is_rich_text_editor"), Text("validation_rule"),
                Text("validation_regexp"), Set("allowed_extensions"), Decimal("max_file_size"), Flag("decimals_allowed"), Decimal("min_value"),
                Decimal("max_value"), Text("media_type"), Text("prefix"), Text("suffix"), Text("reference_entity") with { Parameter = "linked_reference_entity" },
                Text("asset_family_code") with { Parameter = "linked_asset_family" }, "default_value",
            ],
            ImmutableFields = ["type", "value_per_locale", "value_per_channel"],
            Rules =
            [
                new ChoiceRule("type", AkeneoAttributeTypes.OfAssets) { Grows = true, IsOfNew = true },
                .. AkeneoAttributeTypes.FieldsOfAssets,
                .. NeededRule.All(new("type", "record"), "reference_entity"),
                .. NeededRule.All(new("type", "asset_family_single_link", "asset_family_multiple_links"), "asset_family_code"),
                new ChoiceRule("media_type", "image", "pdf", "youtube", "vimeo", "other") { Grows = true, MayStay = true },
                .. s_attributeRules,
            ],
        },
        new()
        {
            Noun = "AssetAttributeOption",
            Editions = PimEditions.AboveCommunity,
            Path = "asset-families/{asset_family}/attributes/{attribute}/options",
            WriteOrder = 3,
            Paging = PagingStyle.None,
            Verbs = ResourceVerbs.Read | ResourceVerbs.Upsert | ResourceVerbs.Delete,
            DeletedIn = PimEditions.Hosted,
            Fields = [Text("code"), Labels()],
            Rules = [TextRule.NewCode],
        },
        new()
        {
            Noun = "Asset",
            Editions = PimEditions.AboveCommunity,
            Path = "asset-families/{asset_family}/assets",
            WriteOrder = 11,
            AttributeNoun = "AssetAttribute",
            FileKind = MediaKind.Asset,
            ChannelField = "channel",
            Paging = PagingStyle.Cursor,
            Batch = BatchStyle.Array,
            Verbs = ResourceVerbs.Read | ResourceVerbs.Upsert | ResourceVerbs.Delete,
            ListOptions = ["channel", "locales", "with_asset_auto_tags"],
            ReadOptions = ["with_asset_auto_tags"],
            Fields =
            [
                Text("code"), Hosted(Text("status")) with { Usual = "enabled" }, Hosted(Day("start_date")), Hosted(Day("end_date")), Of("values", FieldShape.Values),
            ],
            Rules = [TextRule.NewCode, new ChoiceRule("status", "enabled", "disabled"), TextRule.Day("start_date"), TextRule.Day("end_date")],
            Filters = s_itemFilters,
            CombinedFilters = s_combinedAssetFilters,
            LoneFilters = s_loneFilters,
            FiltersByAttribute = true,
            ReadOnlyFields = ["asset_family_code", "created", "updated"],
        },
    ];
}
