using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>
/// Adds to a line what erases all that an item has and the line says nothing of. Writes merge: without it, a value that
/// the reference has no more would stay for ever.
/// </summary>
internal static class Erasures
{
    public static void Add(PimResource resource, JsonObject line, JsonObject present)
    {
        if (resource.Values is not null)
        {
            AddAttributes((JsonObject)line[ItemLine.Attributes]!, (JsonObject)present[ItemLine.Attributes]!);
            return;
        }

        foreach (KeyValuePair<string, JsonNode?> field in present)
        {
            if (field.Value is not JsonObject kept || ItemLine.FieldOf(resource, field.Key)?.Shape is not { } shape)
            {
                continue;
            }

            switch (shape)
            {
                case FieldShape.Values:
                    AddValues(Members(line, field.Key), kept, resource.ChannelField);
                    break;
                case FieldShape.Labels:
                    AddMembers(Members(line, field.Key), kept, static _ => null);
                    break;
                case FieldShape.CodesByChannel:
                    AddMembers(Members(line, field.Key), kept, static _ => new JsonArray());
                    break;
                case FieldShape.Associations or FieldShape.Quantities:
                    AddLinks(Members(line, field.Key), kept);
                    break;
            }
        }
    }

    private static void AddValues(JsonObject line, JsonObject present, string channelField)
    {
        var names = line.ToDictionary(static attribute => attribute.Key, static attribute => attribute.Key, StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, JsonNode?> attribute in present)
        {
            JsonArray? said = names.TryGetValue(attribute.Key, out string? name) ? line[name] as JsonArray : [];
            HashSet<ValueSpot> spots = [.. (said ?? []).OfType<JsonObject>().Select(value => new ValueSpot(value, channelField))];
            foreach (JsonObject value in (attribute.Value as JsonArray ?? []).OfType<JsonObject>())
            {
                if (said is not null && value["data"] is not null && spots.Add(new ValueSpot(value, channelField)))
                {
                    said.Add((JsonNode)new JsonObject { ["locale"] = value["locale"]?.DeepClone(), [channelField] = value[channelField]?.DeepClone(), ["data"] = null });
                }
            }

            if (name is null && said!.Count > 0)
            {
                line[attribute.Key] = said;
            }
        }
    }

    private static void AddMembers(JsonObject line, JsonObject present, Func<JsonNode, JsonNode?> erased)
    {
        foreach (KeyValuePair<string, JsonNode?> member in present)
        {
            if (!IsEmpty(member.Value) && !line.ContainsKey(member.Key))
            {
                line[member.Key] = erased(member.Value!);
            }
        }
    }

    private static void AddLinks(JsonObject line, JsonObject present)
    {
        foreach (KeyValuePair<string, JsonNode?> type in present)
        {
            if (type.Value is JsonObject kinds && kinds.Any(static kind => !IsEmpty(kind.Value)))
            {
                AddMembers(Members(line, type.Key), kinds, static _ => new JsonArray());
            }
        }
    }

    private static void AddAttributes(JsonObject line, JsonObject present) =>
        AddMembers(line, present, static kept => kept is JsonArray ? new JsonArray() : JsonValue.Create(""));

    /// <summary>The object that a line has in a field, which may be written as an empty list.</summary>
    private static JsonObject Members(JsonObject line, string field)
    {
        if (line[field] is JsonObject members)
        {
            return members;
        }

        var made = new JsonObject();
        line[field] = made;
        return made;
    }

    private static bool IsEmpty(JsonNode? value) => value switch
    {
        null => true,
        JsonArray list => list.Count == 0,
        JsonObject members => members.Count == 0,
        _ => value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Length == 0,
    };
}
