using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;

namespace PimPowerShell.Arguments;

/// <summary>
/// Completes codes of the connected PIM. They are read once a session; a server that is slow to answer gives no
/// completions rather than a prompt that hangs.
/// </summary>
public abstract class CatalogCompleter(string? noun) : IArgumentCompleter
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        if (Completion.SessionOf(fakeBoundParameters) is not { } session)
        {
            return [];
        }

        using var patience = new CancellationTokenSource(s_patience);
        try
        {
            string kind = noun ?? commandName.Substring(commandName.IndexOf("-Pim", StringComparison.OrdinalIgnoreCase) + 4);
            IReadOnlyList<string> codes = Task.Run(() => session.Handle.Provider.Metadata.GetCodesAsync(kind, new CallContext(patience.Token))).GetAwaiter().GetResult();
            return Completion.Matching(wordToComplete, codes.Select(code => (code, $"{kind} {code}")));
        }
        catch (Exception)
        {
            // an error has no place to go while a line is being typed
            return [];
        }
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
