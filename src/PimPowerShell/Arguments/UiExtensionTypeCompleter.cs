using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PimPowerShell.Arguments;

/// <summary>Completes the types of UI extensions.</summary>
public sealed class UiExtensionTypeCompleter : IArgumentCompleter, IKnownTexts
{
    private static readonly string[] s_types = ["action", "data_component", "iframe", "link", "sdk_script"];

    IReadOnlyCollection<string> IKnownTexts.Texts => s_types;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching(wordToComplete, s_types.Select(type => (type, type)));
}
