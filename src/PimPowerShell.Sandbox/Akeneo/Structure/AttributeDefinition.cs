using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Media;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>An attribute.</summary>
internal sealed class AttributeDefinition(StructureEntity entity, IReadOnlyDictionary<string, StructureEntity> options)
{
    public string Code { get; } = entity.Code;

    public string Type { get; } = entity.Text("type")!;

    public bool IsLocalizable { get; } = entity.Flag("localizable");

    public bool IsScopable { get; } = entity.Flag("scopable");

    /// <summary>Whether no two products have the same value; of an identifier that is so whatever its definition says.</summary>
    public bool IsUnique { get; } = entity.Flag("unique") || entity.Text("type") == AttributeTypes.Identifier;

    /// <summary>Whether products go by the attribute. The edition in the cloud may have further identifiers, which are values as others are (1.9).</summary>
    public bool IsMainIdentifier { get; } = entity.Flag("is_main_identifier");

    public bool AllowsDecimals { get; } = entity.Flag("decimals_allowed");

    /// <summary>The most decimals that a number may have where more are refused (1.9).</summary>
    public int? DecimalPlaces { get; } = entity.Text("decimal_places_strategy") == "forbid" ? (int?)entity.Data["decimal_places"]?.GetValue<long>() : null;

    /// <summary>The most assets of a collection (1.9).</summary>
    public int? ItemsMaximum { get; } = (int?)entity.Data["max_items_count"]?.GetValue<long>();

    public bool AllowsNegative { get; } = entity.Flag("negative_allowed");

    public int? MaximumLength { get; } = (int?)entity.Data["max_characters"]?.GetValue<long>();

    public string? DefaultUnit { get; } = entity.Text("default_metric_unit");

    public string? MeasurementFamily { get; } = entity.Text("metric_family");

    public string? NumberMinimum { get; } = entity.Text("number_min");

    public string? NumberMaximum { get; } = entity.Text("number_max");

    public string? DateMinimum { get; } = entity.Text("date_min");

    public string? DateMaximum { get; } = entity.Text("date_max");

    public string? ValidationRule { get; } = entity.Text("validation_rule");

    public string? ValidationPattern { get; } = entity.Text("validation_regexp");

    /// <summary>The only locales that the attribute may have values for; empty when it may have them for all.</summary>
    public string[] Locales { get; } = entity.Codes("available_locales");

    /// <summary>The extensions of files that a media attribute takes.</summary>
    public string[] Extensions { get; } = entity.Codes("allowed_extensions") is { Length: > 0 } own ? own
        : entity.Text("type") == AttributeTypes.Image ? MediaTypes.Images
        : MediaTypes.Files;

    /// <summary>The largest file that a media attribute takes, in megabytes.</summary>
    public decimal? FileMaximum { get; } = Decimals.TryRead(entity.Text("max_file_size") ?? "", out decimal maximum) ? maximum : null;

    public bool CreatesOptions { get; } = entity.Flag("enable_option_creation_during_import");

    /// <summary>The reference entity, asset family or reference data that values name codes of.</summary>
    public string? ReferenceName { get; } = AttributeTypes.Referring.Contains(entity.Text("type")!) ? entity.Text("reference_data_name") : null;

    /// <summary>The columns of a table attribute.</summary>
    public IReadOnlyList<JsonObject> Columns { get; } = [.. TableColumns.Of(entity.Data)];

    /// <summary>The options of a select attribute by code.</summary>
    public IReadOnlyDictionary<string, StructureEntity> Options { get; } = options;
}
