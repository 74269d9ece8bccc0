using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>
/// Finds what of a line differs from the item: a PATCH merges objects member by member and values by attribute, locale and
/// channel, and replaces all else. What the server would refuse differs, so that it is sent and the server can say so.
/// </summary>
internal sealed class AkeneoLineComparer(IPimMetadata metadata, AkeneoEntityAttributes entityAttributes)
{
    private static readonly Dictionary<string, AttributeDefinition> s_none = [];

    // attributes that do not exist, or that the user may not see, are not asked for with each line
    private readonly ConcurrentDictionary<string, bool> _unknown = new(StringComparer.OrdinalIgnoreCase);

    public async Task<LineChanges> CompareAsync(
        PimResource resource, IReadOnlyDictionary<string, string> pathValues, ReadOnlyMemory<byte> line, ReadOnlyMemory<byte> present, CallContext context)
    {
        using var comparison = new LineComparison(resource, line, present);
        IReadOnlyDictionary<string, AttributeDefinition> definitions = await DefinitionsAsync(comparison, resource, pathValues, context).ConfigureAwait(false);
        string? implied = resource.Noun == "Family" && !comparison.IsNew ? await metadata.GetIdentifierAttributeAsync(context).ConfigureAwait(false) : null;
        var fields = new FieldComparer(comparison.Differences, implied);
        var links = new AkeneoLinkComparer(comparison.Differences, fields);
        // products by identifier have it beside their values; other identifiers are values as any others are
        string? beside = SameJson.IsThere(comparison.Present("identifier")) ? await metadata.GetIdentifierAttributeAsync(context).ConfigureAwait(false) : null;
        var values = new AkeneoValueComparer(resource.ChannelField, definitions, comparison, fields, beside);
        foreach (JsonProperty field in comparison.Fields)
        {
            if (field.Name == resource.Key)
            {
                comparison.AddKey(field);
                continue;
            }

            PimField? known = AkeneoResources.FieldOf(resource, field.Name);
            JsonElement kept = comparison.Present(field.Name);
            comparison.Add(field.Name, known?.Shape switch
            {
                FieldShape.Values => values.Compare(field.Name, field.Value, kept),
                FieldShape.ValueList => AkeneoCategoryValues.Compare(comparison.Differences, fields, field.Name, field.Value, kept),
                FieldShape.Associations => links.Compare(field.Name, field.Value, kept, isQuantified: false),
                FieldShape.Quantities => links.Compare(field.Name, field.Value, kept, isQuantified: true),
                FieldShape.AddedCategories => links.CompareCategories(field.Name, field.Value, comparison.Present("categories"), isAdded: true),
                FieldShape.RemovedCategories => links.CompareCategories(field.Name, field.Value, comparison.Present("categories"), isAdded: false),
                _ => fields.Compare(field.Name, known, field.Value, kept),
            });
        }

        // a read shows what a variant has of its parent with its own: below another parent that tells nothing
        comparison.IsWhole = comparison.Differences.Any(difference => difference.Property == "parent") && resource.Noun == "Product";
        return comparison.Finish();
    }

    /// <summary>The definitions of those attributes whose values are not literally those that the item has.</summary>
    private async Task<IReadOnlyDictionary<string, AttributeDefinition>> DefinitionsAsync(
        LineComparison comparison, PimResource resource, IReadOnlyDictionary<string, string> pathValues, CallContext context)
    {
        JsonElement wanted = comparison.Fields.Where(field => AkeneoResources.FieldOf(resource, field.Name)?.Shape == FieldShape.Values).Select(field => field.Value).LastOrDefault();
        if (comparison.IsNew || wanted.ValueKind != JsonValueKind.Object)
        {
            return s_none;
        }

        string place = resource.AttributeNoun is null ? "" : AkeneoEntityAttributes.Place(resource, pathValues) + "/";
        Dictionary<string, JsonElement> kept = SameJson.Members(comparison.Present("values"), StringComparer.OrdinalIgnoreCase);
        string[] codes = [.. wanted.EnumerateObject()
            .Where(attribute => !(kept.TryGetValue(attribute.Name, out JsonElement value) && SameJson.Value(attribute.Value, value)) && !_unknown.ContainsKey(place + attribute.Name))
            .Select(attribute => attribute.Name)];
        if (codes.Length == 0)
        {
            return s_none;
        }

        IReadOnlyDictionary<string, AttributeDefinition> found = s_none;
        try
        {
            found = resource.AttributeNoun is null
                ? await metadata.GetAttributesAsync(codes, context).ConfigureAwait(false)
                : await entityAttributes.GetAsync(resource, pathValues, codes, context).ConfigureAwait(false);
        }
        catch (PimException e) when (e.Kind is PimErrorKind.Forbidden or PimErrorKind.NotFound)
        {
            // a user who may not see attributes may still write values: they are then compared as they are
        }

        foreach (string code in codes.Where(code => !found.ContainsKey(code)))
        {
            _unknown[place + code] = true;
        }

        return found;
    }
}
