using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Core.Model.Rules;

/// <summary>The only texts that a field takes; none at all is left to the server.</summary>
/// <param name="Path">The path to it.</param>
/// <param name="Choices">The texts.</param>
internal sealed record ChoiceRule(string Path, params string[] Choices) : PimRule
{
    protected override IEnumerable<PimFieldError> Find(RuleItem item) =>
        from place in item.Find(Path)
        let text = Text(place.Value)
        where text is { Length: > 0 } && !Choices.Contains(text)
        select new PimFieldError(place.Name, $"takes {string.Join(", ", Choices)}, not '{text}'{(When is null ? "" : $", where {When.Field} is {item.TextOf(When.Field)}")}");
}
