using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Model.Rules;

namespace PimPowerShell.Core.Akeneo;

/// <summary>Holds the attributes by which a family shows its products against the types that can be shown.</summary>
internal sealed class AkeneoFamilyCheck(AkeneoMetadata metadata)
{
    private static readonly (string Field, string[] Types)[] s_shown =
    [
        ("attribute_as_label", ["pim_catalog_identifier", "pim_catalog_text"]),
        ("attribute_as_image", ["pim_catalog_image", "pim_catalog_asset_collection", "pim_assets_collection"]),
    ];

    public static bool Covers(PimResource resource) => resource.Noun == "Family";

    /// <summary>What is wrong with a family; empty when nothing is, or it cannot be known.</summary>
    public async Task<IReadOnlyList<PimFieldError>> FindAsync(RuleItem family, CallContext context)
    {
        CallContext own = context.Dated();
        return await AkeneoFindings.CollectAsync(_ => Task.FromResult(Look(family, own)), own).ConfigureAwait(false);
    }

    private AkeneoFindings Look(RuleItem family, CallContext context)
    {
        var findings = new AkeneoFindings(metadata, context.Began);
        foreach ((string field, string[] types) in s_shown)
        {
            // what it has already may stay, and that there is no such attribute is the server's to say
            if (family.Fields.TryGetProperty(field, out JsonElement value) && value.Text() is { Length: > 0 } code
                && !(family.Present?.Text(field)?.Equals(code, StringComparison.OrdinalIgnoreCase) ?? false)
                && findings.TryFindAttribute(code, out AttributeDefinition? attribute) && attribute is not null && !types.Contains(attribute.Type))
            {
                findings.Wrong(field, $"cannot be '{code}', which is of the type {attribute.Type}, and not {string.Join(" or ", types.Take(2))}");
            }
        }

        return findings;
    }
}
