using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.CategoryValues;
using PimPowerShell.Sandbox.Http;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>Categories (9.2, 9.5).</summary>
internal sealed class CategoryRules : StructureRules
{
    private static readonly string[] _ofRoots = ["validations", "channel_requirements"];

    public override void Complete(StructureStore store, string owner, JsonObject entity)
    {
        if (entity["values"] is not JsonObject)
        {
            entity["values"] = new JsonObject();
        }
    }

    public override bool Has(JsonObject entity, string property) => entity["parent"] is null || !_ofRoots.Contains(property);

    public override JsonNode? Show(StructureStore store, JsonObject entity, string property, QueryString query) => property switch
    {
        "position" => store.Catalog.Categories.Position(entity["code"]!.GetValue<string>()),
        "validations" => Validations(entity["validations"]),
        _ => entity[property],
    };

    public override void Prepare(StructureStore store, string owner, JsonObject entity, JsonObject? stored)
    {
        if (entity["parent"]?.GetValue<string>() is string parent)
        {
            StructureEntity found = store[StructureKinds.Categories].Find("", parent)
                ?? throw ApiException.UnknownCode("parent", "category code", "The category does not exist", parent);
            entity["parent"] = found.Code;
        }

        foreach (string channel in entity["channel_requirements"].ToCodes())
        {
            if (store[StructureKinds.Channels].Find("", channel) is null)
            {
                throw ApiException.UnknownCode("channel_requirements", "channel code", "The channel does not exist", channel);
            }
        }

        // what a tree is told to have until somebody sets it is no change when it is sent back
        if (stored is not null && JsonNode.DeepEquals(Validations(entity["validations"]), Validations(stored["validations"])))
        {
            entity["validations"] = stored["validations"]?.DeepClone();
        }

        // what the server tells as an object it takes as a list
        bool isShape = entity["values"] is JsonObject told && told.Count > 0 && !JsonNode.DeepEquals(told, stored?["values"]);
        JsonNode? sent = isShape ? new JsonArray([.. entity["values"].Members().Select(member => member.Value?.DeepClone())]) : entity["values"];
        entity["values"] = CategoryValueWriter.Merge(store, stored?["values"], sent);
    }

    public override IEnumerable<Violation> Validate(StructureStore store, string owner, JsonObject entity, JsonObject? stored) =>
        ParentViolations(store, entity, stored).Concat(RootViolations(entity)).Concat(ValidationViolations(entity));

    /// <summary>A new or moved category comes after its siblings.</summary>
    public override long Order(StructureStore store, JsonObject entity, StructureEntity? stored) =>
        stored is not null && stored.Text("parent") == entity["parent"]?.GetValue<string>() ? stored.Order : store.NextOrder();

    private static IEnumerable<Violation> ParentViolations(StructureStore store, JsonObject entity, JsonObject? stored)
    {
        string code = entity["code"]?.GetValue<string>() ?? "";
        string? ancestor = entity["parent"]?.GetValue<string>();
        if (ancestor is not null && stored is not null && stored["parent"] is null && store[StructureKinds.Channels].Of("").Any(channel => channel.Text("category_tree") == code))
        {
            yield return new("parent", "The category is the tree of a channel and cannot have a parent.");
        }

        while (ancestor is not null)
        {
            if (ancestor.Equals(code, StringComparison.OrdinalIgnoreCase))
            {
                yield return new("parent", "The category cannot have itself or one of its descendants as parent.");
                yield break;
            }

            ancestor = store[StructureKinds.Categories].Find("", ancestor)?.Text("parent");
        }
    }

    private static IEnumerable<Violation> RootViolations(JsonObject entity)
    {
        if (entity["parent"] is not null && entity["channel_requirements"].ToCodes().Length > 0)
        {
            yield return new("channel_requirements", "Only a category tree can be required by channels.");
        }

        if (entity["parent"] is not null && entity["validations"].Members().Any())
        {
            yield return new("validations", "Only a category tree can have validations.");
        }
    }

    private static IEnumerable<Violation> ValidationViolations(JsonObject entity)
    {
        foreach (KeyValuePair<string, JsonNode?> member in entity["validations"].Members())
        {
            bool fits = member.Key switch
            {
                "max_categories_per_product" => member.Value is null || (member.Value is JsonValue number && number.TryGetValue(out long most) && most >= 0),
                "only_leaves" or "is_mandatory" => member.Value is null || (member.Value is JsonValue flag && flag.TryGetValue(out bool _)),
                _ => false,
            };
            if (!fits)
            {
                yield return new("validations", $"The validation \"{member.Key}\" is not valid.");
            }
        }
    }

    private static JsonObject Validations(JsonNode? stored)
    {
        JsonObject validations = new() { ["max_categories_per_product"] = null, ["only_leaves"] = false, ["is_mandatory"] = false };
        foreach (KeyValuePair<string, JsonNode?> member in stored.Members())
        {
            validations[member.Key] = member.Value?.DeepClone();
        }

        return validations;
    }
}
