using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;

namespace PimPowerShell.Arguments;

/// <summary>Completes the kinds of thing whose changes can be read.</summary>
public sealed class SyncResourceCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        IEnumerable<PimResource> resources = Completion.SessionOf(fakeBoundParameters) is { } session ? Resources(session.Handle.Provider) : [];
        return Completion.Matching(wordToComplete, resources.Select(resource => (resource.Noun, resource.Path)));
    }

    internal static IEnumerable<PimResource> Resources(IPimProvider provider) => provider.Resources.Where(ChangeReader.CanRead);
}
