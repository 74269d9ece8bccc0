using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PimPowerShell.Arguments;

/// <summary>Completes the statuses that a product can be brought back to, the usual one first.</summary>
public sealed class RestoredStatusCompleter : IArgumentCompleter, IKnownTexts
{
    IReadOnlyCollection<string> IKnownTexts.Texts => All;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching(wordToComplete, All.Select(status => (status, status)));

    internal static IReadOnlyList<string> All { get; } = ["active", "inactive"];
}
