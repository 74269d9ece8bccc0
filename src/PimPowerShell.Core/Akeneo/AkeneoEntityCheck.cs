using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>Holds the values of a record or an asset against the limits of its attributes.</summary>
internal sealed class AkeneoEntityCheck(AkeneoMetadata metadata, AkeneoCatalog catalog, AkeneoEntityAttributes attributes)
{
    public static bool Covers(PimResource resource) => resource.AttributeNoun is not null;

    /// <summary>What is wrong with the values of an item; empty when nothing is, or the attributes cannot be read.</summary>
    public Task<IReadOnlyList<PimFieldError>> FindAsync(
        PimResource resource, IReadOnlyDictionary<string, string> pathValues, JsonElement item, CallContext context)
    {
        if (!Covers(resource) || !item.TryGetProperty("values"u8, out _))
        {
            return Task.FromResult<IReadOnlyList<PimFieldError>>([]);
        }

        string place = AkeneoEntityAttributes.Place(resource, pathValues);
        CallContext own = context.Dated();
        if (attributes.Answers.TryGet(place, out Known<IReadOnlyDictionary<string, AttributeDefinition>> known) && !known.IsReadable)
        {
            // by now the entity may be there, or the permission
            attributes.Answers.ForgetOlder(place, own.Began);
        }

        // what was kept may be older than the catalog: nothing is refused but by what holds now
        return AkeneoFindings.CollectAsync(_ => Task.FromResult(Look(resource, place, item, own)), own);
    }

    private AkeneoFindings Look(PimResource resource, string place, JsonElement item, CallContext context)
    {
        var findings = new AkeneoFindings(metadata, context.Began) { MayAsk = what => what == attributes.Answers };
        if (!item.TryGetProperty("values"u8, out JsonElement values) || values.ValueKind != JsonValueKind.Object || !findings.TryGet(attributes.Answers, place, out var known))
        {
            return findings;
        }

        var check = new AkeneoDataCheck(findings, catalog, createsOptions: false);
        foreach (JsonProperty value in values.EnumerateObject())
        {
            if (known!.TryGetValue(value.Name, out AttributeDefinition? attribute))
            {
                foreach (JsonElement entry in value.Value.Items().Where(static entry => entry.ValueKind == JsonValueKind.Object))
                {
                    if (entry.TryGetProperty("data"u8, out JsonElement data) && !JsonKind.IsEmpty(data))
                    {
                        check.Check(attribute, new ValuePlace(attribute.Code, entry.Text("locale"), entry.Text(resource.ChannelField)), data);
                    }
                }
            }
        }

        return findings;
    }
}
