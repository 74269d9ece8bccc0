using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>Puts what was sent into an entity, by the rules of 5.1.</summary>
internal static class PropertyWriter
{
    public static void Apply(JsonObject entity, Property property, JsonElement sent)
    {
        entity[property.Name] = property.Type switch
        {
            PropertyType.Text => Scalar(property, sent, "a string", sent.ValueKind == JsonValueKind.String),
            PropertyType.Integer => Scalar(property, sent, "an integer", PhpJson.IsInteger(sent)),
            PropertyType.Decimal => Number(property, sent),
            PropertyType.Flag => Flag(property, sent),
            PropertyType.OptionalFlag => Scalar(property, sent, "a boolean", sent.ValueKind is JsonValueKind.True or JsonValueKind.False),
            PropertyType.Value => sent.ValueKind == JsonValueKind.Object ? throw ApiException.WrongType(property.Name, "a scalar", PhpJson.TypeName(sent)) : PhpJson.ToNode(sent),
            PropertyType.Codes => Codes(property, sent),
            PropertyType.Labels => Labels(entity, property, sent),
            PropertyType.Map => Map(entity, property, sent),
            _ => PhpJson.ToNode(RequireArray(property, sent)),
        };
    }

    private static JsonNode? Scalar(Property property, JsonElement sent, string expected, bool fits) =>
        fits || PhpJson.IsNull(sent)
            ? PhpJson.ToNode(sent)
            : throw ApiException.WrongType(property.Name, expected, PhpJson.TypeName(sent));

    private static JsonNode? Number(Property property, JsonElement sent)
    {
        if (sent.ValueKind == JsonValueKind.Number)
        {
            return JsonValue.Create(sent.GetRawText());
        }

        return Scalar(property, sent, "a numeric", sent.ValueKind == JsonValueKind.String);
    }

    private static JsonNode? Flag(Property property, JsonElement sent) =>
        sent.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? PhpJson.ToNode(sent)
            : throw ApiException.WrongType(property.Name, "a boolean", PhpJson.TypeName(sent));

    private static JsonArray Codes(Property property, JsonElement sent)
    {
        List<string> codes = [];
        foreach (KeyValuePair<string, JsonElement> entry in PhpJson.Entries(RequireArray(property, sent)))
        {
            codes.Add(PhpJson.StringOrNull(entry.Value) ?? throw NotScalar(property));
        }

        return codes.Distinct().ToJson();
    }

    private static JsonObject Labels(JsonObject entity, Property property, JsonElement sent)
    {
        JsonObject labels = Existing(entity, property);
        foreach (KeyValuePair<string, JsonElement> entry in PhpJson.Entries(RequireArray(property, sent)))
        {
            if (PhpJson.IsArray(entry.Value))
            {
                throw NotScalar(property);
            }

            string text = PhpJson.Text(entry.Value);
            labels.Remove(entry.Key);
            if (text.Length > 0)
            {
                labels[entry.Key] = text;
            }
        }

        return labels;
    }

    private static JsonObject Map(JsonObject entity, Property property, JsonElement sent)
    {
        JsonObject map = Existing(entity, property);
        foreach (KeyValuePair<string, JsonElement> entry in PhpJson.Entries(RequireArray(property, sent)))
        {
            map[entry.Key] = PhpJson.ToNode(entry.Value);
        }

        return map;
    }

    private static JsonObject Existing(JsonObject entity, Property property) =>
        entity[property.Name] is JsonObject existing ? (JsonObject)existing.DeepClone() : [];

    private static JsonElement RequireArray(Property property, JsonElement sent) =>
        PhpJson.IsArray(sent) ? sent : throw ApiException.WrongType(property.Name, "an array", PhpJson.TypeName(sent));

    private static ApiException NotScalar(Property property) =>
        ApiException.Documented($"Property \"{property.Name}\" expects an array with valid data, one of the \"{property.Name}\" values is not a scalar.");
}
