using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using PimPowerShell.Sessions;

namespace PimPowerShell.Arguments;

/// <summary>Completes the names of this process's listeners.</summary>
public sealed class ActionListenerNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching(wordToComplete, ActionListenerHost.Running.Select(run => (run.Name, run.Prefix.ToString())));
}
