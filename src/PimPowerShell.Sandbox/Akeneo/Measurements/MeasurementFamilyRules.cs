using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Structure;

namespace PimPowerShell.Sandbox.Akeneo.Measurements;

/// <summary>What a measurement family must be to be of use (1.16).</summary>
internal sealed class MeasurementFamilyRules(StructureStore store)
{
    private const int FamiliesMaximum = 100;
    private const int UnitsMaximum = 50;
    private const int StepsMaximum = 5;
    private const int CodeMaximum = 100;

    private static readonly Regex _code = new("^[a-zA-Z0-9_]+$", RegexOptions.CultureInvariant);

    public IEnumerable<Violation> Check(JsonObject family, JsonObject? stored)
    {
        string code = family["code"]!.GetValue<string>();
        JsonObject units = (JsonObject)family["units"]!;
        List<Violation> violations = [.. CodeViolations("code", code), .. LabelViolations("labels", family)];
        if (stored is null && store[StructureKinds.MeasurementFamilies].Of("").Count >= FamiliesMaximum)
        {
            violations.Add(new("", $"You have reached the limit of {FamiliesMaximum} measurement families."));
        }

        if (units.Count > UnitsMaximum)
        {
            violations.Add(new("units", $"You have reached the limit of {UnitsMaximum} units."));
        }

        foreach (KeyValuePair<string, JsonNode?> unit in units)
        {
            violations.AddRange(UnitViolations(unit.Key, (JsonObject)unit.Value!));
        }

        violations.AddRange(StandardViolations(family, units, stored));
        violations.AddRange(stored is not null && IsInUse(code) ? FrozenViolations(units, (JsonObject)stored["units"]!) : []);
        return violations;
    }

    private static IEnumerable<Violation> StandardViolations(JsonObject family, JsonObject units, JsonObject? stored)
    {
        string standard = family["standard_unit_code"]!.GetValue<string>();
        if (stored is not null && !JsonNode.DeepEquals(stored["standard_unit_code"], family["standard_unit_code"]))
        {
            yield return new("standard_unit_code", "This property cannot be changed.");
        }
        else if (units[standard] is not JsonObject unit)
        {
            yield return new("standard_unit_code", $"The unit \"{standard}\" does not exist in the units of the measurement family.");
        }
        else if (!IsIdentity(Steps(unit)))
        {
            yield return new($"units[{standard}][convert_from_standard]", "The standard unit should be converted by a single multiplication by 1.");
        }
    }

    private IEnumerable<Violation> UnitViolations(string key, JsonObject unit)
    {
        string at = $"units[{key}]";
        if (unit["code"]!.GetValue<string>() != key)
        {
            yield return new(at, "The key of the unit and its code differ.");
        }

        foreach (Violation violation in CodeViolations(at + "[code]", key).Concat(LabelViolations(at + "[labels]", unit)))
        {
            yield return violation;
        }

        JsonObject[] steps = Steps(unit);
        if (steps.Length is 0 or > StepsMaximum)
        {
            yield return new(at + "[convert_from_standard]", $"A unit should have between 1 and {StepsMaximum} conversion operations.");
        }

        for (int i = 0; i < steps.Length; i++)
        {
            bool isNumber = Decimals.TryRead(steps[i]["value"]!.GetValue<string>(), out decimal value);
            if (!isNumber || (value == 0 && steps[i]["operator"]!.GetValue<string>() is "mul" or "div"))
            {
                yield return new($"{at}[convert_from_standard][{i}][value]", isNumber ? "The conversion value cannot be zero." : "The conversion value should be a number.");
            }
        }
    }

    /// <summary>Once an attribute measures in a family, its units and their conversions are what they are.</summary>
    private static IEnumerable<Violation> FrozenViolations(JsonObject units, JsonObject before)
    {
        if (units.Any(unit => !before.ContainsKey(unit.Key)))
        {
            yield return new("units", "A unit cannot be added because an attribute uses the measurement family.");
        }

        foreach (KeyValuePair<string, JsonNode?> unit in before)
        {
            if (!JsonNode.DeepEquals(unit.Value!["convert_from_standard"], units[unit.Key]?["convert_from_standard"]))
            {
                yield return new($"units[{unit.Key}][convert_from_standard]", "The conversion cannot be changed because an attribute uses the measurement family.");
            }
        }
    }

    private bool IsInUse(string family) => store[StructureKinds.Attributes].Of("")
        .Any(attribute => family.Equals(attribute.Text("metric_family"), StringComparison.OrdinalIgnoreCase));

    private IEnumerable<Violation> LabelViolations(string at, JsonObject labelled) =>
        labelled["labels"].Members().Where(label => store[StructureKinds.Locales].Find("", label.Key) is null)
            .Select(label => new Violation(at, $"The locale \"{label.Key}\" does not exist."));

    private static IEnumerable<Violation> CodeViolations(string at, string code)
    {
        if (code.Length == 0)
        {
            yield return new(at, "This value should not be blank.");
        }
        else if (!_code.IsMatch(code))
        {
            yield return new(at, "This field can only contain letters, numbers, and underscores.");
        }

        if (code.Length > CodeMaximum)
        {
            yield return new(at, $"This value is too long. It should have {CodeMaximum} characters or less.");
        }
    }

    private static bool IsIdentity(JsonObject[] steps) =>
        steps.Length == 1 && steps[0]["operator"]!.GetValue<string>() == "mul"
        && Decimals.TryRead(steps[0]["value"]!.GetValue<string>(), out decimal factor) && factor == 1;

    private static JsonObject[] Steps(JsonObject unit) => [.. ((JsonArray)unit["convert_from_standard"]!).OfType<JsonObject>()];
}
