using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using PimPowerShell.Sessions;

namespace PimPowerShell.Arguments;

/// <summary>Takes a session's name where a session is wanted.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SessionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = PlainTree.Base(inputData);
        return value is not string name
            ? value
            : RunspaceSessions.Current.All.FirstOrDefault(session => string.Equals(session.Name, name, StringComparison.OrdinalIgnoreCase))
                ?? throw new ArgumentTransformationMetadataException($"There is no session '{name}' in this runspace. Get-PimSession lists the sessions.");
    }
}

/// <summary>Completes the names of this runspace's sessions.</summary>
public sealed class SessionNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching(wordToComplete, RunspaceSessions.Current.All.Select(session => (session.Name, session.Url.ToString())));
}
