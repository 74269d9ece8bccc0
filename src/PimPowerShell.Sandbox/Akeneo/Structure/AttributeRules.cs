using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>Attributes (1.9).</summary>
internal sealed class AttributeRules : StructureRules
{
    private static readonly HashSet<string> _types =
    [
        AttributeTypes.Identifier, AttributeTypes.Text, AttributeTypes.Textarea, AttributeTypes.Number, AttributeTypes.Metric,
        AttributeTypes.Price, AttributeTypes.Boolean, AttributeTypes.Date, AttributeTypes.SimpleSelect, AttributeTypes.MultiSelect,
        AttributeTypes.Image, AttributeTypes.File,
    ];

    private static readonly HashSet<string> _reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "associationTypes", "associations", "categories", "categoryId", "category", "completeness", "enabled", "family",
        "groups", "associatedProducts", "products", "scope", "treeId", "values", "productType", "label", "entity_type", "attributes",
    };

    public override void Complete(StructureStore store, string owner, JsonObject entity)
    {
        StructureEntity? group = entity["group"]?.GetValue<string>() is string code ? store[StructureKinds.AttributeGroups].Find("", code) : null;
        entity["group_labels"] = group?.Data["labels"]?.DeepClone() ?? new JsonObject();
    }

    public override void Prepare(StructureStore store, string owner, JsonObject entity, JsonObject? stored)
    {
        string? type = entity["type"]?.GetValue<string>();
        if (type is not null && !_types.Contains(type))
        {
            throw ApiException.UnknownCode("type", "attribute type", "The attribute type does not exist", type);
        }

        string? group = entity["group"]?.GetValue<string>();
        if (group is not null && store[StructureKinds.AttributeGroups].Find("", group) is null)
        {
            throw ApiException.UnknownCode("group", "code", "The attribute group does not exist", group);
        }

        foreach (string locale in entity["available_locales"].ToCodes())
        {
            if (store[StructureKinds.Locales].Find("", locale)?.Flag("enabled") != true)
            {
                throw ApiException.UnknownCode("available_locales", "locale code", "The locale does not exist", locale);
            }
        }

        entity["sort_order"] ??= 0;
        Complete(store, owner, entity);
    }

    public override IEnumerable<Violation> Validate(StructureStore store, string owner, JsonObject entity, JsonObject? stored)
    {
        string code = entity["code"]?.GetValue<string>() ?? "";
        string? type = entity["type"]?.GetValue<string>();
        if (stored is null && _reserved.Contains(code))
        {
            yield return new("code", "This code is not available");
        }

        if (type is null)
        {
            yield return new("type", "This value should not be blank.");
        }

        if (entity["group"] is null)
        {
            yield return new("group", "This value should not be blank.");
        }

        if (stored is null && type == AttributeTypes.Identifier && HasIdentifier(store))
        {
            yield return new("type", "An identifier attribute already exists.");
        }

        if (type == AttributeTypes.Metric)
        {
            foreach (Violation violation in MetricViolations(store, entity))
            {
                yield return violation;
            }
        }
    }

    private static bool HasIdentifier(StructureStore store) =>
        store[StructureKinds.Attributes].Of("").Any(attribute => attribute.Text("type") == AttributeTypes.Identifier);

    private static IEnumerable<Violation> MetricViolations(StructureStore store, JsonObject entity)
    {
        string? familyCode = entity["metric_family"]?.GetValue<string>();
        StructureEntity? family = familyCode is null ? null : store[StructureKinds.MeasurementFamilies].Find("", familyCode);
        if (family is null)
        {
            yield return new("metric_family", "Please specify a valid metric family");
        }
        else if (entity["default_metric_unit"]?.GetValue<string>() is not string unit || family.Data["units"]![unit] is null)
        {
            yield return new("default_metric_unit", "Please specify a valid metric unit");
        }
    }
}
