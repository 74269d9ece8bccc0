using System.Collections.Generic;
using System.Text.Json.Nodes;

namespace PimPowerShell.Sandbox.Akeneo.Rules;

/// <summary>The rules of the generated PIM.</summary>
internal static class RuleSeeds
{
    public static IEnumerable<JsonObject> Create()
    {
        yield return Rule("clear_fragile", "Clear fragile of sturdy things", "family", "IN", new JsonArray("televisions"), new() { ["type"] = "clear", ["field"] = "fragile" });
        yield return Rule("copy_name", "Name from the ERP", "name", "EMPTY", null, new()
        {
            ["type"] = "copy", ["from_field"] = "erp_name", ["to_field"] = "name", ["to_locale"] = "en_US",
        });
        JsonObject triggered = Rule("tag_new_shoes", "Tag new shoes", "family", "IN", new JsonArray("shoes"), new()
        {
            ["type"] = "add", ["field"] = "tags", ["items"] = new JsonArray("new"),
        });
        triggered["execution_type"] = "triggered";
        triggered["triggers"] = new JsonArray(new JsonObject { ["field"] = "family" });
        triggered["priority"] = 20L;
        yield return triggered;
        JsonObject ofRecords = Rule("name_brands", "Name brands", "code", "NOT EMPTY", null, new() { ["type"] = "set", ["field"] = "label", ["value"] = "Brand" });
        ofRecords["type"] = "record";
        ofRecords["reference_entity_identifier"] = "brand";
        ofRecords["enabled"] = false;
        yield return ofRecords;
    }

    private static JsonObject Rule(string code, string label, string field, string op, JsonNode? value, JsonObject action)
    {
        JsonObject condition = new() { ["field"] = field, ["operator"] = op };
        if (value is not null)
        {
            condition["value"] = value;
        }

        return new()
        {
            ["code"] = code,
            ["type"] = "product",
            ["reference_entity_identifier"] = null,
            ["conditions"] = new JsonArray(condition),
            ["actions"] = new JsonArray(action),
            ["labels"] = new JsonObject { ["en_US"] = label },
            ["priority"] = 0L,
            ["enabled"] = true,
            ["execution_type"] = "scheduled",
            ["triggers"] = new JsonArray(),
        };
    }
}
