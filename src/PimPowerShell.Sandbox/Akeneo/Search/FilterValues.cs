using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Search;

/// <summary>Takes the values of filters, refusing what is of the wrong type.</summary>
internal static class FilterValues
{
    public static ApiException Unsupported(SearchFilter filter) => ApiException.Unprocessable(
        $"Filter on property \"{filter.Property}\" is not supported or does not support operator \"{filter.Operator}\"");

    public static string Text(SearchFilter filter) =>
        PhpJson.StringOrNull(filter.Value) ?? throw WrongType(filter, "a string");

    public static bool Boolean(SearchFilter filter) =>
        filter.Value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? filter.Value.GetBoolean()
            : throw WrongType(filter, "a boolean");

    public static decimal Number(SearchFilter filter, JsonElement value) =>
        value.ValueKind is JsonValueKind.Number or JsonValueKind.String && Decimals.TryRead(PhpJson.Text(value), out decimal number)
            ? number
            : throw WrongType(filter, "a numeric", value);

    /// <summary>A list of codes, compared without case.</summary>
    public static HashSet<string> Codes(SearchFilter filter)
    {
        if (filter.Value.ValueKind != JsonValueKind.Array)
        {
            throw WrongType(filter, "an array");
        }

        return new(
            filter.Value.EnumerateArray().Select(item => PhpJson.StringOrNull(item) ?? throw ApiException.Unprocessable(
                $"Property \"{filter.Property}\" expects an array with valid data, one of the \"{filter.Property}\" is not a string, \"{PhpJson.TypeName(item)}\" given.")),
            StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>One date for most operators, two for those that name a range.</summary>
    public static DateTimeOffset[] Dates(SearchFilter filter, Func<string, DateTimeOffset?> read, string format)
    {
        JsonElement[] values = [filter.Value];
        if (filter.Operator is "BETWEEN" or "NOT BETWEEN")
        {
            values = filter.Value.ValueKind == JsonValueKind.Array ? [.. filter.Value.EnumerateArray()] : throw WrongType(filter, "an array");
            if (values.Length != 2)
            {
                throw ApiException.Unprocessable(
                    $"Property \"{filter.Property}\" expects an array with valid data, should contain 2 strings with the format \"{format}\".");
            }
        }

        return [.. values.Select(value => read(PhpJson.StringOrNull(value) ?? "") ?? throw ApiException.Unprocessable(
            $"Property \"{filter.Property}\" expects a string with the format \"{format}\" as data, \"{PhpJson.Text(value)}\" given."))];
    }

    public static ApiException WrongType(SearchFilter filter, string expected) => WrongType(filter, expected, filter.Value);

    public static ApiException WrongType(SearchFilter filter, string expected, JsonElement value) => ApiException.Unprocessable(
        $"Property \"{filter.Property}\" expects {expected} as data, \"{PhpJson.TypeName(value)}\" given.");
}
