using System.Collections.Generic;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>An attribute.</summary>
internal sealed class AttributeDefinition(StructureEntity entity, IReadOnlyDictionary<string, StructureEntity> options)
{
    public string Code { get; } = entity.Code;

    public string Type { get; } = entity.Text("type")!;

    public bool IsLocalizable { get; } = entity.Flag("localizable");

    public bool IsScopable { get; } = entity.Flag("scopable");

    public bool IsUnique { get; } = entity.Flag("unique");

    public bool AllowsDecimals { get; } = entity.Flag("decimals_allowed");

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

    public bool CreatesOptions { get; } = entity.Flag("enable_option_creation_during_import");

    /// <summary>The options of a select attribute by code.</summary>
    public IReadOnlyDictionary<string, StructureEntity> Options { get; } = options;
}
