using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Arguments;

/// <summary>
/// Completes attributes of some types of the family that the line is about: of those that it is given, else of those that
/// it has; of a family that is not known, all there are.
/// </summary>
public abstract class FamilyAttributeCompleter(params string[] types) : CatalogCompleter("Attribute")
{
    internal sealed override async Task<IReadOnlyList<string>> CodesAsync(IPimProvider provider, string kind, TypedLine line, CallContext context)
    {
        IReadOnlyList<string> attributes = line.Texts("Attribute") is { Count: > 0 } given
            // the server adds the identifier
            ? [.. given, .. await provider.Metadata.GetIdentifierAttributeAsync(context).ConfigureAwait(false) is { } identifier ? [identifier] : Enumerable.Empty<string>()]
            : line.Text("Identity") is { } family ? await provider.Metadata.GetFamilyAttributesAsync(family, context).ConfigureAwait(false) ?? [] : [];
        if (attributes.Count == 0)
        {
            return await provider.Metadata.GetCodesAsync(kind, context, only: PimCriteria.OfTypes(types)).ConfigureAwait(false);
        }

        IReadOnlyDictionary<string, AttributeDefinition> known = await provider.Metadata.GetAttributesAsync(attributes, context).ConfigureAwait(false);
        return [.. known.Values.Where(attribute => types.Contains(attribute.Type)).Select(static attribute => attribute.Code)];
    }
}

/// <summary>Completes the attributes that can name the products of a family.</summary>
public sealed class LabelAttributeCompleter() : FamilyAttributeCompleter("pim_catalog_identifier", "pim_catalog_text");

/// <summary>Completes the attributes that can show the products of a family.</summary>
public sealed class ImageAttributeCompleter() : FamilyAttributeCompleter("pim_catalog_image", "pim_catalog_asset_collection");
