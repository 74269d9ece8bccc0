using System.Collections.Generic;

namespace PimPowerShell.Core.Model.Rules;

/// <summary>Two flags of which one can be true.</summary>
/// <param name="Field">The one.</param>
/// <param name="Other">The other.</param>
internal sealed record NotBothRule(string Field, string Other) : PimRule
{
    protected override IEnumerable<PimFieldError> Find(RuleItem item)
    {
        if (item.IsTrue(Field) && item.IsTrue(Other))
        {
            yield return new PimFieldError(Field, $"cannot be true together with {Other}");
        }
    }
}
