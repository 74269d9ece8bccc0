using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>Holds the rows of a table against its columns, and the form of links to products.</summary>
internal static class AkeneoTableCheck
{
    private const int MostRows = 100;

    /// <returns>How many cells there are.</returns>
    public static int Check(AkeneoFindings findings, IReadOnlyList<KnownColumn> columns, in ValuePlace place, JsonElement data)
    {
        if (!JsonKind.IsContainer(data))
        {
            findings.Wrong(place, $"takes a list of rows, not {JsonKind.Of(data)}");
            return 0;
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        int rows = 0;
        int cells = 0;
        foreach (JsonElement row in JsonKind.Items(data))
        {
            rows++;
            if (row.ValueKind != JsonValueKind.Object)
            {
                findings.Wrong(place, $"takes rows of cells by column, not {JsonKind.Of(row)}");
                continue;
            }

            cells += row.EnumerateObject().Count(static cell => cell.Value.ValueKind != JsonValueKind.Null);
            string? name = CheckRow(findings, columns, place, row);
            if (string.IsNullOrEmpty(name))
            {
                findings.Wrong(place, $"has a row without the column '{columns[0].Code}', which names the row");
            }
            else if (!names.Add(name!))
            {
                findings.Wrong(place, $"has two rows '{name}'");
            }
        }

        if (rows > MostRows)
        {
            findings.Wrong(place, $"takes {MostRows} rows at most, and has {rows}");
        }

        return cells;
    }

    public static void CheckLink(AkeneoFindings findings, in ValuePlace place, JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.Object || data.Text("type") is not ("product" or "product_model")
            || !(IsText(data, "id") || IsText(data, "identifier")))
        {
            findings.Wrong(place, "takes a link with a type, product or product_model, and an id or identifier");
        }
    }

    /// <summary>The row's name: the cell in the first column.</summary>
    private static string? CheckRow(AkeneoFindings findings, IReadOnlyList<KnownColumn> columns, in ValuePlace place, JsonElement row)
    {
        string? name = null;
        foreach (JsonProperty cell in row.EnumerateObject())
        {
            KnownColumn? column = Find(columns, cell.Name);
            if (column is null)
            {
                findings.Wrong(place, $"has no column '{cell.Name}'; it has {Choices.List([.. columns.Select(known => known.Code)])}");
            }
            else if (cell.Value.ValueKind != JsonValueKind.Null)
            {
                CheckCell(findings, column, place, cell.Value);
                name = ReferenceEquals(column, columns[0]) ? cell.Value.ToString() : name;
            }
        }

        return name;
    }

    private static void CheckCell(AkeneoFindings findings, KnownColumn column, in ValuePlace place, JsonElement cell)
    {
        (bool fits, string wanted) = column.DataType switch
        {
            "boolean" => (cell.ValueKind is JsonValueKind.True or JsonValueKind.False, "true or false"),
            "number" or "incremental_number" => (cell.ValueKind is JsonValueKind.String or JsonValueKind.Number && AkeneoRules.TryReadNumber(cell.ToString(), out _), "a number"),
            "measurement" => (cell.ValueKind == JsonValueKind.Object && cell.TryGetProperty("unit", out _) && cell.TryGetProperty("amount", out _), "amount and unit"),
            "product_link" => (cell.ValueKind == JsonValueKind.Object, "a link"),
            "select" or "text" or "date" or "reference_entity" => (cell.ValueKind == JsonValueKind.String, "text"),
            _ => (true, ""),
        };
        if (!fits)
        {
            findings.Wrong(place, $"takes {wanted} in the column '{column.Code}', not '{JsonKind.Show(cell)}'");
        }
        else if (column is { DataType: "select", Options: { } options } && !options.Contains(cell.GetString()!))
        {
            findings.Wrong(place, $"'{cell.GetString()}' is no option of the column '{column.Code}', which has {Choices.List(options)}");
        }
        else if (LimitFault(column, cell) is { } fault)
        {
            findings.Wrong(place, $"in its column '{column.Code}' {fault}");
        }
    }

    private static string? LimitFault(KnownColumn column, JsonElement cell) => column.DataType switch
    {
        "number" => AkeneoRules.TryReadNumber(cell.ToString(), out decimal number) ? AkeneoRules.AmountFault(column.Limits, number) : null,
        "text" => AkeneoRules.LengthFault(column.Limits, cell.GetString()!),
        _ => null,
    };

    private static KnownColumn? Find(IReadOnlyList<KnownColumn> columns, string code)
    {
        foreach (KnownColumn column in columns)
        {
            if (string.Equals(column.Code, code, StringComparison.OrdinalIgnoreCase))
            {
                return column;
            }
        }

        return null;
    }

    private static bool IsText(JsonElement item, string name) => item.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String;
}
