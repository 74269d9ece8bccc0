using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>Between JSON arrays and code lists.</summary>
internal static class JsonNodes
{
    public static string[] ToCodes(this JsonNode? node) =>
        node is JsonArray array ? [.. array.OfType<JsonValue>().Select(item => item.TryGetValue(out string? code) ? code : null).OfType<string>()] : [];

    public static JsonArray ToJson(this IEnumerable<string> codes) =>
        [.. codes.Select(code => (JsonNode?)JsonValue.Create(code))];

    /// <summary>The properties of an object, none when the node is not one.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> Members(this JsonNode? node) =>
        node is JsonObject members ? members : [];
}
