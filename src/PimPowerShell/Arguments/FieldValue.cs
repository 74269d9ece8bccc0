using System;
using System.Globalization;
using System.Linq;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Arguments;

/// <summary>Rows have text in all their cells; the fields of a kind of thing say what each stands for.</summary>
internal static class FieldValue
{
    /// <summary>The value to send; false where there is nothing to say: an empty cell that is no text.</summary>
    /// <exception cref="PimException">The text is none of the field's type.</exception>
    public static bool TryConvert(PimField field, object? given, out object? value)
    {
        value = given;
        object? plain = PlainTree.Unwrap(given);
        // the last cell of a row is null where it is empty, and a list is never null
        if ((plain is "" && field.Type is FieldType.Flag or FieldType.Number or FieldType.List) || (plain is null && field.Type == FieldType.List))
        {
            return false;
        }

        value = field.Type switch
        {
            FieldType.Text when plain is "" => null,
            FieldType.Text when plain is IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            FieldType.Flag when plain is string text => Flag(field, text),
            FieldType.Number when plain is string text => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number
                : throw Bad(field, text, "no number"),
            FieldType.List when plain is string text => ReadCodes(text),
            FieldType.List when plain is string[] { Length: 1 } one => ReadCodes(one[0]),
            _ => given,
        };
        return true;
    }

    /// <summary>The codes in one cell, with commas between them: no code has a comma in it.</summary>
    public static string[] ReadCodes(string cell) => [.. cell.Split([','], StringSplitOptions.RemoveEmptyEntries).Select(code => code.Trim())];

    /// <summary>What a text says; null where it is neither yes nor no.</summary>
    public static bool? ReadFlag(string text) =>
        bool.TryParse(text, out bool flag) ? flag : text.ToLowerInvariant() switch { "1" or "y" => true, "0" or "n" => false, _ => null };

    private static bool Flag(PimField field, string text) => ReadFlag(text) ?? throw Bad(field, text, "neither true nor false");

    private static PimException Bad(PimField field, string text, string what) =>
        new(PimErrorKind.Input, $"{ApiName.ToPascal(field.Name)}: '{text}' is {what}.") { Subject = field.Name };
}
