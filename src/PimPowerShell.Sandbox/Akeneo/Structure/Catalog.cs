using System.Collections.Generic;

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
