using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using PimPowerShell.Core.Actions;

namespace PimPowerShell.Arguments;

/// <summary>Completes the positions of UI extensions; with -Type action, those of actions.</summary>
public sealed class UiExtensionPositionCompleter : IArgumentCompleter, IKnownTexts
{
    IReadOnlyCollection<string> IKnownTexts.Texts => [.. ActionPositions.All];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching(wordToComplete, ("action".Equals(fakeBoundParameters["Type"]?.ToString(), StringComparison.OrdinalIgnoreCase) ? ActionPositions.OfActions : ActionPositions.All).Select(position => (position, position)));
}
