using System.Collections.Generic;

namespace PimPowerShell.Core.Model;

/// <summary>One condition as a caller wrote it: what it leaves out is chosen to fit the property.</summary>
/// <param name="Property">A property or an attribute's code.</param>
/// <param name="Operator">The operator, in the API's spelling; null for the one that fits.</param>
/// <param name="Value">What to compare with; null for operators without a value.</param>
public sealed record PimCondition(string Property, string? Operator = null, object? Value = null)
{
    /// <summary>The whole name, where its end was taken for the operator: it might be an attribute's.</summary>
    public string? WholeName { get; init; }

    /// <summary>For localizable attributes, completeness and scores.</summary>
    public string? Locale { get; init; }

    /// <summary>The channel, for scopable attributes, completeness and scores.</summary>
    public string? Scope { get; init; }

    /// <summary>For conditions over several locales; null for none.</summary>
    public IReadOnlyList<string>? Locales { get; init; }

    /// <summary>Which readiness is meant; null elsewhere.</summary>
    public string? ReadinessCode { get; init; }

    /// <summary>The conditions that this one combines, where its property is <c>and</c> or <c>or</c>; null for a single one.</summary>
    public IReadOnlyList<PimCondition>? Parts { get; init; }
}
