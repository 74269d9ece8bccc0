using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>Compares values by attribute, locale and channel.</summary>
/// <param name="channelField">What the channel of a value is called.</param>
/// <param name="definitions">The attributes, as far as they are needed.</param>
/// <param name="comparison">The line and the item.</param>
/// <param name="fields">Compares what is no object of values.</param>
/// <param name="beside">The attribute whose value stands beside the others; null where none does.</param>
internal sealed class AkeneoValueComparer(
    string channelField, IReadOnlyDictionary<string, AttributeDefinition> definitions, LineComparison comparison, FieldComparer fields, string? beside)
{
    private readonly AkeneoSameData _data = new(isProduct: channelField == "scope");

    /// <summary>The values that differ, by attribute; null when none does.</summary>
    public JsonPart? Compare(string name, JsonElement wanted, JsonElement present)
    {
        if (wanted.ValueKind != JsonValueKind.Object)
        {
            return SameJson.IsEmptyContainer(wanted) ? null : fields.Whole(name, wanted, present);
        }

        Dictionary<string, JsonElement> kept = SameJson.Members(present, StringComparer.OrdinalIgnoreCase);
        var left = new List<KeyValuePair<string, JsonPart>>();
        foreach (JsonProperty attribute in wanted.EnumerateObject())
        {
            kept.TryGetValue(attribute.Name, out JsonElement value);
            if (!SameJson.Value(attribute.Value, value) && CompareAttribute(name, attribute, value) is { } part)
            {
                left.Add(new(attribute.Name, part));
            }
        }

        return JsonPart.Members(left);
    }

    private JsonPart? CompareAttribute(string name, JsonProperty attribute, JsonElement present)
    {
        if (Read(attribute.Value) is not { } entries)
        {
            // the server refuses it as it is, two values in one place among them
            comparison.Differences.Add(new PimDifference(name, attribute.Name, null, null, SameJson.Bytes(present), SameJson.Bytes(attribute.Value)));
            return JsonPart.Whole(attribute.Value);
        }

        definitions.TryGetValue(attribute.Name, out AttributeDefinition? definition);
        Dictionary<Place, Entry> kept = Read(present) ?? [];
        if (kept.Count == 0 && string.Equals(attribute.Name, beside, StringComparison.OrdinalIgnoreCase))
        {
            kept[new Place(null, null)] = new Entry(default, comparison.Present("identifier"));
        }

        var left = new List<JsonElement>();
        foreach (KeyValuePair<Place, Entry> entry in entries)
        {
            JsonElement data = kept.TryGetValue(entry.Key, out Entry known) ? known.Data : default;
            if (!IsSame(definition, entry.Key, entry.Value.Data, data))
            {
                left.Add(entry.Value.Whole);
                comparison.Differences.Add(new PimDifference(
                    name, definition?.Code ?? attribute.Name, entry.Key.Locale, entry.Key.Channel, SameJson.Bytes(data), SameJson.Bytes(entry.Value.Data)));
            }
        }

        return JsonPart.Items(left);
    }

    private bool IsSame(AttributeDefinition? definition, Place place, JsonElement wanted, JsonElement present)
    {
        if (definition is null)
        {
            return SameJson.Value(wanted, present) || (comparison.IsNew && _data.IsEmpty("", wanted));
        }

        bool fits = definition.Localizable == place.Locale is not null && definition.Scopable == place.Channel is not null
            && (place.Locale is null || definition.AvailableLocales.Count == 0 || definition.AvailableLocales.Contains(place.Locale, StringComparer.OrdinalIgnoreCase));
        return fits && _data.IsSame(definition, wanted, present);
    }

    /// <summary>The values of one attribute by their places; null when they are not what the server takes.</summary>
    private Dictionary<Place, Entry>? Read(JsonElement values)
    {
        if (values.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var entries = new Dictionary<Place, Entry>();
        foreach (JsonElement value in values.EnumerateArray())
        {
            JsonElement locale = SameJson.Member(value, "locale");
            JsonElement channel = SameJson.Member(value, channelField);
            JsonElement data = SameJson.Member(value, "data");
            if (locale.ValueKind is not (JsonValueKind.String or JsonValueKind.Null) || channel.ValueKind is not (JsonValueKind.String or JsonValueKind.Null) || !SameJson.IsThere(data))
            {
                return null;
            }

            var place = new Place(locale.GetString(), channel.GetString());
            if (entries.ContainsKey(place))
            {
                return null;
            }

            entries.Add(place, new Entry(value, data));
        }

        return entries;
    }

    private readonly record struct Place(string? Locale, string? Channel);

    private readonly record struct Entry(JsonElement Whole, JsonElement Data);
}
