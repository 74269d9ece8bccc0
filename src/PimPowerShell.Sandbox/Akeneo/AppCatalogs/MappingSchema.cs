using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Apps;
using PimPowerShell.Sandbox.Akeneo.Structure;

namespace PimPowerShell.Sandbox.Akeneo.AppCatalogs;

/// <summary>Reads what an app says of the products it wants (1.19).</summary>
internal static class MappingSchema
{
    public const string Variants = "variants";

    private const string Head = "https://api.akeneo.com/mapping/product/";
    private const string Tail = "/schema";
    private const int TargetsMaximum = 600;

    public static readonly Version Latest = new(1, 0, 4);

    private static readonly Version _first = new(0, 0, 1);
    private static readonly string[] _members = ["$id", "$schema", "$comment", "title", "description", "type", "properties", "required"];
    private static readonly string[] _types = ["string", "number", "integer", "boolean", "array", "object"];

    public static string Address(Version version) => Head + version + Tail;

    public static void Check(JsonObject schema)
    {
        if (!IsValid(schema))
        {
            throw ApiException.Invalid([new("productMappingSchema", "You must provide a valid schema.")]);
        }

        // 1.19, which says nothing of the targets of variants
        if (((JsonObject)schema["properties"]!).Count(static target => target.Key != Variants) > TargetsMaximum)
        {
            throw ApiException.Invalid([new("productMappingSchema", $"You can define up to {TargetsMaximum} targets.")]);
        }
    }

    /// <summary>The targets of models, without that of their variants.</summary>
    public static IReadOnlyDictionary<string, JsonObject> Targets(JsonObject schema) => Objects(schema["properties"])
        .Where(target => target.Key != Variants).ToDictionary(target => target.Key, target => target.Value);

    /// <summary>The targets of variants, or null when the schema knows products alone.</summary>
    public static IReadOnlyDictionary<string, JsonObject>? VariantTargets(JsonObject schema)
    {
        if (schema["properties"]![Variants] is not JsonObject variants)
        {
            return null;
        }

        JsonNode?[] forms = variants["oneOf"] is JsonArray choices ? [.. choices] : [variants];
        JsonNode? properties = forms.Select(form => ((form as JsonObject)?["items"] as JsonObject)?["properties"]).FirstOrDefault(found => found is not null);
        return Objects(properties).ToDictionary(target => target.Key, target => target.Value);
    }

    private static bool IsValid(JsonObject schema) =>
        schema.All(member => _members.Contains(member.Key))
        && IsKnownVersion(EntityChecks.Text(schema["$schema"]))
        && (!schema.ContainsKey("type") || EntityChecks.Text(schema["type"]) == "object")
        && schema["properties"] is JsonObject properties
        && properties.All(target => IsTarget(target.Value));

    private static bool IsKnownVersion(string? address) =>
        address is not null && address.StartsWith(Head, StringComparison.Ordinal) && address.EndsWith(Tail, StringComparison.Ordinal)
        && address.Length > Head.Length + Tail.Length
        && Version.TryParse(address.Substring(Head.Length, address.Length - Head.Length - Tail.Length), out Version? version)
        && version.Build >= 0 && version.Revision < 0 && version >= _first && version <= Latest;

    private static bool IsTarget(JsonNode? node)
    {
        if (node is not JsonObject target)
        {
            return false;
        }

        if (target["oneOf"] is JsonArray choices)
        {
            return choices.All(IsTarget);
        }

        string? type = EntityChecks.Text(target["type"]);
        return target["type"] is JsonArray types
            ? types.All(each => _types.Contains(EntityChecks.Text(each)))
            : _types.Contains(type) && (type != "array" || IsTarget(target["items"])) && target["properties"].Members().All(member => IsTarget(member.Value));
    }

    private static IEnumerable<KeyValuePair<string, JsonObject>> Objects(JsonNode? properties) =>
        properties.Members().Where(member => member.Value is JsonObject).Select(member => new KeyValuePair<string, JsonObject>(member.Key, (JsonObject)member.Value!));
}
