using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>
/// Holds a product or product model that is written alone against as much of the catalog as is known, or is cheap to
/// ask for: the types of associations once a session, and attributes only for texts that few of them take.
/// </summary>
internal sealed class AkeneoSingleCheck(AkeneoMetadata metadata, AkeneoCatalog catalog)
{
    private const int MostRounds = 2;

    /// <summary>What is wrong with an item; empty when nothing is.</summary>
    public async Task<IReadOnlyList<PimFieldError>> FindAsync(JsonElement item, CallContext context)
    {
        if ((await LookAsync(item, isFresh: false, context).ConfigureAwait(false)).Count == 0)
        {
            return [];
        }

        // what was kept may be older than the catalog: nothing is refused but by what holds now
        catalog.AssociationTypes.Forget();
        metadata.Forget("Attribute");
        return await LookAsync(item, isFresh: true, context).ConfigureAwait(false);
    }

    /// <param name="item">The item.</param>
    /// <param name="isFresh">Whether attributes are asked for also where a text would fit into most.</param>
    /// <param name="context">The caller.</param>
    private async Task<IReadOnlyList<PimFieldError>> LookAsync(JsonElement item, bool isFresh, CallContext context)
    {
        for (int round = 1; ; round++)
        {
            var findings = new AkeneoFindings(metadata);
            foreach (JsonProperty field in item.ValueKind == JsonValueKind.Object ? item.EnumerateObject() : Enumerable.Empty<JsonProperty>())
            {
                if (AkeneoAssociationCheck.Covers(field.Name))
                {
                    AkeneoAssociationCheck.Check(findings, catalog, field.Name, field.Value);
                }
                else if (field.NameEquals("values"u8) && field.Value.ValueKind == JsonValueKind.Object)
                {
                    CheckTexts(findings, field.Value, isFresh);
                }
            }

            if (findings.IsComplete || round == MostRounds)
            {
                return findings.Errors;
            }

            await findings.LearnAsync(context).ConfigureAwait(false);
        }
    }

    private void CheckTexts(AkeneoFindings findings, JsonElement values, bool isFresh)
    {
        foreach (JsonProperty value in values.EnumerateObject())
        {
            foreach (JsonElement entry in JsonKind.IsContainer(value.Value) ? JsonKind.Items(value.Value) : [])
            {
                if (entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("data"u8, out JsonElement data) && data.ValueKind == JsonValueKind.String)
                {
                    CheckText(findings, value.Name, data.GetString()!, isFresh);
                }
            }
        }
    }

    private void CheckText(AkeneoFindings findings, string code, string text, bool isFresh)
    {
        bool isWorthAsking = isFresh || text.Length > AkeneoRules.TextMaximum;
        if ((isWorthAsking ? findings.TryFindAttribute(code, out AttributeDefinition? attribute) : metadata.TryFind(code, out attribute))
            && attribute is not null && AkeneoRules.LengthFault(attribute, text) is { } fault)
        {
            findings.Wrong($"values.{attribute.Code}", fault);
        }
    }
}
