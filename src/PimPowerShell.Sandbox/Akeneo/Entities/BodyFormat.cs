using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Entities;

/// <summary>Looks whether a body has the properties of its resource, each of its type (6.3), before anything is made of it.</summary>
internal static class BodyFormat
{
    public static IEnumerable<Violation> Check(JsonElement body, IReadOnlyList<Property> properties)
    {
        if (body.ValueKind == JsonValueKind.Array && body.GetArrayLength() > 0)
        {
            yield return new("", FormatCheck.Found(body, "an object"));
            yield break;
        }

        foreach (KeyValuePair<string, JsonElement> entry in PhpJson.Entries(body))
        {
            Property? property = properties.FirstOrDefault(candidate => candidate.Name == entry.Key);
            if (property is null)
            {
                yield return new("", FormatCheck.Undefined(entry.Key));
            }
            else if (property.Access != PropertyAccess.ReadOnly)
            {
                foreach (Violation violation in CheckType(property, entry.Value))
                {
                    yield return violation;
                }
            }
        }
    }

    /// <summary>A member of an object that no table tells about; none when it is as expected or not there.</summary>
    public static IEnumerable<Violation> Member(JsonElement holder, string path, string name, string expected, params JsonValueKind[] kinds)
    {
        if (!PhpJson.TryGet(holder, name, out JsonElement value))
        {
            return [];
        }

        return kinds.Contains(value.ValueKind) ? [] : [new Violation($"{path}.{name}", FormatCheck.Found(value, expected))];
    }

    private static IEnumerable<Violation> CheckType(Property property, JsonElement value)
    {
        JsonValueKind kind = value.ValueKind;
        bool isNull = kind == JsonValueKind.Null;
        string? expected = property.Type switch
        {
            PropertyType.Text when property.Name is "code" or "type" => kind == JsonValueKind.String ? null : "a string",
            PropertyType.Text => kind == JsonValueKind.String || isNull ? null : "a string or a null",
            PropertyType.Flag => kind is JsonValueKind.True or JsonValueKind.False ? null : "a boolean",
            PropertyType.Integer => PhpJson.IsInteger(value) || isNull ? null : "an integer or a null",
            PropertyType.Codes => kind == JsonValueKind.Array ? null : "an array",
            PropertyType.Labels or PropertyType.Map => IsObject(value) ? null : "an object",
            _ => null,
        };
        if (expected is not null)
        {
            return [new(property.Name, FormatCheck.Found(value, expected))];
        }

        return property.Type switch
        {
            PropertyType.Codes => value.EnumerateArray().Select((item, at) => (item, at)).Where(pair => pair.item.ValueKind != JsonValueKind.String)
                .Select(pair => new Violation($"{property.Name}[{pair.at}]", FormatCheck.Found(pair.item, "a string"))),
            PropertyType.Labels => PhpJson.Entries(value).Where(label => label.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
                .Select(label => new Violation($"{property.Name}.{label.Key}", FormatCheck.Found(label.Value, "a string or a null"))),
            _ => [],
        };
    }

    /// <summary>An empty list is an empty object as well: PHP tells them apart no more than its clients do.</summary>
    private static bool IsObject(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0);
}
