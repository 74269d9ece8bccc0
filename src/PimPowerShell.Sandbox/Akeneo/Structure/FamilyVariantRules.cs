using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>Family variants (1.8).</summary>
internal sealed class FamilyVariantRules : StructureRules
{
    private const string Sets = "variant_attribute_sets";
    private const int AxesMaximum = 5;

    public override void RequireOwner(StructureStore store, string owner)
    {
        if (store[StructureKinds.Families].Find("", owner) is null)
        {
            throw ApiException.NotFound($"Family \"{owner}\" does not exist.");
        }
    }

    public override string NotFound(string owner, string code) =>
        $"Family variant \"{code}\" does not exist or is not a variant of the family \"{owner}\".";

    public override void Complete(StructureStore store, string owner, JsonObject entity)
    {
        HashSet<string> own = new(Levels(entity).SelectMany(level => level["attributes"].ToCodes()), StringComparer.OrdinalIgnoreCase);
        entity["common_attributes"] = FamilyAttributes(store, owner).Where(code => !own.Contains(code)).ToJson();
    }

    public override void Prepare(StructureStore store, string owner, JsonObject entity, JsonObject? stored)
    {
        SortedDictionary<long, JsonObject> levels = [];
        foreach (JsonObject level in stored is null ? [] : Levels(stored))
        {
            levels[level["level"]!.GetValue<long>()] = (JsonObject)level.DeepClone();
        }

        foreach (JsonObject sent in Levels(entity))
        {
            long number = sent["level"] is JsonValue value && value.TryGetValue(out long given) ? given : 0;
            JsonObject level = levels.TryGetValue(number, out JsonObject? known) ? known : [];
            string[] axes = (sent["axes"] ?? level["axes"]).ToCodes();
            string[] attributes = (sent["attributes"] ?? level["attributes"]).ToCodes();
            foreach (string code in axes.Concat(attributes))
            {
                RequireAttribute(store, code);
            }

            levels[number] = new JsonObject
            {
                ["level"] = number,
                ["axes"] = axes.ToJson(),
                ["attributes"] = axes.Concat(attributes).Distinct(StringComparer.OrdinalIgnoreCase).ToJson(),
            };
        }

        if (levels.Count > 0)
        {
            AddUniqueToLowest(store, owner, levels);
        }

        entity[Sets] = new JsonArray([.. levels.Values]);
        Complete(store, owner, entity);
    }

    public override IEnumerable<Violation> Validate(StructureStore store, string owner, JsonObject entity, JsonObject? stored)
    {
        List<JsonObject> levels = [.. Levels(entity)];
        HashSet<string> family = new(FamilyAttributes(store, owner), StringComparer.OrdinalIgnoreCase);
        if (levels.Count == 0 || levels[0]["level"]!.GetValue<long>() != 1 || levels.Count > 2)
        {
            yield return new(Sets, "There is no variant attribute set for level \"1\"");
            yield break;
        }

        for (int i = 0; i < levels.Count; i++)
        {
            string[] axes = levels[i]["axes"].ToCodes();
            if (axes.Length == 0)
            {
                yield return new(Sets, $"There should be at least one attribute defined as axis for the attribute set for level \"{i + 1}\"");
            }

            if (axes.Length > AxesMaximum)
            {
                yield return new(Sets, $"There should be at most {AxesMaximum} attributes defined as axis for the attribute set for level \"{i + 1}\"");
            }

            if (stored is not null && Levels(stored).ElementAtOrDefault(i) is JsonObject before && !axes.SequenceEqual(before["axes"].ToCodes()))
            {
                yield return new(Sets, "The attributes axes of the level \"" + (i + 1) + "\" cannot be changed");
            }

            foreach (Violation violation in AxisViolations(store, axes).Concat(MemberViolations(levels[i], family)))
            {
                yield return violation;
            }
        }

        foreach (string code in MovedUp(levels, stored))
        {
            yield return new(Sets, $"The attribute \"{code}\" cannot be moved to an upper level");
        }

        foreach (string code in levels.SelectMany(level => level["attributes"].ToCodes()).GroupBy(code => code).Where(group => group.Count() > 1).Select(group => group.Key))
        {
            yield return new(Sets, $"Attributes must be unique, \"{code}\" are used several times in variant attributes sets");
        }
    }

    /// <summary>Attributes may go down after creation, but not up.</summary>
    private static IEnumerable<string> MovedUp(List<JsonObject> levels, JsonObject? stored)
    {
        List<JsonObject> before = stored is null ? [] : [.. Levels(stored)];
        for (int i = 0; i < before.Count; i++)
        {
            HashSet<string> atOrBelow = new(levels.Skip(i).SelectMany(level => level["attributes"].ToCodes()), StringComparer.OrdinalIgnoreCase);
            foreach (string code in before[i]["attributes"].ToCodes().Where(code => !atOrBelow.Contains(code)))
            {
                yield return code;
            }
        }
    }

    private static IEnumerable<Violation> AxisViolations(StructureStore store, string[] axes)
    {
        foreach (StructureEntity axis in axes.Select(code => store[StructureKinds.Attributes].Find("", code)!))
        {
            if (axis.Text("type") is not (AttributeTypes.SimpleSelect or AttributeTypes.Boolean or AttributeTypes.Metric or AttributeTypes.ReferenceData or AttributeTypes.ReferenceEntity))
            {
                yield return new(Sets, $"Variant axes \"{axis.Code}\" must be a boolean, a simple select, a simple reference data or a metric");
            }

            if (axis.Flag("unique"))
            {
                yield return new(Sets, $"Variant axes \"{axis.Code}\" cannot have unique values");
            }

            if (axis.Flag("localizable") || axis.Flag("scopable") || axis.Codes("available_locales").Length > 0)
            {
                yield return new(Sets, $"Variant axes \"{axis.Code}\" cannot be localizable, not scopable and not locale specific");
            }
        }
    }

    private static IEnumerable<Violation> MemberViolations(JsonObject level, HashSet<string> family) =>
        level["attributes"].ToCodes().Where(code => !family.Contains(code))
            .Select(code => new Violation(Sets, $"The attribute \"{code}\" does not belong to the family"));

    private static void AddUniqueToLowest(StructureStore store, string owner, SortedDictionary<long, JsonObject> levels)
    {
        JsonObject lowest = levels[levels.Keys.Max()];
        IEnumerable<string> unique = FamilyAttributes(store, owner).Where(code => store[StructureKinds.Attributes].Find("", code) is { } attribute && (attribute.Flag("unique") || attribute.Text("type") == AttributeTypes.Identifier));
        lowest["attributes"] = lowest["attributes"].ToCodes().Concat(unique).Distinct(StringComparer.OrdinalIgnoreCase)
            .OrderBy(code => code, StringComparer.OrdinalIgnoreCase).ToJson();
    }

    private static string[] FamilyAttributes(StructureStore store, string family) =>
        store[StructureKinds.Families].Find("", family)?.Codes("attributes") ?? [];

    private static IEnumerable<JsonObject> Levels(JsonObject entity) => (entity[Sets] as JsonArray ?? []).OfType<JsonObject>();

    private static void RequireAttribute(StructureStore store, string code)
    {
        if (store[StructureKinds.Attributes].Find("", code) is null)
        {
            throw ApiException.UnknownCode(Sets, "attribute code", "The attribute does not exist", code);
        }
    }
}
