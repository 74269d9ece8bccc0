using System.Collections.Generic;

namespace PimPowerShell.Core.Model.Rules;

/// <summary>A file that new items of one kind come with, and no others.</summary>
/// <param name="Field">The field that says of which kind an item is.</param>
/// <param name="Value">The kind that has a file.</param>
internal sealed record FileRule(string Field, string Value) : PimRule
{
    protected override IEnumerable<PimFieldError> Find(RuleItem item)
    {
        string? kind = item.TextOf(Field);
        if (kind == Value && item.IsNew && !item.HasFile)
        {
            yield return new PimFieldError("file", $"is needed where {Field} is {Value}");
        }
        else if (kind is not null && kind != Value && item.HasFile)
        {
            yield return new PimFieldError("file", $"goes with {Field} {Value}, not with {kind}");
        }
    }
}
