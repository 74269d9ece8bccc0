using System;

namespace PimPowerShell.Sandbox.Akeneo.Generation;

/// <summary>A family of the generated catalog, and how its products come about.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Prefix">What its products' identifiers begin with. Families are listed in the order of prefixes.</param>
/// <param name="Weight">Its share of the products, in percent.</param>
/// <param name="Nouns">What its products are called, by language.</param>
/// <param name="Category">The department that its products are in.</param>
/// <param name="Attributes">Its own attributes, separated by spaces, beside those of every family.</param>
internal sealed record FamilySeed(string Code, string Prefix, int Weight, string[] Nouns, string Category, string Attributes)
{
    /// <summary>The family variant of the products that are variants, or null.</summary>
    public VariantSeed? Variant { get; init; }

    /// <summary>How many percent of the products are variants.</summary>
    public int VariantShare { get; init; }

    public string[] OwnAttributes => Attributes.Split([' '], StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>A family variant: one axis a level, and the values that every model has on it.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Axes">The attribute of each level.</param>
/// <param name="Steps">The values of each level, in the order of the alphabet.</param>
internal sealed record VariantSeed(string Code, string[] Axes, string[][] Steps)
{
    /// <summary>Attributes of the first level of two beside its axis.</summary>
    public string[] UpperAttributes { get; init; } = [];

    public int VariantsOfModel => Steps.Length == 1 ? Steps[0].Length : Steps[0].Length * Steps[1].Length;

    /// <summary>A root, and with two levels one more for each value of the first.</summary>
    public int ModelsOfModel => Steps.Length == 1 ? 1 : 1 + Steps[0].Length;
}
