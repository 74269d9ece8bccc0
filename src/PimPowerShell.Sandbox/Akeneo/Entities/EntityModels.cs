using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Structure;
using static PimPowerShell.Sandbox.Akeneo.Entities.ValueFormat;
using static PimPowerShell.Sandbox.Akeneo.Structure.PropertyAccess;
using static PimPowerShell.Sandbox.Akeneo.Structure.PropertyType;

namespace PimPowerShell.Sandbox.Akeneo.Entities;

/// <summary>The two models and their tables (1.17, 1.18), as far as an edition has them.</summary>
internal static class EntityModels
{
    private static readonly Property[] _text =
    [
        new("max_characters", Integer), new("is_textarea", PropertyType.Flag), new("is_rich_text_editor", PropertyType.Flag),
        new("validation_rule", PropertyType.Text), new("validation_regexp", PropertyType.Text),
    ];

    private static readonly Property[] _number = [new("decimals_allowed", PropertyType.Flag), new("min_value", PropertyType.Text), new("max_value", PropertyType.Text)];

    private static readonly Property[] _file = [new("allowed_extensions", Codes), new("max_file_size", PropertyType.Text)];

    private static readonly string[] _presence = ["EMPTY", "NOT EMPTY"];

    private static readonly Property[] _attribute =
    [
        new("code", PropertyType.Text, Immutable), new("labels", Labels), new("type", PropertyType.Text, Immutable),
        new("value_per_locale", PropertyType.Flag, Immutable), new("value_per_channel", PropertyType.Flag, Immutable),
        new("is_required_for_completeness", PropertyType.Flag),
    ];

    public static IReadOnlyList<Property> OptionProperties { get; } = [new("code", PropertyType.Text, Immutable), new("labels", Labels)];

    public static EntityModel ReferenceEntities() => new("reference-entities", "reference entity", "records", "record")
    {
        Plural = "reference entities",
        EntryPlural = "reference entity records",
        Properties = [new("code", PropertyType.Text, Immutable), new("labels", Labels), new("image", PropertyType.Text)],
        EntryProperties = Entry(),
        AttributeProperties = _attribute,
        AttributeTypes =
        [
            new("text", ValueFormat.Text, _text),
            new("image", ValueFormat.Media, _file),
            new("number", ValueFormat.Number, _number),
            new("single_option", Option),
            new("multiple_options", Options),
            LinkType("reference_entity_single_link", Link, "reference_entity_code", toAssets: false),
            LinkType("reference_entity_multiple_links", Links, "reference_entity_code", toAssets: false),
            LinkType("asset_collection", Links, "asset_family_identifier", toAssets: true),
        ],
        FirstAttributes = [new("label", "text") { PerLocale = true }, new("image", "image")],
        Operators = new Dictionary<ValueFormat, string[]>
        {
            [ValueFormat.Text] = ["=", "!=", "CONTAINS", "DOES NOT CONTAIN", "STARTS WITH", "ENDS WITH", .. _presence],
            [ValueFormat.Number] = ["=", "!=", "<", "<=", ">", ">=", .. _presence],
            [Option] = ["IN", "=", .. _presence],
            [Options] = ["IN", "=", .. _presence],
            [Link] = ["IN", "=", .. _presence],
            [Links] = ["IN", "=", .. _presence],
        },
        Rules = new ReferenceEntityRules(),
        MediaPath = "reference-entities-media-files",
        MediaHeader = "Reference-entities-media-file-code",
    };

    public static EntityModel AssetFamilies(bool isExtended) => new("asset-families", "asset family", "assets", "asset")
    {
        Plural = "asset families",
        EntryPlural = "assets",
        Properties =
        [
            new("code", PropertyType.Text, Immutable), new("labels", Labels), new("attribute_as_main_media", PropertyType.Text), new("naming_convention", Map),
            new("product_link_rules", Free), new("transformations", Free), new("sharing_enabled", PropertyType.Flag),
            .. isExtended ? (Property[])[new("auto_tagging_enabled", PropertyType.Flag)] : [],
        ],
        EntryProperties = Entry(
        [
            new("asset_family_code", PropertyType.Text, ReadOnly) { Hidden = true },
            .. isExtended ? (Property[])[new("status", PropertyType.Text), new("start_date", PropertyType.Text), new("end_date", PropertyType.Text)] : [],
        ]),
        AttributeProperties = [.. _attribute, new("is_read_only", PropertyType.Flag), .. isExtended ? (Property[])[new("default_value", Free)] : []],
        AttributeTypes =
        [
            new("text", ValueFormat.Text, _text),
            new("media_link", ValueFormat.Text, new("prefix", PropertyType.Text), new("suffix", PropertyType.Text), new("media_type", PropertyType.Text)),
            new("media_file", ValueFormat.Media, [.. _file, new("media_type", PropertyType.Text)]),
            new("number", ValueFormat.Number, _number),
            new("single_option", Option),
            new("multiple_options", Options),
            new("boolean", ValueFormat.Flag),
            new("date", Date),
            LinkType("record", Link, "reference_entity", toAssets: false),
            .. isExtended ? Extended() : [],
        ],
        FirstAttributes = [new("label", "text") { PerLocale = true }, new("media", "media_file")],
        Operators = new Dictionary<ValueFormat, string[]>
        {
            [ValueFormat.Text] = ["=", "CONTAINS", "DOES NOT CONTAIN", "STARTS WITH", "ENDS WITH", .. _presence],
            [ValueFormat.Number] = ["=", .. _presence],
            [ValueFormat.Flag] = ["=", .. _presence],
            [Date] = ["=", "<", ">", "BETWEEN", "NOT BETWEEN", .. _presence],
            [Option] = ["IN", .. _presence],
            [Options] = ["IN", .. _presence],
            [Link] = ["IN", .. _presence],
            [Links] = ["IN", .. _presence],
        },
        // assets-filter-logical-operators.html, and the news of November 2026
        CombinedOperators = !isExtended ? null : new Dictionary<ValueFormat, string[]>
        {
            [ValueFormat.Text] = ["!=", "IN"],
            [ValueFormat.Number] = ["!="],
            [ValueFormat.Flag] = ["!="],
            [Date] = ["!="],
            [Option] = ["NOT IN"],
            [Options] = ["NOT IN"],
            [Tags] = ["NOT IN"],
        },
        Rules = new AssetFamilyRules(),
        CodeOrder = StringComparer.Ordinal,
        HasDeletableEntries = true,
        HasDeletableOptions = isExtended,
        MediaPath = "asset-media-files",
        MediaHeader = "Asset-media-file-code",
    };

    /// <summary>What an attribute has when nothing is said; null where the property's type tells.</summary>
    public static JsonNode? Default(Property property) => property.Name switch
    {
        "validation_rule" => JsonValue.Create("none"),
        "media_type" => JsonValue.Create("image"),
        "status" => JsonValue.Create("enabled"),
        "default_value" => null,
        _ => property.Default,
    };

    private static EntityAttributeType[] Extended() =>
    [
        LinkType("asset_family_single_link", Link, "asset_family_code", toAssets: true),
        LinkType("asset_family_multiple_links", Links, "asset_family_code", toAssets: true),
        new("auto_tagging", Tags),
    ];

    private static Property[] Entry(params Property[] more) =>
    [
        new("code", PropertyType.Text, Immutable), .. more, new("values", Map), new("created", PropertyType.Text, ReadOnly), new("updated", PropertyType.Text, ReadOnly),
    ];

    private static EntityAttributeType LinkType(string name, ValueFormat format, string property, bool toAssets) =>
        new(name, format, new Property(property, PropertyType.Text, Immutable)) { LinkProperty = property, LinksToAssets = toAssets };
}
