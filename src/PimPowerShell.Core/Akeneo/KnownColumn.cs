using System;
using System.Collections.Generic;
using System.Text.Json;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Akeneo;

/// <summary>A column of a table attribute.</summary>
/// <param name="Code">Its code.</param>
/// <param name="DataType">What its cells hold.</param>
/// <param name="Options">The codes that the cells of a select may have; null for any.</param>
internal sealed record KnownColumn(string Code, string DataType, HashSet<string>? Options)
{
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

        return new KnownColumn(column.Text("code") ?? "", column.Text("data_type") ?? "", options);
    }
}
