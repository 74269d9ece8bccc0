using System;
using System.Collections.Generic;
using PimPowerShell.Sandbox.Generation;
using PimPowerShell.Sandbox.Pims.Generation;

namespace PimPowerShell.Sandbox.Pims.Schema;

/// <summary>Makes the value of an attribute for a generated product: null, a text, or texts.</summary>
internal delegate object? MakeValue(GeneratedProducts products, int row, ref Dice dice);

/// <summary>One attribute and its definition. Never changed: an edit puts another in its place.</summary>
internal sealed record PimsAttribute(string Name, string Type)
{
    public const string Sku = "sku";
    public const string Status = "status";
    public const string Categories = "categories";
    public const string VariationOf = "variation_of";
    public const string VariationAttributes = "variation_attributes";
    public const string VariationSkus = "variation_skus";
    public const string VariationMatrix = "variation_matrix";

    /// <summary>The types that the API documents.</summary>
    public static readonly string[] Types =
        ["boolean", "completeness", "date", "dropdown", "html", "media", "number", "relation", "string", "text", "url"];

    public string Group { get; init; } = "Additional";

    /// <summary>By locale.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Comments { get; init; } = new Dictionary<string, string>();

    public bool IsCollection { get; init; }

    public bool IsUnique { get; init; }

    public bool IsIndexable { get; init; }

    public bool IsSearchable { get; init; }

    public bool IsFilterable { get; init; }

    public string Validation { get; init; } = "";

    /// <summary>The values that a dropdown takes; null for other types.</summary>
    public IReadOnlyList<string>? Dictionary { get; init; }

    /// <summary>Whether it is of the product's core, whose definitions are shorter.</summary>
    public bool IsCore { get; init; }

    /// <summary>Whether the server computes it and ignores what is written to it.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>The matrix of variations alone has no definition.</summary>
    public bool HasDefinition => Name != VariationMatrix;

    /// <summary>Null for an attribute that somebody added: generated products have no value of it.</summary>
    public MakeValue? Make { get; init; }

    /// <summary>What its generated values are drawn from.</summary>
    public int Number { get; init; }

    public bool Takes(string value) => Dictionary is null || ((ICollection<string>)Dictionary).Contains(value);

    public bool Is(string name) => string.Equals(Name, name, StringComparison.Ordinal);
}
