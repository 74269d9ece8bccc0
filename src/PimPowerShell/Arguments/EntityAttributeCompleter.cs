using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Sessions;

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
        if (Completion.SessionOf(fakeBoundParameters) is not { } session || fakeBoundParameters[owner] is null)
        {
            return [];
        }

        return EntityAttributes.Matching(
            session, isOfAssets ? "Asset" : "ReferenceEntityRecord", fakeBoundParameters, wordToComplete, attribute => attribute.HasOptions);
    }
}

/// <summary>Completes the attributes of an asset family that can stand for an asset.</summary>
public sealed class MainMediaCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        if (Completion.SessionOf(fakeBoundParameters) is not { } session || fakeBoundParameters["Identity"] is not { } family)
        {
            return [];
        }

        return EntityAttributes.Matching(
            session, "Asset", new Hashtable { ["AssetFamily"] = family }, wordToComplete, attribute => attribute.Type is "media_file" or "media_link");
    }
}

/// <summary>The attributes of one reference entity or asset family.</summary>
internal static class EntityAttributes
{
    /// <summary>Those that the word under the cursor may become.</summary>
    /// <param name="session">The session.</param>
    /// <param name="noun">What has values of them.</param>
    /// <param name="owners">What these items lie in, by the names of parameters.</param>
    /// <param name="wordToComplete">The word.</param>
    /// <param name="fits">Whether an attribute is one of those wanted.</param>
    public static IEnumerable<CompletionResult> Matching(PimSession session, string noun, IDictionary owners, string wordToComplete, Func<AttributeDefinition, bool> fits)
    {
        IReadOnlyDictionary<string, AttributeDefinition> attributes = Completion.Ask(
            session, (provider, context) => ReadAsync(provider, noun, owners, context), new Dictionary<string, AttributeDefinition>());
        return Completion.Matching(wordToComplete, attributes.Values.Where(fits).Select(attribute => (attribute.Code, $"Attribute {attribute.Code}")));
    }

    private static Task<IReadOnlyDictionary<string, AttributeDefinition>> ReadAsync(Core.IPimProvider provider, string noun, IDictionary owners, CallContext context)
    {
        PimResource items = provider.Resources.Get(noun);
        return provider.GetAttributesAsync(new PimQuery(items) { PathValues = Completion.PathValues(provider, items, owners)! }, context);
    }
}
