using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>
/// A read shows what a variant has of the models above it with its own, and a write of that is refused unless the models
/// say the same at that moment.
/// </summary>
internal static class Inherited
{
    /// <summary>Takes out of an item what it has of its parent.</summary>
    public static void Strip(PimResource resource, JsonObject item, JsonObject parent)
    {
        foreach (string name in item.Select(static member => member.Key).ToList())
        {
            switch (ItemLine.FieldOf(resource, name)?.Shape)
            {
                case FieldShape.Values when item[name] is JsonObject values && parent[name] is JsonObject above:
                    // an attribute belongs to one level
                    var codes = new HashSet<string>(above.Select(static value => value.Key), StringComparer.OrdinalIgnoreCase);
                    Remove(values, code => codes.Contains(code));
                    break;
                case FieldShape.Codes when item[name] is JsonArray list && parent[name] is JsonArray above:
                    Remove(list, above);
                    break;
                case FieldShape.Associations or FieldShape.Quantities when item[name] is JsonObject types && parent[name] is JsonObject above:
                    StripLinks(types, above);
                    break;
            }
        }
    }

    private static void StripLinks(JsonObject types, JsonObject above)
    {
        foreach (KeyValuePair<string, JsonNode?> type in types)
        {
            foreach (KeyValuePair<string, JsonNode?> kind in type.Value as JsonObject ?? [])
            {
                if (kind.Value is JsonArray list && (above[type.Key] as JsonObject)?[kind.Key] is JsonArray targets)
                {
                    Remove(list, targets);
                }
            }
        }
    }

    private static void Remove(JsonObject item, Func<string, bool> isUnwanted)
    {
        foreach (string name in item.Select(static member => member.Key).Where(isUnwanted).ToList())
        {
            item.Remove(name);
        }
    }

    private static void Remove(JsonArray list, JsonArray above)
    {
        for (int i = list.Count - 1; i >= 0; i--)
        {
            if (above.Any(other => Same(list[i], other)))
            {
                list.RemoveAt(i);
            }
        }
    }

    private static bool Same(JsonNode? one, JsonNode? other) =>
        one?.GetValueKind() == JsonValueKind.String && other?.GetValueKind() == JsonValueKind.String
            ? string.Equals(one.GetValue<string>(), other.GetValue<string>(), StringComparison.OrdinalIgnoreCase)
            : JsonNode.DeepEquals(one, other);
}
