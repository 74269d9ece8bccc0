using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Measurements;

/// <summary>Whether what was sent has the form of a measurement family (1.16).</summary>
internal static class MeasurementFamilyFormat
{
    private static readonly string[] _properties = ["code", "labels", "standard_unit_code", "units"];
    private static readonly string[] _unitProperties = ["code", "labels", "convert_from_standard", "symbol"];
    private static readonly string[] _operators = ["mul", "div", "add", "sub"];

    public static IEnumerable<Violation> Check(JsonElement family)
    {
        List<Violation> violations = [.. Unknown("", family, _properties)];
        RequireText(violations, family, "", "standard_unit_code");
        RequireLabels(violations, family, "");
        if (PhpJson.TryGet(family, "units", out JsonElement units))
        {
            if (!IsObject(units))
            {
                violations.Add(new("units", FormatCheck.Found(units, "an object")));
            }

            foreach (KeyValuePair<string, JsonElement> unit in PhpJson.Entries(units))
            {
                CheckUnit(violations, unit.Key, unit.Value);
            }
        }

        return violations;
    }

    private static void CheckUnit(List<Violation> violations, string code, JsonElement unit)
    {
        string at = "units." + code;
        if (!IsObject(unit))
        {
            violations.Add(new(at, FormatCheck.Found(unit, "an object")));
            return;
        }

        violations.AddRange(Unknown(at, unit, _unitProperties));
        RequireText(violations, unit, at, "code");
        RequireText(violations, unit, at, "symbol");
        RequireLabels(violations, unit, at);
        if (!PhpJson.TryGet(unit, "convert_from_standard", out JsonElement steps))
        {
            return;
        }

        if (steps.ValueKind != JsonValueKind.Array)
        {
            violations.Add(new(at + ".convert_from_standard", FormatCheck.Found(steps, "an array")));
            return;
        }

        foreach (KeyValuePair<string, JsonElement> step in PhpJson.Entries(steps))
        {
            CheckStep(violations, $"{at}.convert_from_standard[{step.Key}]", step.Value);
        }
    }

    private static void CheckStep(List<Violation> violations, string at, JsonElement step)
    {
        PhpJson.TryGet(step, "operator", out JsonElement op);
        PhpJson.TryGet(step, "value", out JsonElement value);
        if (!_operators.Contains(PhpJson.StringOrNull(op)))
        {
            violations.Add(new(at + ".operator", "Does not have a value in the enumeration [\"mul\",\"div\",\"add\",\"sub\"]"));
        }

        if (PhpJson.StringOrNull(value) is null)
        {
            violations.Add(new(at + ".value", FormatCheck.Found(value, "a string")));
        }
    }

    private static IEnumerable<Violation> Unknown(string at, JsonElement json, string[] known) =>
        PhpJson.Entries(json).Where(member => !known.Contains(member.Key)).Select(member => new Violation(at, FormatCheck.Undefined(member.Key)));

    private static void RequireText(List<Violation> violations, JsonElement json, string at, string name)
    {
        if (PhpJson.TryGet(json, name, out JsonElement value) && value.ValueKind != JsonValueKind.String)
        {
            violations.Add(new(Join(at, name), FormatCheck.Found(value, "a string")));
        }
    }

    private static void RequireLabels(List<Violation> violations, JsonElement json, string at)
    {
        if (!PhpJson.TryGet(json, "labels", out JsonElement labels))
        {
            return;
        }

        if (!IsObject(labels))
        {
            violations.Add(new(Join(at, "labels"), FormatCheck.Found(labels, "an object")));
        }

        foreach (KeyValuePair<string, JsonElement> label in PhpJson.Entries(labels).Where(label => label.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null)))
        {
            violations.Add(new(Join(at, "labels." + label.Key), FormatCheck.Found(label.Value, "a string or a null")));
        }
    }

    /// <summary>An empty list is how PHP writes an empty object.</summary>
    private static bool IsObject(JsonElement json) => json.ValueKind == JsonValueKind.Object || (json.ValueKind == JsonValueKind.Array && json.GetArrayLength() == 0);

    private static string Join(string at, string name) => at.Length == 0 ? name : at + "." + name;
}
