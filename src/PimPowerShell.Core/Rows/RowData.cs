using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Text.Json;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Rows;

/// <summary>What a cell says: the text of a file, or what a spreadsheet has made of it.</summary>
internal static class RowData
{
    /// <summary>A cell without what is special to spreadsheets: null where it is empty, numbers as decimals.</summary>
    public static object? Plain(object? cell, bool armsFormulas) => cell switch
    {
        null or DBNull or "" => null,
        string text => armsFormulas ? RowFormula.Arm(text) : text,
        double or float => ToDecimal(Convert.ToDouble(cell, CultureInfo.InvariantCulture)),
        _ when JsonTree.IsNumber(cell) => Convert.ToDecimal(cell, CultureInfo.InvariantCulture),
        bool or DateTime or DateTimeOffset => cell,
        _ => CalendarDay.Of(cell) ?? Convert.ToString(cell, CultureInfo.InvariantCulture),
    };

    /// <summary>The data of a value, as shaping takes it.</summary>
    /// <exception cref="PimException">The cell says something else.</exception>
    public static object Of(ValueForm form, object cell) => form switch
    {
        ValueForm.Number or ValueForm.Measure or ValueForm.Prices => cell is string text ? text.Trim() : cell,
        ValueForm.Flag => Flag(cell) ?? cell,
        ValueForm.Day => RowDate.TryRead(cell, out string day) ? day : throw RowColumnFinder.Bad($"takes a date such as 2024-03-05, not '{Text(cell)}'"),
        ValueForm.List => cell is string list ? RowList.Split(list) : new List<string> { Text(cell) },
        ValueForm.Json => Json(Text(cell)),
        _ => Text(cell),
    };

    /// <summary>A field, as a write takes it.</summary>
    /// <exception cref="PimException">The cell says something else.</exception>
    public static object Of(PimField field, object cell) => field.Type switch
    {
        FieldType.Flag => Flag(cell) ?? throw RowColumnFinder.Bad($"takes true or false, not '{Text(cell)}'"),
        FieldType.Number => cell is decimal ? cell
            : decimal.TryParse(Text(cell), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number
            : throw RowColumnFinder.Bad($"takes a number, not '{Text(cell)}'"),
        FieldType.List => Of(ValueForm.List, cell),
        FieldType.Any or FieldType.Value when cell is string text => IsContainer(text.TrimStart()) ? Json(text) : text,
        FieldType.Any or FieldType.Value => cell,
        _ when field.Shape == FieldShape.Day && RowDate.TryRead(cell, out string day) => day,
        _ => Text(cell),
    };

    public static string Text(object cell) => cell switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture),
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "",
    };

    private static bool? Flag(object cell) => cell is bool flag ? flag : Text(cell).Trim().ToUpperInvariant() switch
    {
        "TRUE" or "1" or "Y" or "YES" => true,
        "FALSE" or "0" or "N" or "NO" => false,
        _ => null,
    };

    private static bool IsContainer(string text) => text.Length > 0 && text[0] is '{' or '[';

    private static object Json(string text)
    {
        try
        {
            byte[] json = Encoding.UTF8.GetBytes(text);
            using JsonDocument document = JsonDocument.Parse(json);
            return new ReadOnlyMemory<byte>(json);
        }
        catch (JsonException e)
        {
            throw RowColumnFinder.Bad($"is no JSON: {e.Message}");
        }
    }

    /// <summary>A spreadsheet has fifteen digits, as many as this keeps of a double.</summary>
    private static object ToDecimal(double number) => Math.Abs(number) < 1e28 ? (decimal)number : number;
}
