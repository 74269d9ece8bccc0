using System.Collections.Generic;

namespace PimPowerShell.Core.Model;

/// <summary>What the values are that a property or an attribute is compared with.</summary>
public enum FilterKind
{
    /// <summary>Texts and codes.</summary>
    Text,
    /// <summary>Yes or no.</summary>
    Flag,
    /// <summary>Numbers.</summary>
    Number,
    /// <summary>Moments.</summary>
    Time,
    /// <summary>Days.</summary>
    Day,
    /// <summary>Amounts with a unit.</summary>
    Measurement,
    /// <summary>Amounts with a currency.</summary>
    Price,
    /// <summary>What this client knows nothing of, and leaves as it is.</summary>
    Any,
}

/// <summary>Whether a condition names a locale or a channel.</summary>
public enum FilterNeed
{
    /// <summary>It must not.</summary>
    No,
    /// <summary>It may.</summary>
    May,
    /// <summary>It has to.</summary>
    Must,
}

/// <summary>A property or an attribute that a list can be searched by.</summary>
/// <param name="Name">The property, or the attribute's code.</param>
/// <param name="Operators">Its operators.</param>
/// <param name="Kind">What it is compared with.</param>
public sealed record PimFilterField(string Name, IReadOnlyList<string> Operators, FilterKind Kind = FilterKind.Text)
{
    /// <summary>The attribute; null for a property.</summary>
    public AttributeDefinition? Attribute { get; init; }

    /// <summary>The operators that it has besides where <c>and</c> and <c>or</c> combine conditions, and not here.</summary>
    public IReadOnlyList<string> Combined { get; init; } = [];

    /// <summary>The least and the greatest number that it is compared with; null for any.</summary>
    public (decimal Least, decimal Most)? Range { get; init; }

    /// <summary>The texts that it is compared with; null for any.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>Whether a condition names a channel.</summary>
    public FilterNeed Scope { get; init; }

    /// <summary>Whether a condition names a locale.</summary>
    public FilterNeed Locale { get; init; }

    /// <summary>Whether it may name several locales.</summary>
    public bool TakesLocales { get; init; }
}
