using System;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>What the server holds values against, and the words about it. A message goes on where "The attribute 'x'" ends.</summary>
internal static class AkeneoRules
{
    /// <summary>The most characters of a text, where the attribute does not say its own.</summary>
    public const int TextMaximum = 255;

    private const int TextareaMaximum = 65_535;

    // of a decimal
    private const int MostDecimals = 28;

    private static readonly Regex s_email = new("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", RegexOptions.CultureInvariant);

    private static readonly string[] s_dates =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
    ];

    public static bool TryReadNumber(string text, out decimal number) => decimal.TryParse(
        text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number)
        && Math.Abs(number) <= long.MaxValue;

    /// <summary>A limit of numbers, which a member of a definition says as a number or as text; null where it says none.</summary>
    public static decimal? NumberLimit(JsonElement definition, string name) =>
        definition.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.Number or JsonValueKind.String
        && TryReadNumber(value.ToString(), out decimal number) ? number : null;

    /// <summary>The same of what is counted.</summary>
    public static int? CountLimit(JsonElement definition, string name) => NumberLimit(definition, name) is { } most ? (int)Math.Min(Math.Max(most, 0), int.MaxValue) : null;

    /// <summary>What a flag of a definition says; null where it says nothing.</summary>
    public static bool? Flag(JsonElement definition, string name) =>
        definition.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;

    /// <summary>The day of a date with or without a time; the time and its zone do not matter.</summary>
    public static bool TryReadDay(string text, out DateTime day)
    {
        bool isDate = DateTimeOffset.TryParseExact(text, s_dates, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time);
        day = time.Date;
        return isDate;
    }

    /// <summary>The day that an attribute begins or ends with, which may have a time without a zone.</summary>
    public static DateTime? Limit(string? text) => text is null ? null : TryReadDay(text, out DateTime day) || TryReadDay(text + "Z", out day) ? day : null;

    /// <summary>Characters as the server counts them: one that takes two units of UTF-16 is one.</summary>
    public static int Characters(string text)
    {
        int count = 0;
        foreach (char unit in text)
        {
            count += char.IsLowSurrogate(unit) ? 0 : 1;
        }

        return count;
    }

    /// <summary>The most characters of an attribute's texts; null where none is known, or it is of another type.</summary>
    public static int? LongestText(AttributeDefinition attribute) => attribute.Type switch
    {
        "pim_catalog_text" => attribute.MaxCharacters ?? TextMaximum,
        "pim_catalog_textarea" => attribute.MaxCharacters ?? TextareaMaximum,
        // of records and assets, and of the cells of tables, for which no other limit is documented
        "text" => attribute.MaxCharacters,
        _ => null,
    };

    /// <summary>Why an attribute of text does not take a text of this length; null when it does, or is of another type.</summary>
    public static string? LengthFault(AttributeDefinition attribute, string text) => LongestText(attribute) is { } limit && text.Length > limit
        && Characters(text) is var length && length > limit ? $"takes {limit} characters at most, and has {length}" : null;

    public static bool IsEmail(string text) => s_email.IsMatch(text);

    public static bool IsUrl(string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https";

    /// <summary>Whether there are numbers that an attribute of numbers does not take.</summary>
    public static bool HasLimits(AttributeDefinition attribute) =>
        attribute.DecimalsAllowed == false || attribute.DecimalPlaces is not null || attribute.NegativeAllowed == false || attribute.NumberMin is not null || attribute.NumberMax is not null;

    /// <summary>Why an attribute does not take a number; null when it does.</summary>
    public static string? AmountFault(AttributeDefinition attribute, decimal number) =>
        DecimalsFault(attribute, number)
        ?? (attribute.DecimalPlaces is { } places && decimal.Round(number, Math.Min(places, MostDecimals)) != number ? $"takes {places} decimals at most, and {Show(number)} has more" : null)
        // prices have no such flag
        ?? (number < 0 && attribute.NegativeAllowed == false ? $"takes nothing below 0, and {Show(number)} is"
        : number < attribute.NumberMin ? $"takes {Show(attribute.NumberMin.Value)} at least, and {Show(number)} is less"
        : number > attribute.NumberMax ? $"takes {Show(attribute.NumberMax.Value)} at most, and {Show(number)} is more"
        : null);

    public static string? DecimalsFault(AttributeDefinition attribute, decimal number) =>
        attribute.DecimalsAllowed == false && decimal.Truncate(number) != number ? $"takes no decimals, and {Show(number)} has some" : null;

    public static string NoNumber(string? given) => $"takes a number, not '{given}'";

    public static string NoFlag(string? given) => $"takes true or false, not '{given}'";

    public static string NoDate(string? given) => $"takes a date, not '{given}'";

    public static string OnlyIn(AttributeDefinition attribute) => $"has values only in {string.Join(", ", attribute.AvailableLocales)}";

    private static string Show(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);
}
