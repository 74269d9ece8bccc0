using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>Families (1.7).</summary>
internal sealed class FamilyRules : StructureRules
{
    public override void Prepare(StructureStore store, string owner, JsonObject entity, JsonObject? stored)
    {
        foreach (string code in entity["attributes"].ToCodes())
        {
            RequireAttribute(store, "attributes", code);
        }

        foreach (string property in new[] { "attribute_as_label", "attribute_as_image" })
        {
            if (entity[property]?.GetValue<string>() is string code)
            {
                RequireAttribute(store, property, code);
            }
        }

        if (entity["parent"]?.GetValue<string>() is string parent && store[StructureKinds.Families].Find("", parent) is null)
        {
            throw ApiException.UnknownCode("parent", "family code", "The family does not exist", parent);
        }

        // the identifier is in every family and required in every channel
        string identifier = store[StructureKinds.Attributes].Of("").First(attribute => attribute.Flag("is_main_identifier")).Code;
        entity["attributes"] = Sorted(entity["attributes"], identifier);
        entity["attribute_as_label"] ??= identifier;
        entity["attribute_requirements"] = Requirements(store, entity["attribute_requirements"], identifier);
    }

    public override IEnumerable<Violation> Validate(StructureStore store, string owner, JsonObject entity, JsonObject? stored)
    {
        HashSet<string> attributes = new(entity["attributes"].ToCodes(), StringComparer.OrdinalIgnoreCase);
        foreach (Violation violation in RoleViolations(store, entity, attributes))
        {
            yield return violation;
        }

        if (IsBelowItself(store, entity))
        {
            yield return new("parent", "The family cannot have itself or one of its descendants as parent.");
        }

        foreach (KeyValuePair<string, JsonNode?> channel in entity["attribute_requirements"].Members())
        {
            foreach (string code in channel.Value.ToCodes().Where(code => !attributes.Contains(code)))
            {
                yield return new("attribute_requirements", $"The attribute \"{code}\" cannot be an attribute required for the channel \"{channel.Key}\" as it does not belong to this family");
            }
        }
    }

    public override void Delete(StructureStore store, StructureEntity entity)
    {
        if (store[StructureKinds.FamilyVariants].Of(entity.Code).Count > 0)
        {
            throw ApiException.Unprocessable($"Can not remove family \"{entity.Code}\" because it is linked to family variants.");
        }

        if (store.FamilyHasProducts(entity.Code))
        {
            throw ApiException.Unprocessable($"Can not remove family \"{entity.Code}\" because it is linked to products.");
        }
    }

    private static bool IsBelowItself(StructureStore store, JsonObject entity)
    {
        string? ancestor = entity["parent"]?.GetValue<string>();
        while (ancestor is not null && !ancestor.Equals(entity["code"]?.GetValue<string>(), StringComparison.OrdinalIgnoreCase))
        {
            ancestor = store[StructureKinds.Families].Find("", ancestor)?.Text("parent");
        }

        return ancestor is not null;
    }

    private static IEnumerable<Violation> RoleViolations(StructureStore store, JsonObject entity, HashSet<string> attributes)
    {
        string label = entity["attribute_as_label"]!.GetValue<string>();
        if (!attributes.Contains(label))
        {
            yield return new("attribute_as_label", "Property \"attribute_as_label\" must belong to the family");
        }
        else if (TypeOf(store, label) is not (AttributeTypes.Text or AttributeTypes.Identifier))
        {
            yield return new("attribute_as_label", "Property \"attribute_as_label\" only supports \"pim_catalog_text\" and \"pim_catalog_identifier\" attribute types for the family");
        }

        if (entity["attribute_as_image"]?.GetValue<string>() is not string image)
        {
            yield break;
        }

        if (!attributes.Contains(image))
        {
            yield return new("attribute_as_image", "Property \"attribute_as_image\" must belong to the family");
        }
        else if (TypeOf(store, image) is not (AttributeTypes.Image or AttributeTypes.AssetCollection))
        {
            yield return new("attribute_as_image", "Property \"attribute_as_image\" only supports \"pim_catalog_image\" attribute type for the family");
        }
    }

    private static string? TypeOf(StructureStore store, string attribute) => store[StructureKinds.Attributes].Find("", attribute)!.Text("type");

    private static JsonObject Requirements(StructureStore store, JsonNode? sent, string identifier)
    {
        JsonObject requirements = [];
        foreach (KeyValuePair<string, JsonNode?> channel in sent.Members())
        {
            if (store[StructureKinds.Channels].Find("", channel.Key) is null)
            {
                throw ApiException.UnknownCode("attribute_requirements", "code", "The channel does not exist", channel.Key);
            }

            if (channel.Value is not JsonArray codes || !codes.All(code => code is JsonValue value && value.TryGetValue(out string? _)))
            {
                throw ApiException.WrongType("attribute_requirements", "an array", "string");
            }

            foreach (string code in codes.ToCodes())
            {
                RequireAttribute(store, "attribute_requirements", code);
            }

            requirements[channel.Key] = Sorted(codes, identifier);
        }

        foreach (StructureEntity channel in store[StructureKinds.Channels].Of(""))
        {
            requirements[channel.Code] ??= Sorted(null, identifier);
        }

        return requirements;
    }

    private static void RequireAttribute(StructureStore store, string property, string code)
    {
        if (store[StructureKinds.Attributes].Find("", code) is null)
        {
            throw ApiException.UnknownCode(property, "code", "The attribute does not exist", code);
        }
    }

    private static JsonArray Sorted(JsonNode? codes, string identifier) =>
        codes.ToCodes().Append(identifier).Distinct(StringComparer.OrdinalIgnoreCase).OrderBy(code => code, StringComparer.OrdinalIgnoreCase).ToJson();
}
