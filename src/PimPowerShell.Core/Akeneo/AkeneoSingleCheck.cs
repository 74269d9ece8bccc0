using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>
/// Holds a product or product model against as much of the catalog as is known, or is cheap to ask for: attributes with
/// the columns of tables, the types of associations and the units, once a session. Lists that may be long are the server's:
/// options, records, assets, categories and families.
/// </summary>
internal sealed class AkeneoSingleCheck(AkeneoMetadata metadata, AkeneoCatalog catalog)
{
    /// <summary>What is wrong with an item; empty when nothing is.</summary>
    public async Task<IReadOnlyList<PimFieldError>> FindAsync(PimResource resource, JsonElement item, CallContext context)
    {
        // what was kept may be older than the catalog: nothing is refused but by what holds now
        CallContext own = context.Dated();
        return await AkeneoFindings.CollectAsync(isAgain => Task.FromResult(Look(resource, item, isAgain, own)), own).ConfigureAwait(false);
    }

    /// <param name="resource">The kind of thing.</param>
    /// <param name="item">The item.</param>
    /// <param name="isAgain">Whether something was found wrong: then all that is needed is asked for.</param>
    /// <param name="context">The caller.</param>
    private AkeneoFindings Look(PimResource resource, JsonElement item, bool isAgain, CallContext context)
    {
        var findings = new AkeneoFindings(metadata, context.Began)
        {
            MayAsk = what => isAgain ? what is not AkeneoCodes : what == metadata || what == catalog.Tables || what == catalog.AssociationTypes || what == catalog.Units,
        };
        foreach (JsonProperty field in item.Members())
        {
            if (AkeneoAssociationCheck.Covers(field.Name))
            {
                AkeneoAssociationCheck.Check(findings, catalog, field.Name, field.Value);
            }
            else if (field.NameEquals("values"u8) && field.Value.ValueKind == JsonValueKind.Object)
            {
                CheckValues(findings, resource, field.Value);
            }
        }

        return findings;
    }

    private void CheckValues(AkeneoFindings findings, PimResource resource, JsonElement values)
    {
        var data = new AkeneoDataCheck(findings, catalog, createsOptions: false);
        var check = new AkeneoValuesCheck(findings, catalog, data, place: null, family: null, holdsIdentifier: resource.Key == "uuid");
        foreach (JsonProperty value in values.EnumerateObject())
        {
            // that there is no such attribute is the server's to say
            if (findings.TryFindAttribute(value.Name, out AttributeDefinition? attribute) && attribute is not null)
            {
                check.CheckAttribute(attribute, value.Value);
            }
        }
    }
}
