using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Core;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Arguments;

/// <summary>
/// For back ends whose items are one map of attributes: <c>{"sku":"...","attributes":{...}}</c>. First-level properties go
/// back to the attributes that they came from; all other names are taken for attributes.
/// </summary>
internal static class MapItemWriter
{
    private static readonly HashSet<string> s_foreignFields = new(StringComparer.Ordinal)
    {
        "uuid", "family", "groups", "associations", "quantified_associations", "add_categories", "remove_categories",
    };

    public static WritableItem Write(IEnumerable<KeyValuePair<string, object?>> fields, PimResource resource, ValuesShape shape)
    {
        var attributes = new Dictionary<string, object?>(StringComparer.Ordinal);
        Dictionary<string, string> names = shape.Fields.ToDictionary(field => ApiName.ToSnake(field.Value), field => field.Key);
        bool? enabled = null;
        foreach (KeyValuePair<string, object?> field in fields)
        {
            if (field.Key == "enabled")
            {
                enabled = Flag(field.Value);
            }
            else if (field.Key == "values")
            {
                foreach (KeyValuePair<string, object?> value in Members(field.Value))
                {
                    attributes[value.Key] = value.Value;
                }
            }
            else if (s_foreignFields.Contains(field.Key))
            {
                if (!IsEmpty(field.Value))
                {
                    throw new PimException(PimErrorKind.Unsupported, $"Products of this back end have no {field.Key.Replace('_', ' ')}.") { Subject = field.Key };
                }
            }
            else if (field.Key is not ("provider" or "_links"))
            {
                attributes[names.TryGetValue(field.Key, out string? attribute) ? attribute : field.Key] = field.Value;
            }
        }

        foreach (string readOnly in resource.ReadOnlyFields)
        {
            attributes.Remove(readOnly);
        }

        string? key = attributes.TryGetValue(resource.Key, out object? given) ? PlainTree.Unwrap(given)?.ToString() : null;
        attributes.Remove(resource.Key);
        bool hasStatusOfEnabled = ApplyEnabled(attributes, enabled);
        return new WritableItem(resource, string.IsNullOrEmpty(key) ? null : key, JsonBytes.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString(resource.Key, key);
            writer.WritePropertyName("attributes");
            JsonTree.Write(writer, attributes, PlainTree.Unwrap);
            writer.WriteEndObject();
        }))
        { HasStatusOfEnabled = hasStatusOfEnabled };
    }

    /// <summary>Enabled says less than the status: it decides only where both do not agree, and never brings back what is deleted.</summary>
    private static bool ApplyEnabled(Dictionary<string, object?> attributes, bool? enabled)
    {
        string? status = attributes.TryGetValue("status", out object? value) ? PlainTree.Unwrap(value) as string : null;
        if (enabled is not { } wanted || status == "deleted" || (status is not null && (status == "active") == wanted))
        {
            return false;
        }

        attributes["status"] = wanted ? "active" : "inactive";
        return true;
    }

    /// <summary>Rows have text in all their cells, and an empty cell says nothing.</summary>
    private static bool? Flag(object? value) => PlainTree.Unwrap(value) switch
    {
        null or "" => null,
        bool flag => flag,
        var other => other.ToString().ToUpperInvariant() switch
        {
            "TRUE" or "1" => true,
            "FALSE" or "0" => false,
            _ => throw new PimException(PimErrorKind.Input, $"Enabled: '{other}' is neither true nor false.") { Subject = "Enabled" },
        },
    };

    private static IEnumerable<KeyValuePair<string, object?>> Members(object? values) => PlainTree.Unwrap(values) switch
    {
        null => [],
        ReadOnlyMemory<byte> json => PlainTree.From(json) as Dictionary<string, object?> ?? [],
        IDictionary map => JsonTree.Pairs(map),
        IEnumerable<KeyValuePair<string, object?>> pairs => pairs,
        _ => throw new PimException(PimErrorKind.Input, "Values: takes a table of attributes, as in @{ title = 'Cap' }.") { Subject = "Values" },
    };

    private static bool IsEmpty(object? value) => PlainTree.Unwrap(value) switch
    {
        null or "" => true,
        ICollection list => list.Count == 0,
        ReadOnlyMemory<byte> json => json.Length <= 2,
        _ => false,
    };
}
