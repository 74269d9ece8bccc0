using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Arguments;

/// <summary>Completes the attribute types of the connected back end; without a session, those of all.</summary>
public sealed class AttributeTypeCompleter : IArgumentCompleter, IKnownTexts
{
    IReadOnlyCollection<string> IKnownTexts.Texts => Types(PimBackEnd.All.SelectMany(backEnd => backEnd.Resources));

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        IEnumerable<PimResource> resources = Completion.SessionOf(fakeBoundParameters)?.Handle.Provider.Resources ?? PimBackEnd.All.SelectMany(backEnd => backEnd.Resources);
        return Completion.Matching(wordToComplete, Types(resources).Select(type => (type, type)));
    }

    /// <summary>The types that some kinds of thing know for attributes.</summary>
    internal static string[] Types(IEnumerable<PimResource> resources) =>
        [.. resources.Where(resource => resource.Noun == "Attribute").SelectMany(resource => resource.Fields.First(field => field.Name == "type").Known)];
}
