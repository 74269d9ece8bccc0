using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Core.Model.Rules;

/// <summary>The only texts that a field takes; none at all is left to the server.</summary>
/// <param name="Path">The path to it.</param>
/// <param name="Choices">The texts.</param>
internal sealed record ChoiceRule(string Path, params string[] Choices) : PimRule
{
    /// <summary>Whether servers take more as they grow: then another text is no more than worth a remark.</summary>
    public bool IsOpen { get; init; }

    protected override IEnumerable<PimFieldError> Find(RuleItem item) =>
        from place in item.Find(Path)
        let text = Text(place.Value)
        where text is { Length: > 0 } && !Choices.Contains(text)
        select IsOpen
            ? new PimFieldError(place.Name, $"'{text}' is none that is known here.{Nearest.Hint(text, Choices)} Known are {string.Join(", ", Choices)}") { IsRemark = true }
            : new PimFieldError(place.Name, $"takes {string.Join(", ", Choices)}, not '{text}'{(When is null ? "" : $", where {When.Field} is {item.TextOf(When.Field)}")}");
}
