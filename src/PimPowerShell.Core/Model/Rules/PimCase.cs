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

    public bool IsGiven(RuleItem item) => item.TextOf(Field) is { } text && Values.Contains(text, StringComparer.OrdinalIgnoreCase) != IsOther;
}
