using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;

namespace PimPowerShell.Sandbox.Akeneo.Generation;

/// <summary>The measurement families of the generated catalog.</summary>
internal static class MeasurementSeeds
{
    /// <summary>Family, standard unit, and the other units as code, symbol and factor.</summary>
    private static readonly (string Family, string Standard, string Symbol, (string Code, string Symbol, string Factor)[] Others)[] _families =
    [
        ("Area", "SQUARE_METER", "m²", [("SQUARE_CENTIMETER", "cm²", "0.0001"), ("HECTARE", "ha", "10000")]),
        ("Duration", "SECOND", "s", [("MINUTE", "min", "60"), ("HOUR", "h", "3600"), ("DAY", "d", "86400")]),
        ("Length", "METER", "m", [("MILLIMETER", "mm", "0.001"), ("CENTIMETER", "cm", "0.01"), ("KILOMETER", "km", "1000"), ("INCH", "in", "0.0254")]),
        ("Power", "WATT", "W", [("MILLIWATT", "mW", "0.001"), ("KILOWATT", "kW", "1000")]),
        ("Volume", "CUBIC_METER", "m³", [("LITER", "l", "0.001"), ("MILLILITER", "ml", "0.000001")]),
        ("Weight", "KILOGRAM", "kg", [("GRAM", "g", "0.001"), ("TON", "t", "1000"), ("POUND", "lb", "0.45359237")]),
    ];

    public static void Fill(Action<string, JsonObject> add)
    {
        foreach (var family in _families)
        {
            JsonObject units = new() { [family.Standard] = Unit(family.Standard, family.Symbol, [("mul", "1")]) };
            foreach (var other in family.Others)
            {
                units[other.Code] = Unit(other.Code, other.Symbol, [("mul", other.Factor)]);
            }

            add(family.Family, Describe(family.Family, family.Standard, units));
        }

        add("Temperature", Describe("Temperature", "KELVIN", new JsonObject
        {
            ["KELVIN"] = Unit("KELVIN", "K", [("mul", "1")]),
            ["CELSIUS"] = Unit("CELSIUS", "°C", [("add", "273.15")]),
        }));
    }

    private static JsonObject Describe(string code, string standard, JsonObject units) => new()
    {
        ["labels"] = new JsonObject { ["en_US"] = code },
        ["standard_unit_code"] = standard,
        ["units"] = units,
    };

    private static JsonObject Unit(string code, string symbol, IEnumerable<(string Operator, string Value)> operations)
    {
        JsonArray steps = [];
        foreach ((string op, string value) in operations)
        {
            steps.Add(new JsonObject { ["operator"] = op, ["value"] = value });
        }

        return new()
        {
            ["code"] = code,
            ["labels"] = new JsonObject { ["en_US"] = code.Substring(0, 1) + code.Substring(1).ToLowerInvariant().Replace('_', ' ') },
            ["convert_from_standard"] = steps,
            ["symbol"] = symbol,
        };
    }
}
