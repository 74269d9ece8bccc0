using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Structure;

namespace PimPowerShell.Sandbox.Akeneo.Entities;

/// <summary>Asset families: main media, naming convention, product link rules and transformations (1.18).</summary>
internal sealed class AssetFamilyRules : EntityRules
{
    private const int LinkRulesMaximum = 2;
    private const int TransformationsMaximum = 10;

    public override IEnumerable<Violation> Format(JsonElement body) => AssetFamilyFormat.Check(body);

    public override IEnumerable<Violation> Validate(EntityStore store, JsonObject entity, IReadOnlyList<StructureEntity> attributes)
    {
        entity["attribute_as_main_media"] ??= attributes.FirstOrDefault(IsMedia)?.Code;
        return
        [
            .. MainMedia(entity, attributes),
            .. NamingConvention(entity),
            .. TooMany(entity, "product_link_rules", LinkRulesMaximum),
            .. TooMany(entity, "transformations", TransformationsMaximum),
            .. Transformations(entity, attributes),
        ];
    }

    private static IEnumerable<Violation> MainMedia(JsonObject entity, IReadOnlyList<StructureEntity> attributes)
    {
        string? code = entity["attribute_as_main_media"]?.GetValue<string>();
        StructureEntity? attribute = Find(attributes, code);
        if (code is not null && attribute is null)
        {
            yield return new("attribute_as_main_media", $"Attribute \"{code}\" does not exist for the asset family \"{entity["code"]}\".");
        }
        else if (attribute is not null && !IsMedia(attribute))
        {
            yield return new("attribute_as_main_media", $"Attribute \"{code}\" must be of type \"media_file\" or \"media_link\".");
        }
    }

    private static IEnumerable<Violation> NamingConvention(JsonObject entity)
    {
        JsonNode? convention = entity["naming_convention"];
        if (convention?["source"]?["property"]?.GetValue<string>() is string property
            && property != "code" && property != entity["attribute_as_main_media"]?.GetValue<string>())
        {
            yield return new("naming_convention.source.property", $"The property should be \"code\" or the main media attribute, \"{property}\" given.");
        }

        if (convention?["pattern"]?.GetValue<string>() is string pattern && !TextRules.TryParsePattern(pattern, out _))
        {
            yield return new("naming_convention.pattern", "The pattern is not a valid regular expression.");
        }
    }

    private static IEnumerable<Violation> TooMany(JsonObject entity, string property, int maximum)
    {
        if (entity[property] is JsonArray list && list.Count > maximum)
        {
            yield return new(property, $"This collection should contain {maximum} elements or less.");
        }
    }

    private static IEnumerable<Violation> Transformations(JsonObject entity, IReadOnlyList<StructureEntity> attributes)
    {
        if (entity["transformations"] is not JsonArray transformations)
        {
            yield break;
        }

        for (int i = 0; i < transformations.Count; i++)
        {
            foreach (string end in new[] { "source", "target" })
            {
                string? code = transformations[i]![end]!["attribute"]!.GetValue<string>();
                if (Find(attributes, code)?.Text("type") != "media_file")
                {
                    yield return new($"transformations[{i}].{end}", $"Attribute \"{code}\" must be an attribute of the asset family of type \"media_file\".");
                }
            }

            if (JsonNode.DeepEquals(transformations[i]!["source"], transformations[i]!["target"]))
            {
                yield return new($"transformations[{i}].target", "The target should not be the source.");
            }

            if (transformations[i]!["filename_prefix"] is null && transformations[i]!["filename_suffix"] is null)
            {
                yield return new($"transformations[{i}]", "A transformation should have a filename prefix or a filename suffix.");
            }
        }
    }

    private static StructureEntity? Find(IReadOnlyList<StructureEntity> attributes, string? code) =>
        attributes.FirstOrDefault(attribute => attribute.Code.Equals(code, StringComparison.OrdinalIgnoreCase));

    private static bool IsMedia(StructureEntity attribute) => attribute.Text("type") is "media_file" or "media_link";
}
