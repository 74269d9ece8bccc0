using System;
using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Core.Model.Rules;

/// <summary>The only texts that a field takes; none at all is left to the server.</summary>
/// <param name="Path">The path to it.</param>
/// <param name="Choices">The texts.</param>
internal sealed record ChoiceRule(string Path, params string[] Choices) : PimRule
{
    /// <summary>Whether servers learn more of them as they grow: then it is said how one is sent that is not known here.</summary>
    public bool Grows { get; init; }

    /// <summary>Which other texts may be of the server's owner, and are left to it; null for none.</summary>
    public Func<string, bool>? MayBeOwn { get; init; }

    protected override IEnumerable<PimFieldError> Find(RuleItem item) =>
        from place in item.Find(Path)
        let text = Text(place.Value)
        where text is { Length: > 0 } && !Choices.Contains(text) && MayBeOwn?.Invoke(text) != true
        select new PimFieldError(place.Name, Grows
            ? $"'{text}' is none that is known here.{Nearest.Hint(text, Choices)} Known are {string.Join(", ", Choices)}. Invoke-PimRestMethod sends what this module does not know"
            : $"takes {string.Join(", ", Choices)}, not '{text}'{(When is null ? "" : $", where {When.Field} is {item.TextOf(When.Field)}")}");
}
