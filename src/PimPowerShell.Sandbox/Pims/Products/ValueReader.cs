using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Sandbox.Json;
using PimPowerShell.Sandbox.Pims.Api;
using PimPowerShell.Sandbox.Pims.Generation;
using PimPowerShell.Sandbox.Pims.Schema;

namespace PimPowerShell.Sandbox.Pims.Products;

/// <summary>
/// Reads values that callers send and checks them against their definition. That a wrong value is refused is
/// documented; with which words is not.
/// </summary>
internal static class ValueReader
{
    private static readonly string[] _days = ["yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss"];

    public static object? Read(MappedAttribute mapped, JsonElement value, CategoryTree categories)
    {
        PimsAttribute attribute = mapped.Attribute;
        if (attribute.Is(PimsAttribute.Categories))
        {
            return Categories(mapped.Name, value, categories);
        }

        if (PhpJson.IsNull(value) || PhpJson.StringOrNull(value) == "")
        {
            return attribute.Is(PimsAttribute.Status) ? throw WrongStatus() : null;
        }

        if (!attribute.IsCollection)
        {
            return Scalar(mapped, value);
        }

        string[] items = [.. List(mapped.Name, value).Select(item => Scalar(mapped, item))];
        return items.Length == 0 ? null : items;
    }

    private static string Scalar(MappedAttribute mapped, JsonElement value)
    {
        PimsAttribute attribute = mapped.Attribute;
        if (PhpJson.IsArray(value) || PhpJson.IsNull(value))
        {
            throw Mismatch(mapped, "a single value");
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False && attribute.Type != "boolean")
        {
            throw Mismatch(mapped, attribute.Type);
        }

        string text = PhpJson.Text(value);
        switch (attribute.Type)
        {
            case "boolean":
                return Boolean(mapped, value.ValueKind == JsonValueKind.False ? "false" : text);
            case "number" when !decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _):
                throw Mismatch(mapped, "number");
            case "date" when !DateTime.TryParseExact(text, _days, CultureInfo.InvariantCulture, DateTimeStyles.None, out _):
                throw Mismatch(mapped, "date");
            case "url" or "media" when !Uri.TryCreate(text, UriKind.Absolute, out _):
                throw Mismatch(mapped, attribute.Type);
        }

        if (attribute.Is(PimsAttribute.Status) && Array.IndexOf(PimsWords.Statuses, text) < 0)
        {
            throw WrongStatus();
        }

        return attribute.Takes(text)
            ? text
            : throw new PimsException($"Value \"{text}\" of the attribute \"{mapped.Name}\" does not match the values in its dictionary!");
    }

    private static int[] Categories(string name, JsonElement value, CategoryTree categories)
    {
        if (PhpJson.IsNull(value))
        {
            return [CategorySeeds.Uncategorized];
        }

        int[] ids =
        [
            .. List(name, value).Select(PhpJson.Text).Select(path => categories.FindPath(path) ?? throw new PimsException($"Category \"{path}\" does not exist!")).Distinct(),
        ];
        return ids.Length == 0 ? [CategorySeeds.Uncategorized] : ids;
    }

    private static IEnumerable<JsonElement> List(string name, JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? value.EnumerateArray()
        : throw new PimsException($"Value of the attribute \"{name}\" should be an ARRAY!");

    private static string Boolean(MappedAttribute mapped, string text) => text.ToLowerInvariant() switch
    {
        "true" or "1" or "y" => "true",
        "false" or "0" or "n" => "false",
        _ => throw Mismatch(mapped, "boolean"),
    };

    private static PimsException Mismatch(MappedAttribute mapped, string expected) =>
        new($"Value of the attribute \"{mapped.Name}\" does not match its type: {expected} expected!");

    private static PimsException WrongStatus() => new("Status can only take the following values: active, inactive, deleted!");
}
