using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Threading.Tasks;
using PimPowerShell.Core;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Arguments;

/// <summary>
/// Completes codes of the connected PIM, which are kept for some minutes. For what lies in something else, those in what
/// the line names.
/// </summary>
public abstract class CatalogCompleter(string? noun) : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        if (Completion.SessionOf(fakeBoundParameters) is not { } session)
        {
            return [];
        }

        string kind = noun ?? TypedLine.NounOf(commandName);
        var line = new TypedLine(commandName, parameterName, fakeBoundParameters);
        IReadOnlyList<string> codes = Completion.Ask(session, (provider, context) => CodesAsync(provider, kind, line, context), []);
        return Completion.Matching(wordToComplete, codes.Select(code => (code, $"{kind} {code}")));
    }

    internal virtual Task<IReadOnlyList<string>> CodesAsync(IPimProvider provider, string kind, TypedLine line, CallContext context)
    {
        PimResource? resource = provider.Resources.Find(kind);
        Dictionary<string, string>? owners = resource is null ? null : Completion.PathValues(provider, resource, line.Bound);
        return provider.Metadata.GetCodesAsync(kind, context, owners);
    }
}

/// <summary>Completes attribute codes.</summary>
public sealed class AttributeCompleter() : CatalogCompleter("Attribute");

/// <summary>Completes the codes of asset families.</summary>
public sealed class AssetFamilyCompleter() : CatalogCompleter("AssetFamily");

/// <summary>Completes the codes of attribute groups.</summary>
public sealed class AttributeGroupCompleter() : CatalogCompleter("AttributeGroup");

/// <summary>Completes the paths of buckets.</summary>
public sealed class BucketCompleter() : CatalogCompleter("Bucket");

/// <summary>Completes category codes.</summary>
public sealed class CategoryCompleter() : CatalogCompleter("Category");

/// <summary>Completes the codes of the roots of category trees.</summary>
public sealed class RootCategoryCompleter() : CatalogCompleter("Category")
{
    internal override Task<IReadOnlyList<string>> CodesAsync(IPimProvider provider, string kind, TypedLine line, CallContext context) =>
        provider.Metadata.GetCodesAsync(kind, context, only: PimCriteria.Root());
}

/// <summary>Completes channel codes.</summary>
public sealed class ChannelCompleter() : CatalogCompleter("Channel");

/// <summary>Completes family codes.</summary>
public sealed class FamilyCompleter() : CatalogCompleter("Family");

/// <summary>Completes the codes of enabled locales.</summary>
public sealed class LocaleCompleter() : CatalogCompleter("Locale");

/// <summary>Completes the names of views.</summary>
public sealed class ViewCompleter() : CatalogCompleter("View");

/// <summary>Completes the codes of what a cmdlet reads, where these are few enough to be known.</summary>
public sealed class IdentityCompleter() : CatalogCompleter(null);

/// <summary>Completes the codes of enabled currencies.</summary>
public sealed class CurrencyCompleter() : CatalogCompleter("Currency");

/// <summary>Completes the codes of reference entities.</summary>
public sealed class ReferenceEntityCompleter() : CatalogCompleter("ReferenceEntity");

/// <summary>Completes what an attribute can link: the codes of reference entities and of asset families.</summary>
public sealed class ReferenceDataCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        new CatalogCompleter[] { new ReferenceEntityCompleter(), new AssetFamilyCompleter() }
            .SelectMany(completer => completer.CompleteArgument(commandName, parameterName, wordToComplete, commandAst, fakeBoundParameters));
}

/// <summary>Completes the codes of measurement families.</summary>
public sealed class MeasurementFamilyCompleter() : CatalogCompleter("MeasurementFamily");

/// <summary>Completes the variants of the family that the line names.</summary>
public sealed class FamilyVariantCompleter() : CatalogCompleter("FamilyVariant");
