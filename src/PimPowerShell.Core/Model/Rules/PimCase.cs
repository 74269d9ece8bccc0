using System;
using System.Linq;

namespace PimPowerShell.Core.Model.Rules;

/// <summary>The case that a field has one of some values.</summary>
/// <param name="Field">The field, on the first level.</param>
/// <param name="Values">The values.</param>
internal sealed record PimCase(string Field, params string[] Values)
{
    /// <summary>Whether the case is that it has another value than these.</summary>
    public bool IsOther { get; init; }

    /// <summary>The case that a field has a value at all.</summary>
    public static PimCase Has(string field) => new(field) { IsOther = true };

    /// <summary>Whether a change leaves to the item which case it is.</summary>
    public bool IsOpen(RuleItem change) => !change.Fields.TryGetProperty(Field, out _);

    public bool IsGiven(RuleItem item) => item.TextOf(Field) is { Length: > 0 } text && Values.Contains(text, StringComparer.OrdinalIgnoreCase) != IsOther;
}
