using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>Writes the values of conditions as the server wants them: for the operator, and for what the property holds.</summary>
internal static class AkeneoFilterValues
{
    private const int MostIdentifiers = 100;

    private static readonly Regex s_day = new(@"^\d{4}-\d\d-\d\d$", RegexOptions.CultureInvariant);
    private static readonly Regex s_time = new(@"^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d$", RegexOptions.CultureInvariant);
    private static readonly Regex s_moment = new(@"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$", RegexOptions.CultureInvariant);

    public static object? Shape(PimFilterField field, string op, object? value, FilterDateStyle dates)
    {
        switch (PimOperators.ValuesOf(op))
        {
            case OperatorValues.None:
                return value is null or true or "" ? null : throw Bad(field, $"the operator {op} of '{field.Name}' takes no value.");
            case OperatorValues.List:
                List<object?> list = [.. Items(value, field, op).Select(item => Scalar(field, op, item, dates))];
                bool isIdentifier = field.Attribute is { } attribute ? attribute.Type == "pim_catalog_identifier" : field.Name == "identifier";
                return isIdentifier && list.Count > MostIdentifiers
                    ? throw Bad(field, $"'{field.Name}' takes {MostIdentifiers} identifiers at most, not {list.Count}.")
                    : list;
            case OperatorValues.Two:
                List<object?> ends = [.. Items(value, field, op).Select(item => Scalar(field, op, item, dates))];
                return ends.Count == 2 ? ends : throw Bad(field, $"the operator {op} of '{field.Name}' takes two values, the first and the last, not {ends.Count}.");
            default:
                List<object?> one = [.. Items(value, field, op)];
                return one.Count == 1 ? Scalar(field, op, one[0], dates) : throw Bad(field, $"the operator {op} of '{field.Name}' takes one value, not {one.Count}.");
        }
    }

    private static IEnumerable<object?> Items(object? value, PimFilterField field, string op) => value switch
    {
        null => throw Bad(field, $"the operator {op} of '{field.Name}' needs a value."),
        string or IDictionary => [value],
        IEnumerable list => list.Cast<object?>(),
        _ => [value],
    };

    private static object? Scalar(PimFilterField field, string op, object? value, FilterDateStyle dates)
    {
        if (value is null)
        {
            throw Bad(field, $"the operator {op} of '{field.Name}' needs a value, and one of them is null.");
        }

        if (op == "SINCE LAST N DAYS")
        {
            return Number(value) is { } days && days == decimal.Truncate(days) ? (long)days : throw Wrong(field, value, "a whole number of days");
        }

        return field.Kind switch
        {
            FilterKind.Text => Text(field, value) ?? throw Wrong(field, value, field.Choices is { } choices ? string.Join(" or ", choices) : "text"),
            FilterKind.Flag => Flag(value) ?? throw Wrong(field, value, "$true or $false"),
            FilterKind.Number => InRange(field, Number(value)) ?? throw Wrong(field, value, field.Range is { } range ? $"a number from {range.Least} to {range.Most}" : "a number"),
            FilterKind.Time => Time(value, dates) ?? throw Wrong(field, value, "a date and a time: a DateTime, or text such as 2025-03-01 14:00:00"),
            FilterKind.Day => Day(value) ?? throw Wrong(field, value, "a date: a DateTime, or text such as 2025-03-01"),
            FilterKind.Measurement => Measurement(field, value) ?? throw Wrong(field, value, "a measurement: a number, @{ KILOGRAM = 2 }, or @{ amount = 2; unit = 'KILOGRAM' }"),
            FilterKind.Price => Price(value) ?? throw Wrong(field, value, "a price with its currency: @{ amount = 10; currency = 'EUR' }"),
            _ => value,
        };
    }

    private static string? Text(PimFilterField field, object value)
    {
        string? text = value as string ?? (JsonTree.IsNumber(value) ? Convert.ToString(value, CultureInfo.InvariantCulture) : null);
        return text is null || field.Choices?.Contains(text) != false ? text : null;
    }

    private static object? Flag(object value) => value is bool ? value : value is string text && bool.TryParse(text, out bool flag) ? flag : null;

    private static decimal? Number(object value)
    {
        return JsonTree.IsNumber(value) || value is string
            ? decimal.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number : null
            : null;
    }

    private static decimal? InRange(PimFilterField field, decimal? number) => number < field.Range?.Least || number > field.Range?.Most ? null : number;

    private static object? Time(object value, FilterDateStyle dates) => value switch
    {
        DateTime or DateTimeOffset => value,
        string text when dates == FilterDateStyle.Iso => text,
        // a text without a zone is in the server's own time
        string text when s_day.IsMatch(text) => text + " 00:00:00",
        string text when s_time.IsMatch(text) => text.Replace('T', ' '),
        string text when s_moment.IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset time) => time,
        _ => null,
    };

    private static object? Day(object value) => value switch
    {
        string text when s_day.IsMatch(text) => text,
        string text when s_time.IsMatch(text) || s_moment.IsMatch(text) => text.Substring(0, 10),
        _ => CalendarDay.Of(value),
    };

    /// <summary>An amount and a unit, or a unit and its amount as in the values of a product. A number alone is in the attribute's own unit.</summary>
    private static object? Measurement(PimFilterField field, object value)
    {
        Dictionary<string, object?>? parts = Parts(value);
        if (parts?.Count == 1 && !parts.ContainsKey("amount") && !parts.ContainsKey("unit"))
        {
            return Amount(parts.Values.First(), "unit", parts.Keys.First());
        }

        object? unit = parts is null ? field.Attribute?.DefaultMetricUnit : parts.TryGetValue("unit", out object? given) ? given : field.Attribute?.DefaultMetricUnit;
        return Amount(parts is null ? value : parts.TryGetValue("amount", out object? amount) ? amount : null, "unit", unit);
    }

    /// <summary>An amount and a currency, or a currency and its amount as in the values of a product.</summary>
    private static object? Price(object value)
    {
        Dictionary<string, object?>? parts = Parts(value);
        return parts is null ? null
            : parts.TryGetValue("currency", out object? currency) ? Amount(parts.TryGetValue("amount", out object? amount) ? amount : null, "currency", currency)
            : parts.Count == 1 && !parts.ContainsKey("amount") ? Amount(parts.Values.First(), "currency", parts.Keys.First())
            : null;
    }

    private static Dictionary<string, object?>? Parts(object value) =>
        value is IDictionary map ? JsonTree.Pairs(map).ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.OrdinalIgnoreCase) : null;

    private static object? Amount(object? amount, string name, object? unit) => amount is not null && Number(amount) is { } number && unit is string { Length: > 0 }
        ? new List<KeyValuePair<string, object?>> { new("amount", number), new(name, unit) }
        : null;

    private static PimException Wrong(PimFilterField field, object value, string wanted) => value is IDictionary map
        ? Bad(field, $"'{field.Name}' is compared with {wanted}, not with a table of {string.Join(", ", map.Keys.Cast<object>())}.{Nearest.Hint(map.Keys.Cast<object>().First().ToString(), field.Operators)} Its operators are {string.Join(", ", field.Operators)}.")
        : Bad(field, $"'{field.Name}' is compared with {wanted}, not with '{Convert.ToString(value, CultureInfo.InvariantCulture)}'.");

    private static PimException Bad(PimFilterField field, string message) => new(PimErrorKind.Input, "Filter: " + message) { Subject = field.Name };
}
