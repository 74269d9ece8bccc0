using System;
using System.Collections.Concurrent;
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
    private readonly ConcurrentDictionary<string, bool> _unreadable = new(StringComparer.Ordinal);

    public static bool Covers(PimResource resource) => resource.AttributeNoun is not null;

    /// <summary>What is wrong with the values of an item; empty when nothing is, or the attributes cannot be read.</summary>
    public async Task<IReadOnlyList<PimFieldError>> FindAsync(
        PimResource resource, IReadOnlyDictionary<string, string> pathValues, JsonElement item, CallContext context)
    {
        if (Covers(resource) && item.TryGetProperty("values"u8, out _))
        {
            await LearnAsync(resource, pathValues, context).ConfigureAwait(false);
        }

        return await FindKnownAsync(resource, pathValues, item, context).ConfigureAwait(false);
    }

    /// <summary>The same, where nothing is asked for unless something is wrong by what is known.</summary>
    public async Task<IReadOnlyList<PimFieldError>> FindKnownAsync(
        PimResource resource, IReadOnlyDictionary<string, string> pathValues, JsonElement item, CallContext context)
    {
        // what was kept may be older than the catalog: nothing is refused but by what holds now
        CallContext own = context.Dated();
        IReadOnlyList<PimFieldError> found = Look(resource, pathValues, item);
        if (found.Count == 0 || !attributes.ForgetOlder(resource, pathValues, own.Began))
        {
            return found;
        }

        await LearnAsync(resource, pathValues, own).ConfigureAwait(false);
        return Look(resource, pathValues, item);
    }

    private async Task LearnAsync(PimResource resource, IReadOnlyDictionary<string, string> pathValues, CallContext context)
    {
        string place = $"{resource.Noun}/{string.Join("/", pathValues.Values)}";
        if (_unreadable.ContainsKey(place))
        {
            return;
        }

        try
        {
            await attributes.GetAsync(resource, pathValues, [], context).ConfigureAwait(false);
        }
        catch (PimException e) when (Unreadable.Is(e))
        {
            if (_unreadable.TryAdd(place, true))
            {
                Unreadable.Tell($"attributes of {place}", e, context);
            }
        }
    }

    private IReadOnlyList<PimFieldError> Look(PimResource resource, IReadOnlyDictionary<string, string> pathValues, JsonElement item)
    {
        if (!Covers(resource) || !item.TryGetProperty("values"u8, out JsonElement values) || values.ValueKind != JsonValueKind.Object || attributes.Find(resource, pathValues) is not { } known)
        {
            return [];
        }

        var findings = new AkeneoFindings(metadata);
        var check = new AkeneoDataCheck(findings, catalog, createsOptions: false);
        foreach (JsonProperty value in values.EnumerateObject())
        {
            if (known.TryGetValue(value.Name, out AttributeDefinition? attribute))
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

        return findings.Errors;
    }
}
