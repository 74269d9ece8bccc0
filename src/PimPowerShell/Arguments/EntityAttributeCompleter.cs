using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Arguments;

/// <summary>Completes the attributes of the reference entity or asset family that the line names, among those that have options.</summary>
public sealed class EntityAttributeCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        bool isOfAssets = commandName.IndexOf("AssetAttribute", StringComparison.OrdinalIgnoreCase) >= 0;
        string owner = isOfAssets ? "AssetFamily" : "ReferenceEntity";
        if (Completion.SessionOf(fakeBoundParameters) is not { } session || fakeBoundParameters[owner] is not { } key)
        {
            return [];
        }

        IReadOnlyDictionary<string, AttributeDefinition> attributes = Completion.Ask(
            session, (provider, context) => AttributesAsync(provider, isOfAssets ? "Asset" : "ReferenceEntityRecord", fakeBoundParameters, context), new Dictionary<string, AttributeDefinition>());
        return Completion.Matching(wordToComplete, attributes.Values.Where(attribute => attribute.Type is "single_option" or "multiple_options")
            .Select(attribute => (attribute.Code, $"Attribute {attribute.Code} of {key}")));
    }

    private static Task<IReadOnlyDictionary<string, AttributeDefinition>> AttributesAsync(Core.IPimProvider provider, string noun, IDictionary fakeBoundParameters, CallContext context)
    {
        PimResource items = provider.Resources.First(resource => resource.Noun == noun);
        return provider.GetAttributesAsync(new PimQuery(items) { PathValues = Completion.PathValues(provider, items, fakeBoundParameters)! }, context);
    }
}
