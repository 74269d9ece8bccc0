using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Pims;

/// <summary>Finds what of a line differs from the item: a product attribute by attribute, anything else field by field.</summary>
internal static class PimsLineComparer
{
    public const string Attributes = "attributes";

    public static async Task<LineChanges> CompareAsync(
        PimsMetadata metadata, PimResource resource, ReadOnlyMemory<byte> line, ReadOnlyMemory<byte> present, CallContext context)
    {
        using var comparison = new LineComparison(resource, line, present);
        var fields = new FieldComparer(comparison.Differences);
        foreach (JsonProperty field in comparison.Fields)
        {
            if (field.Name == resource.Key)
            {
                comparison.AddKey(field);
            }
            else if (resource.Values is { } shape && field.Name == Attributes && field.Value.ValueKind == JsonValueKind.Object)
            {
                JsonElement kept = comparison.Present(shape.Path[0]);
                kept = shape.Path.Skip(1).Aggregate(kept, SameJson.Member);
                comparison.Add(field.Name, await CompareAttributesAsync(metadata, resource, comparison, field.Value, kept, context).ConfigureAwait(false));
            }
            else
            {
                PimField? known = resource.Fields.FirstOrDefault(known => known.Name == field.Name);
                JsonElement kept = comparison.Present(field.Name);
                comparison.Add(field.Name, IsSame(known, field.Value, kept) ? null : fields.Compare(field.Name, known, field.Value, kept));
            }
        }

        return comparison.Finish();
    }

    private static async Task<JsonPart?> CompareAttributesAsync(
        PimsMetadata metadata, PimResource resource, LineComparison comparison, JsonElement wanted, JsonElement present, CallContext context)
    {
        Dictionary<string, JsonElement> kept = SameJson.Members(present);
        JsonProperty[] changed = [.. wanted.EnumerateObject()
            .Where(attribute => !resource.ReadOnlyFields.Contains(attribute.Name) && !(kept.TryGetValue(attribute.Name, out JsonElement value) && SameJson.Value(attribute.Value, value)))];
        if (changed.Length == 0)
        {
            return null;
        }

        IReadOnlyDictionary<string, AttributeDefinition> definitions = await metadata.GetAllAsync(context).ConfigureAwait(false);
        var left = new List<KeyValuePair<string, JsonPart>>();
        foreach (JsonProperty attribute in changed)
        {
            JsonElement value = PimsEcho.Find(present, attribute.Name) ?? default;
            definitions.TryGetValue(attribute.Name, out AttributeDefinition? definition);
            if (definition?.Type != PimsMetadata.ComputedType && !IsSame(attribute, value, definition))
            {
                left.Add(new(attribute.Name, JsonPart.Whole(attribute.Value)));
                comparison.Differences.Add(new PimDifference(Attributes, attribute.Name, null, null, SameJson.Bytes(value), SameJson.Bytes(attribute.Value)));
            }
        }

        return JsonPart.Members(left);
    }

    /// <summary>The server writes a flag as y or n, and a text that is not there as an empty one.</summary>
    private static bool IsSame(PimField? field, JsonElement wanted, JsonElement present) => field?.Type is FieldType.Flag or FieldType.Text
        && PimsEcho.Texts(wanted) is var asked && PimsEcho.Texts(present) is var kept && asked.Length <= 1 && asked.Length == kept.Length
        && asked.Zip(kept, (text, other) => PimsEcho.Same(text, other, field.Type == FieldType.Flag ? "boolean" : "text")).All(same => same);

    /// <summary>Numbers, days and flags are compared by what they mean, and what is empty is not there. Lists keep their order.</summary>
    private static bool IsSame(JsonProperty attribute, JsonElement present, AttributeDefinition? definition)
    {
        string[] wanted = PimsEcho.Texts(attribute.Value);
        string[] kept = PimsEcho.Texts(present);
        if (attribute.Name == "categories" && wanted.Length > 0 && kept.Length > 0)
        {
            // the first category is the primary one; the others have no order
            return wanted[0] == kept[0] && new HashSet<string>(wanted, StringComparer.Ordinal).SetEquals(kept);
        }

        return wanted.Length == kept.Length && wanted.Zip(kept, (asked, text) => PimsEcho.Same(asked, text, definition?.Type ?? "text")).All(same => same);
    }
}
