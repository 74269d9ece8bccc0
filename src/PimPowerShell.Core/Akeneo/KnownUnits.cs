using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>The units of a measurement family, and how amounts are converted to them.</summary>
/// <param name="conversions">The steps of each unit, by its code.</param>
/// <param name="standard">The code of the standard unit.</param>
internal sealed class KnownUnits(IReadOnlyDictionary<string, JsonElement> conversions, string? standard)
{
    private const int Most = 50;
    private const string Conversion = "convert_from_standard";

    public HashSet<string> Codes { get; } = [.. conversions.Keys];

    public IReadOnlyList<string> Names { get; } = [.. conversions.Keys.OrderBy(code => code, StringComparer.Ordinal)];

    /// <summary>The units of a family as the server tells it; null where it tells none.</summary>
    public static KnownUnits? Of(JsonElement family) => family.TryGetProperty("units", out JsonElement units) && units.ValueKind == JsonValueKind.Object
        ? new KnownUnits(units.EnumerateObject().ToDictionary(static unit => unit.Name, static unit => SameJson.Member(unit.Value.Clone(), Conversion)), family.Text("standard_unit_code"))
        : null;

    /// <summary>What would be wrong with a family after a change, whatever measures in it.</summary>
    /// <param name="wanted">Units by code.</param>
    public IEnumerable<PimFieldError> Faults(JsonElement wanted)
    {
        int count = Codes.Union(wanted.EnumerateObject().Select(static unit => unit.Name)).Count();
        if (count > Most && count > Codes.Count)
        {
            yield return new PimFieldError("units", $"takes {Most} entries at most, and would have {count}");
        }

        foreach ((string unit, JsonElement steps) in Steps(wanted).Where(one => one.Unit == standard && !IsItself(one.Steps)))
        {
            yield return new PimFieldError($"units.{unit}.{Conversion}", "takes a single mul by 1, since the unit is the standard one");
        }
    }

    /// <summary>Whether a change says how amounts are converted to some unit.</summary>
    /// <param name="wanted">Units by code.</param>
    public static bool HasAny(JsonElement wanted) => Steps(wanted).Any();

    /// <summary>What a change would add, or convert otherwise: its place in the family, what would be done there, and what there is.</summary>
    /// <param name="wanted">Units by code.</param>
    public IEnumerable<(string Place, string Done, string Kept)> Changes(JsonElement wanted)
    {
        foreach ((string unit, JsonElement steps) in Steps(wanted))
        {
            if (!conversions.TryGetValue(unit, out JsonElement kept))
            {
                yield return ($"units.{unit}", "added", $"there are {Choices.List(Names)}");
            }
            else if (SameJson.IsThere(kept) && !IsSame(steps, kept))
            {
                yield return ($"units.{unit}.{Conversion}", "changed", $"it is {kept.GetRawText()}");
            }
        }
    }

    private static IEnumerable<(string Unit, JsonElement Steps)> Steps(JsonElement units) =>
        from unit in units.EnumerateObject()
        let steps = SameJson.Member(unit.Value, Conversion)
        where SameJson.IsThere(steps)
        select (unit.Name, steps);

    private static bool IsItself(JsonElement steps) =>
        steps.ValueKind == JsonValueKind.Array && steps.GetArrayLength() == 1 && SameJson.Member(steps[0], "operator").Text() == "mul"
        && AkeneoRules.NumberLimit(steps[0], "value") == 1;

    private static bool IsSame(JsonElement wanted, JsonElement kept) =>
        wanted.ValueKind == JsonValueKind.Array && kept.ValueKind == JsonValueKind.Array && wanted.GetArrayLength() == kept.GetArrayLength()
        && wanted.EnumerateArray().Zip(kept.EnumerateArray(), static (step, other) =>
            SameJson.Value(SameJson.Member(step, "operator"), SameJson.Member(other, "operator")) && SameJson.Decimal(SameJson.Member(step, "value"), SameJson.Member(other, "value"))).All(static same => same);
}
