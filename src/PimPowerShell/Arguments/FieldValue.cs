using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PimPowerShell.Core;
using PimPowerShell.Core.Json;
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
        if (SaysNothing(field, given))
        {
            return false;
        }

        object? plain = PlainTree.UnwrapValue(given);
        value = field.Type switch
        {
            FieldType.Text or FieldType.List when IsObject(field, plain) => throw new PimException(PimErrorKind.Input,
                $"{ApiName.ToPascal(field.Name)}: takes {(field.Type == FieldType.List ? "a list of texts" : "text")}, not an object, unless it was read and has a code.") { Subject = field.Name },
            FieldType.List when HasGap(plain) => throw new PimException(PimErrorKind.Input, $"{ApiName.ToPascal(field.Name)}: takes a list of texts, and one of them is empty.") { Subject = field.Name },
            FieldType.Text when plain is "" => null,
            FieldType.Text when field.Shape == FieldShape.Day && CalendarDay.Of(plain) is { } day => day,
            FieldType.Text when plain is IFormattable number and not DateTime and not DateTimeOffset => number.ToString(null, CultureInfo.InvariantCulture),
            FieldType.Flag when plain is string text => Flag(field, text),
            FieldType.Value when plain is string text && bool.TryParse(text, out bool flag) => flag,
            FieldType.Number when plain is string text => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number
                : throw Bad(field, text, "no number"),
            FieldType.List when plain is string text => ReadCodes(text),
            FieldType.List when plain is string[] { Length: 1 } one => ReadCodes(one[0]),
            FieldType.Any when field.Shape is FieldShape.Associations or FieldShape.Quantities && Members(plain) is { } types => WithoutNulls(types),
            FieldType.Any when field.Shape == FieldShape.Units && Members(plain) is not null => NumbersAsText(PlainTree.FromValue(given)),
            _ => given,
        };
        return true;
    }

    /// <summary>Whether a value leaves a field as it is: an empty cell that is no text.</summary>
    public static bool SaysNothing(PimField field, object? given) => field.Type is FieldType.Flag or FieldType.Number or FieldType.Value
        ? PlainTree.UnwrapValue(given) is ""
        : IsListOrTable(field) && IsEmptyCell(given);

    /// <summary>Whether a value is an empty cell of a row, the last of which is null. For what is never set to null: lists, tables, and what an action is told.</summary>
    public static bool IsEmptyCell(object? given) => PlainTree.UnwrapValue(given) switch
    {
        null or "" => true,
        // of which a parameter that takes a list makes one
        object?[] { Length: 1 } list => PlainTree.UnwrapValue(list[0]) is null or "",
        _ => false,
    };

    private static bool IsListOrTable(PimField field) => field.Type == FieldType.List || (field.Type == FieldType.Any && field.Shape != FieldShape.Plain);

    /// <summary>The codes in one cell, with commas between them: no code has a comma in it.</summary>
    public static string[] ReadCodes(string cell) => [.. cell.Split([','], StringSplitOptions.RemoveEmptyEntries).Select(code => code.Trim())];

    /// <summary>Units with the factors of their conversions as the server takes them.</summary>
    private static object? NumbersAsText(object? tree) => tree switch
    {
        Dictionary<string, object?> members => members.ToDictionary(member => member.Key, member => NumbersAsText(member.Value)),
        List<object?> items => items.ConvertAll(NumbersAsText),
        _ => JsonTree.IsNumber(tree) ? Convert.ToString(tree, CultureInfo.InvariantCulture) : tree,
    };

    private static bool IsObject(PimField field, object? plain) => Members(plain) is not null || plain switch
    {
        string text => field.Shape is FieldShape.Code or FieldShape.Codes or FieldShape.Members && ItemText.IsOfObject(text),
        IEnumerable list => list.Cast<object?>().Any(item => IsObject(field, PlainTree.UnwrapValue(item))),
        _ => false,
    };

    private static bool HasGap(object? plain) =>
        plain is IEnumerable list and not (string or IDictionary) && list.Cast<object?>().Any(static item => PlainTree.UnwrapValue(item) is null or "");

    /// <summary>Associations without the lists that are null: nobody has said anything of those.</summary>
    private static Dictionary<string, object?> WithoutNulls(IEnumerable<KeyValuePair<string, object?>> types) => types.ToDictionary(
        type => type.Key, type => Members(PlainTree.Unwrap(type.Value)) is { } lists ? lists.Where(list => PlainTree.Unwrap(list.Value) is not null) : type.Value);

    private static IEnumerable<KeyValuePair<string, object?>>? Members(object? plain) =>
        plain is IDictionary table ? JsonTree.Pairs(table) : plain as IEnumerable<KeyValuePair<string, object?>>;

    /// <summary>What a text says; null where it is neither yes nor no.</summary>
    public static bool? ReadFlag(string text) =>
        bool.TryParse(text, out bool flag) ? flag : text.ToLowerInvariant() switch { "1" or "y" => true, "0" or "n" => false, _ => null };

    private static bool Flag(PimField field, string text) => ReadFlag(text) ?? throw Bad(field, text, "neither true nor false");

    private static PimException Bad(PimField field, string text, string what) =>
        new(PimErrorKind.Input, $"{ApiName.ToPascal(field.Name)}: '{text}' is {what}.") { Subject = field.Name };
}
