using System;
using System.Collections.Generic;

namespace PimPowerShell.Core.Model.Rules;

/// <summary>A reference that does not lead to the item itself.</summary>
/// <param name="Field">The field of the reference.</param>
internal sealed record NotItselfRule(string Field) : PimRule
{
    protected override IEnumerable<PimFieldError> Find(RuleItem item)
    {
        if (item.TextOf(Field) is { } code && string.Equals(code, item.TextOf("code"), StringComparison.OrdinalIgnoreCase))
        {
            yield return new PimFieldError(Field, $"cannot be the item itself, '{code}'");
        }
    }
}
