using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Measurements;

/// <summary>Creates and changes measurement families; units are merged by their codes (1.16).</summary>
internal sealed class MeasurementFamilyWriter(StructureStore store)
{
    private static readonly StructureKind _kind = StructureKinds.MeasurementFamilies;

    /// <summary>True when the family was created.</summary>
    public bool Upsert(string code, JsonElement body)
    {
        List<Violation> violations = [.. MeasurementFamilyFormat.Check(body)];
        if (violations.Count > 0)
        {
            throw ApiException.WithViolations(422, "The measurement family has an invalid format.", violations);
        }

        lock (store.Gate)
        {
            StructureEntity? stored = store[_kind].Find("", code);
            if (stored is null && Missing(body).ToList() is { Count: > 0 } missing)
            {
                throw ApiException.WithViolations(422, "The measurement family has an invalid format.", missing);
            }

            JsonObject family = stored is null ? Blank(code) : (JsonObject)stored.Data.DeepClone();
            Merge(family, (JsonObject)PhpJson.ToNode(body)!);
            violations = [.. new MeasurementFamilyRules(store).Check(family, stored?.Data)];
            if (violations.Count > 0)
            {
                throw ApiException.WithViolations(422, "The measurement family has data that does not comply with the business rules.", violations);
            }

            store.Put(_kind, new StructureEntity("", stored?.Code ?? code, family, Timestamps.Now(), stored?.Order ?? store.NextOrder()));
            return stored is null;
        }
    }

    private static IEnumerable<Violation> Missing(JsonElement body) =>
        new[] { "standard_unit_code", "units" }.Where(name => !PhpJson.TryGet(body, name, out _)).Select(name => new Violation(name, FormatCheck.Missing(name)));

    private static JsonObject Blank(string code) => new()
    {
        ["code"] = code,
        ["labels"] = new JsonObject(),
        ["standard_unit_code"] = "",
        ["units"] = new JsonObject(),
    };

    private static void Merge(JsonObject family, JsonObject sent)
    {
        MergeLabels(family, sent);
        if (sent["standard_unit_code"] is JsonNode standard)
        {
            family["standard_unit_code"] = standard.DeepClone();
        }

        JsonObject units = (JsonObject)family["units"]!;
        foreach (KeyValuePair<string, JsonNode?> unit in sent["units"].Members())
        {
            JsonObject known = units[unit.Key] as JsonObject ?? Unit(unit.Key);
            MergeLabels(known, unit.Value as JsonObject ?? []);
            foreach (string name in new[] { "code", "convert_from_standard", "symbol" })
            {
                if (unit.Value?[name] is JsonNode value)
                {
                    known[name] = value.DeepClone();
                }
            }

            units[unit.Key] = known.DeepClone();
        }
    }

    private static JsonObject Unit(string code) => new()
    {
        ["code"] = code,
        ["labels"] = new JsonObject(),
        ["convert_from_standard"] = new JsonArray(),
        ["symbol"] = "",
    };

    private static void MergeLabels(JsonObject target, JsonObject sent)
    {
        JsonObject labels = (JsonObject)target["labels"]!;
        foreach (KeyValuePair<string, JsonNode?> label in sent["labels"].Members())
        {
            labels.Remove(label.Key);
            if (!string.IsNullOrEmpty(label.Value?.GetValue<string>()))
            {
                labels[label.Key] = label.Value!.DeepClone();
            }
        }
    }
}
