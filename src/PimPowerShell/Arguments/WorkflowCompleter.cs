using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PimPowerShell.Arguments;

/// <summary>Completes workflows: their uuids, found by their codes too. They are kept for some minutes.</summary>
public sealed class WorkflowCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        if (Completion.SessionOf(fakeBoundParameters) is not { } session)
        {
            return [];
        }

        string word = wordToComplete.Trim('\'', '"');
        IReadOnlyList<(string Uuid, string Code)> workflows = Completion.Ask(session, session.Handle.Workflows.FindAsync, []);
        return [.. workflows.Where(one => Starts(one.Uuid) || Starts(one.Code)).Select(static one => new CompletionResult(one.Uuid, one.Code, CompletionResultType.ParameterValue, $"Workflow {one.Code}"))];

        bool Starts(string text) => text.StartsWith(word, StringComparison.OrdinalIgnoreCase);
    }
}
