using PimPowerShell.Sandbox.Akeneo.Structure;

namespace PimPowerShell.Sandbox.Akeneo.Generation;

/// <summary>An attribute of the generated catalog.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Type">Its type.</param>
/// <param name="Group">The attribute group that it is in.</param>
/// <param name="Label">Its English label.</param>
internal sealed record AttributeSeed(string Code, string Type, string Group, string Label)
{
    public bool Localizable { get; init; }

    public bool Scopable { get; init; }

    public bool Unique { get; init; }

    public bool Decimals { get; init; }

    public bool Negative { get; init; }

    public string? Measure { get; init; }

    public string? Unit { get; init; }

    /// <summary>The smallest and largest amounts that products get.</summary>
    public (int Low, int High) Range { get; init; } = (1, 100);

    public int? MaximumLength { get; init; }

    public string[] Extensions { get; init; } = [];

    public string[] OnlyLocales { get; init; } = [];

    public string[] Options { get; init; } = [];

    public bool IsAmount => Type is AttributeTypes.Number or AttributeTypes.Metric or AttributeTypes.Price;

    public bool IsSelect => Type is AttributeTypes.SimpleSelect or AttributeTypes.MultiSelect;
}
