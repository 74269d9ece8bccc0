using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Apps;
using PimPowerShell.Sandbox.Akeneo.Structure;

namespace PimPowerShell.Sandbox.Akeneo.Rules;

/// <summary>What a rule definition must be like.</summary>
internal static class RuleRules
{
    public const string Record = "record";
    public const string Triggered = "triggered";

    public static readonly string[] Types = ["product", Record];
    public static readonly string[] ExecutionTypes = [Triggered, "scheduled", "workflow_based"];

    public static void Check(JsonObject rule, JsonObject? stored, StructureStore structure)
    {
        EntityChecks checks = new(structure);
        checks.Add(PropertyChecks.Code("Rule definition", EntityChecks.Text(rule["code"])));
        checks.RequiredChoice(rule, "type", Types);
        checks.Unchanged(rule, stored, "type");
        checks.RequiredChoice(rule, "execution_type", ExecutionTypes);
        checks.Labels(rule["labels"], "labels");
        if (EntityChecks.Text(rule["type"]) == Record)
        {
            checks.Required(rule, "reference_entity_identifier");
        }

        RequireMembers(checks, rule, "conditions", "field", "operator");
        RequireMembers(checks, rule, "actions", "type");
        RequireMembers(checks, rule, "triggers", "field");
        RequireOne(checks, rule, "actions");
        if (EntityChecks.Text(rule["execution_type"]) == Triggered)
        {
            RequireOne(checks, rule, "triggers");
        }

        checks.Conclude();
    }

    private static void RequireOne(EntityChecks checks, JsonObject rule, string list)
    {
        if (rule[list] is not JsonArray { Count: > 0 })
        {
            checks.Add(list, "This collection should contain 1 element or more.");
        }
    }

    private static void RequireMembers(EntityChecks checks, JsonObject rule, string list, params string[] members)
    {
        IEnumerable<JsonNode?> items = rule[list] is JsonArray array ? array : rule[list].Members().Select(member => member.Value);
        int position = 0;
        foreach (JsonNode? item in items)
        {
            foreach (string member in members)
            {
                checks.Required(item as JsonObject ?? [], member, $"{list}[{position}].{member}");
            }

            position++;
        }
    }
}
