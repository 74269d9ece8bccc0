using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>Where items speak of the catalog's attributes.</summary>
internal static class AttributeLists
{
    /// <summary>What attributes are called.</summary>
    public const string Noun = "Attribute";

    private static readonly string[] s_ofLevels = ["axes", "attributes"];

    /// <summary>Whether a kind of thing has lists of attributes that a write replaces. The lists of groups are <see cref="MemberLists"/>.</summary>
    public static bool AreIn(PimResource resource) =>
        resource.References.Any(IsReplaced) || resource.Fields.Any(static field => field.Shape is FieldShape.CodesByChannel or FieldShape.Levels);

    /// <summary>Whether a field names attributes, and a write replaces what it names.</summary>
    public static bool IsReplaced(PimReference reference) => reference is { Noun: Noun, Form: ReferenceForm.Code or ReferenceForm.Codes };

    /// <summary>The lists that lie deeper in an item, by where they do.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> InnerOf(PimResource resource, JsonObject item)
    {
        foreach (KeyValuePair<string, JsonNode?> field in item)
        {
            switch (ItemLine.FieldOf(resource, field.Key)?.Shape)
            {
                case FieldShape.CodesByChannel when field.Value is JsonObject channels:
                    foreach (KeyValuePair<string, JsonNode?> channel in channels)
                    {
                        yield return new(Place(field.Key, channel.Key), channel.Value);
                    }

                    break;
                case FieldShape.Levels when field.Value is JsonArray levels:
                    foreach (JsonObject level in levels.OfType<JsonObject>())
                    {
                        foreach (string name in s_ofLevels)
                        {
                            yield return new(Place(field.Key, $"{level["level"]}", name), level[name]);
                        }
                    }

                    break;
            }
        }
    }

    /// <summary>The maps of an item's values by attribute.</summary>
    public static IEnumerable<JsonObject> ValuesOf(PimResource resource, JsonObject item) =>
        item.Where(field => ItemLine.FieldOf(resource, field.Key)?.Shape == FieldShape.Values).Select(static field => field.Value).OfType<JsonObject>();

    /// <summary>The codes of a list.</summary>
    public static IEnumerable<string> Codes(JsonNode? list) =>
        (list as JsonArray ?? []).Where(static element => element?.GetValueKind() == JsonValueKind.String).Select(static element => element!.GetValue<string>());

    private static string Place(params string[] names) => string.Join("\n", names);
}
