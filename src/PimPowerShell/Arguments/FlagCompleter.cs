using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PimPowerShell.Arguments;

/// <summary>Completes yes and no. PowerShell offers files for them otherwise.</summary>
public sealed class FlagCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        KnownValues.Flags.Texts.Where(text => text.StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase)).Select(static text => new CompletionResult(text));
}
