using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>
/// Adds to the lists of a line what those of an item have more: prices in other currencies, options, associations. A write
/// has the whole list, and would erase it.
/// </summary>
internal static class ExtraElements
{
    // the name by which an element is the same, whatever else it says: of a price, of a product with a quantity
    private static readonly string[] s_ofPrices = ["currency"];
    private static readonly string[] s_ofProducts = ["identifier", "uuid"];

    public static void Keep(PimResource resource, JsonObject line, JsonObject present)
    {
        if (resource.Values is { } shape)
        {
            KeepLists((JsonObject)line[ItemLine.Attributes]!, (JsonObject)present[ItemLine.Attributes]!, name => !shape.Fields.ContainsKey(name), s_ofPrices);
            return;
        }

        foreach (KeyValuePair<string, JsonNode?> field in line)
        {
            if (field.Value is not JsonObject said || present[field.Key] is not JsonObject kept)
            {
                continue;
            }

            switch (ItemLine.FieldOf(resource, field.Key)?.Shape)
            {
                case FieldShape.Values:
                    KeepValues(said, kept, resource.ChannelField);
                    break;
                case FieldShape.Associations or FieldShape.Quantities:
                    foreach (KeyValuePair<string, JsonNode?> type in said)
                    {
                        if (type.Value is JsonObject lists && Member(kept, type.Key) is JsonObject others)
                        {
                            KeepLists(lists, others, static _ => true, s_ofProducts);
                        }
                    }

                    break;
            }
        }
    }

    private static void KeepValues(JsonObject line, JsonObject present, string channelField)
    {
        foreach (KeyValuePair<string, JsonNode?> attribute in line)
        {
            var others = (Member(present, attribute.Key) as JsonArray ?? []).OfType<JsonObject>().ToLookup(value => new ValueSpot(value, channelField));
            foreach (JsonObject value in (attribute.Value as JsonArray ?? []).OfType<JsonObject>())
            {
                KeepList(value["data"], others[new ValueSpot(value, channelField)].FirstOrDefault()?["data"], s_ofPrices);
            }
        }
    }

    private static void KeepLists(JsonObject line, JsonObject present, Func<string, bool> isMeant, string[] names)
    {
        foreach (KeyValuePair<string, JsonNode?> member in line.Where(member => isMeant(member.Key)))
        {
            KeepList(member.Value, Member(present, member.Key), names);
        }
    }

    private static void KeepList(JsonNode? line, JsonNode? present, string[] names)
    {
        if (line is not JsonArray said || present is not JsonArray kept || !said.Concat(kept).All(element => Name(element, names) is not null))
        {
            // rows of a table have no name of their own
            return;
        }

        var seen = new HashSet<string>(said.Select(element => Name(element, names))!, StringComparer.OrdinalIgnoreCase);
        foreach (JsonNode element in kept.Where(element => seen.Add(Name(element, names)!)).ToList()!)
        {
            said.Add(element.DeepClone());
        }
    }

    private static string? Name(JsonNode? element, string[] names) => element switch
    {
        // a row of a table may have such a column
        JsonObject members when names == s_ofPrices && !(members.Count == 2 && members.ContainsKey("amount")) => null,
        JsonObject members => names.Select(name => ItemLine.Text(members, name)).FirstOrDefault(static name => name is not null),
        JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>(),
        _ => null,
    };

    private static JsonNode? Member(JsonObject item, string name) =>
        item[name] ?? item.FirstOrDefault(member => string.Equals(member.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
}
