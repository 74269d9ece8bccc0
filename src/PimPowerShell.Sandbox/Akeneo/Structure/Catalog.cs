using System;
using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>The structure of the catalog at one moment, in the shape in which products need it. Codes are found in any case.</summary>
internal sealed class Catalog
{
    public required AttributeDefinition Identifier { get; init; }

    public required IReadOnlyDictionary<string, AttributeDefinition> Attributes { get; init; }

    public required IReadOnlyDictionary<string, FamilyDefinition> Families { get; init; }

    public required IReadOnlyDictionary<string, FamilyVariantDefinition> FamilyVariants { get; init; }

    public required IReadOnlyDictionary<string, ChannelDefinition> Channels { get; init; }

    public required IReadOnlyDictionary<string, AssociationTypeDefinition> AssociationTypes { get; init; }

    /// <summary>Units by measurement family.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, UnitDefinition>> Units { get; init; }

    public required HashSet<string> ActiveLocales { get; init; }

    public required HashSet<string> ActiveCurrencies { get; init; }

    public required CategoryTree Categories { get; init; }

    public AttributeDefinition? Attribute(string code) => Attributes.TryGetValue(code, out AttributeDefinition? attribute) ? attribute : null;

    public FamilyDefinition? Family(string? code) => code is not null && Families.TryGetValue(code, out FamilyDefinition? family) ? family : null;

    public FamilyVariantDefinition? FamilyVariant(string? code) =>
        code is not null && FamilyVariants.TryGetValue(code, out FamilyVariantDefinition? variant) ? variant : null;

    public ChannelDefinition? Channel(string? code) => code is not null && Channels.TryGetValue(code, out ChannelDefinition? channel) ? channel : null;
}

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

/// <summary>A family.</summary>
internal sealed class FamilyDefinition(StructureEntity entity)
{
    public string Code { get; } = entity.Code;

    public HashSet<string> Attributes { get; } = new(entity.Codes("attributes"), StringComparer.OrdinalIgnoreCase);

    /// <summary>The attributes that completeness looks at, by channel.</summary>
    public IReadOnlyDictionary<string, string[]> Requirements { get; } = entity.Data["attribute_requirements"].Members()
        .ToDictionary(pair => pair.Key, pair => pair.Value.ToCodes(), StringComparer.OrdinalIgnoreCase);
}

/// <summary>A family variant; its level 0 is the root product model's.</summary>
internal sealed class FamilyVariantDefinition(StructureEntity entity)
{
    private readonly HashSet<string> _common = new(entity.Codes("common_attributes"), StringComparer.OrdinalIgnoreCase);

    private readonly VariantLevel[] _levels = [.. (entity.Data["variant_attribute_sets"] as System.Text.Json.Nodes.JsonArray)!
        .Select(set => new VariantLevel(set!["axes"].ToCodes(), set["attributes"].ToCodes()))];

    public string Code { get; } = entity.Code;

    public string Family { get; } = entity.Owner;

    /// <summary>How many levels lie below the root product model.</summary>
    public int Depth => _levels.Length;

    public string[] Axes(int level) => level == 0 ? [] : _levels[level - 1].Axes;

    /// <summary>Whether values of an attribute belong to a level. What is not in the family belongs to the lowest.</summary>
    public bool Owns(int level, string attribute) =>
        level == 0 ? _common.Contains(attribute) : _levels[level - 1].Attributes.Contains(attribute);

    /// <summary>The level above a given one that owns an attribute, or -1.</summary>
    public int LevelAbove(int level, string attribute)
    {
        for (int above = 0; above < level; above++)
        {
            if (Owns(above, attribute))
            {
                return above;
            }
        }

        return -1;
    }

    private sealed class VariantLevel(string[] axes, string[] attributes)
    {
        public string[] Axes { get; } = axes;

        public HashSet<string> Attributes { get; } = new(attributes, StringComparer.OrdinalIgnoreCase);
    }
}

/// <summary>A channel.</summary>
internal sealed class ChannelDefinition(StructureEntity entity)
{
    public string Code { get; } = entity.Code;

    public HashSet<string> Locales { get; } = new(entity.Codes("locales"));

    public string[] LocaleList { get; } = entity.Codes("locales");

    public string[] Currencies { get; } = entity.Codes("currencies");

    public string CategoryTree { get; } = entity.Text("category_tree")!;

    /// <summary>The units that measures are told in, by attribute.</summary>
    public IReadOnlyDictionary<string, string> Conversions { get; } = entity.Data["conversion_units"].Members()
        .Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<string>());
}

/// <summary>An association type.</summary>
internal sealed class AssociationTypeDefinition(StructureEntity entity)
{
    public string Code { get; } = entity.Code;

    public bool IsQuantified { get; } = entity.Flag("is_quantified");

    public bool IsTwoWay { get; } = entity.Flag("is_two_way");
}

/// <summary>A unit of a measurement family, with the steps that turn it into the standard unit.</summary>
internal sealed class UnitDefinition(IReadOnlyList<(string Operator, decimal Value)> steps)
{
    public decimal ToStandard(decimal amount) => steps.Aggregate(amount, (value, step) => step.Operator switch
    {
        "mul" => value * step.Value,
        "div" => value / step.Value,
        "add" => value + step.Value,
        _ => value - step.Value,
    });

    public decimal FromStandard(decimal amount) => steps.Reverse().Aggregate(amount, (value, step) => step.Operator switch
    {
        "mul" => value / step.Value,
        "div" => value * step.Value,
        "add" => value - step.Value,
        _ => value + step.Value,
    });
}
