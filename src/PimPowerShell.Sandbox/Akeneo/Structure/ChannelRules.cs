using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>Channels (1.14).</summary>
internal sealed class ChannelRules : StructureRules
{
    public override void Prepare(StructureStore store, string owner, JsonObject entity, JsonObject? stored)
    {
        RequireAll(store, StructureKinds.Currencies, entity, "currencies", "The currency does not exist");
        RequireAll(store, StructureKinds.Locales, entity, "locales", "The locale does not exist");
        if (entity["category_tree"]?.GetValue<string>() is string tree && store[StructureKinds.Categories].Find("", tree) is null)
        {
            throw ApiException.UnknownCode("category_tree", "code", "The category does not exist", tree);
        }

        foreach (KeyValuePair<string, JsonNode?> unit in entity["conversion_units"].Members())
        {
            if (store[StructureKinds.Attributes].Find("", unit.Key) is null)
            {
                throw ApiException.UnknownCode("conversion_units", "attribute code", "The attribute does not exist", unit.Key);
            }
        }
    }

    public override IEnumerable<Violation> Validate(StructureStore store, string owner, JsonObject entity, JsonObject? stored)
    {
        foreach (string property in new[] { "currencies", "locales" })
        {
            if (entity[property].ToCodes().Length == 0)
            {
                yield return new(property, "This collection should contain 1 element or more.");
            }
        }

        foreach (Violation violation in UnitViolations(store, entity))
        {
            yield return violation;
        }

        string? tree = entity["category_tree"]?.GetValue<string>();
        if (tree is null)
        {
            yield return new("category_tree", "This value should not be blank.");
        }
        else if (store[StructureKinds.Categories].Find("", tree)?.Text("parent") is not null)
        {
            yield return new("category_tree", $"The category \"{tree}\" has to be a root category.");
        }
    }

    private static IEnumerable<Violation> UnitViolations(StructureStore store, JsonObject entity)
    {
        foreach (KeyValuePair<string, JsonNode?> pair in entity["conversion_units"].Members().Where(pair => pair.Value is not null))
        {
            StructureEntity attribute = store[StructureKinds.Attributes].Find("", pair.Key)!;
            StructureEntity? family = attribute.Text("metric_family") is string code ? store[StructureKinds.MeasurementFamilies].Find("", code) : null;
            string unit = pair.Value is JsonValue value && value.TryGetValue(out string? text) ? text : "";
            if (attribute.Text("type") != AttributeTypes.Metric)
            {
                yield return new("conversion_units", $"The attribute \"{attribute.Code}\" is not a metric attribute.");
            }
            else if (family?.Data["units"]![unit] is null)
            {
                yield return new("conversion_units", $"The unit \"{unit}\" does not exist or does not belong to the measurement family of the attribute \"{attribute.Code}\".");
            }
        }
    }

    /// <summary>A locale that a channel uses is active from then on.</summary>
    public override void Saved(StructureStore store, StructureEntity entity)
    {
        foreach (string code in entity.Codes("locales"))
        {
            StructureEntity locale = store[StructureKinds.Locales].Find("", code)!;
            if (!locale.Flag("enabled"))
            {
                JsonObject data = new() { ["code"] = locale.Code, ["enabled"] = true };
                store.Put(StructureKinds.Locales, new StructureEntity("", locale.Code, data, Timestamps.Now(), 0));
            }
        }
    }

    private static void RequireAll(StructureStore store, StructureKind kind, JsonObject entity, string property, string reason)
    {
        foreach (string code in entity[property].ToCodes())
        {
            if (store[kind].Find("", code) is null)
            {
                throw ApiException.UnknownCode(property, "code", reason, code);
            }
        }
    }
}
