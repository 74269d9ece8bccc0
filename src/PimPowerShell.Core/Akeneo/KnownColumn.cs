using System;
using System.Collections.Generic;
using System.Text.Json;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>A column of a table attribute.</summary>
/// <param name="Code">Its code.</param>
/// <param name="DataType">What its cells hold.</param>
/// <param name="Options">The codes that the cells of a select may have; null for any.</param>
internal sealed record KnownColumn(string Code, string DataType, HashSet<string>? Options)
{
    /// <summary>What its cells are held against, as the values of an attribute are.</summary>
    public required AttributeDefinition Limits { get; init; }

    public static KnownColumn Read(JsonElement column)
    {
        HashSet<string>? options = null;
        if (column.TryGetProperty("options", out JsonElement list) && list.ValueKind == JsonValueKind.Array)
        {
            options = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (JsonElement option in list.EnumerateArray())
            {
                options.Add(option.Text("code") ?? "");
            }
        }

        string code = column.Text("code") ?? "";
        string type = column.Text("data_type") ?? "";
        return new KnownColumn(code, type, options) { Limits = ReadLimits(code, type, column) };
    }

    private static AttributeDefinition ReadLimits(string code, string type, JsonElement column)
    {
        bool hasAny = column.TryGetProperty("validations", out JsonElement validations) && validations.ValueKind == JsonValueKind.Object;
        return !hasAny ? new() { Code = code, Type = type } : new()
        {
            Code = code,
            Type = type,
            DecimalsAllowed = AkeneoRules.Flag(validations, "decimals_allowed"),
            NumberMin = AkeneoRules.NumberLimit(validations, "min"),
            NumberMax = AkeneoRules.NumberLimit(validations, "max"),
            MaxCharacters = AkeneoRules.CountLimit(validations, "max_length"),
        };
    }
}
