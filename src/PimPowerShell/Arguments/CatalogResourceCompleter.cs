using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;

namespace PimPowerShell.Arguments;

/// <summary>Completes the kinds of thing that a catalog is made of.</summary>
public sealed class CatalogResourceCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        IEnumerable<PimResource> resources = Completion.SessionOf(fakeBoundParameters) is { } session ? CatalogPlan.Of(session.Handle.Provider) : [];
        return Completion.Matching(wordToComplete, resources.Select(resource => (resource.Noun, resource.Path)));
    }
}
