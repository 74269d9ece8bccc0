using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Media;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Products;

/// <summary>
/// Turns what was sent as the data of a value into what is kept, by the attribute's type. What breaks a rule of the
/// attribute is a violation (7.3 c); what has not even the right shape is refused at once (7.3 b).
/// </summary>
internal sealed class ValueReader(Catalog catalog, ProductMedia media, List<Violation> violations, Action<AttributeDefinition, string>? createOption)
{
    private const int TextMaximum = 255;
    private const int TextareaMaximum = 65_535;

    /// <summary>The data to keep, or null when the value is to be erased or breaks a rule.</summary>
    public object? Read(AttributeDefinition attribute, string? locale, string? scope, JsonElement data)
    {
        if (IsEmpty(data))
        {
            return null;
        }

        void Violate(string message) => violations.Add(Violation.OfValue(attribute.Code, locale, scope, message));
        return attribute.Type switch
        {
            AttributeTypes.Text or AttributeTypes.Identifier => ReadText(attribute, data, TextMaximum, Violate),
            AttributeTypes.Textarea => ReadText(attribute, data, TextareaMaximum, Violate),
            AttributeTypes.Boolean => ReadBoolean(attribute, data, Violate),
            AttributeTypes.Number => ReadAmount(attribute, data, 4, Violate),
            AttributeTypes.Metric => ReadMetric(attribute, data, Violate),
            AttributeTypes.Price => ReadPrices(attribute, scope, data, Violate),
            AttributeTypes.Date => ReadDate(attribute, data, Violate),
            AttributeTypes.SimpleSelect => ReadOption(attribute, data, Violate),
            AttributeTypes.MultiSelect => ReadOptions(attribute, data, Violate),
            AttributeTypes.Image or AttributeTypes.File => ReadMedia(attribute, data, Violate),
            _ => RichValueReader.Read(attribute, data, Violate),
        };
    }

    private static bool IsEmpty(JsonElement data) => data.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => true,
        JsonValueKind.String => data.GetString()!.Length == 0,
        JsonValueKind.Array => data.GetArrayLength() == 0,
        JsonValueKind.Object => !data.EnumerateObject().Any(),
        _ => false,
    };

    private static string? ReadText(AttributeDefinition attribute, JsonElement data, int maximum, Action<string> violate)
    {
        if (PhpJson.StringOrNull(data) is not string text)
        {
            violate($"The {attribute.Code} attribute requires a string, a {PhpJson.TypeName(data)} was detected.");
            return null;
        }

        int limit = attribute.MaximumLength ?? maximum;
        if (text.Length > limit && TextRules.Length(text) > limit)
        {
            violate($"The {attribute.Code} attribute must not contain more than {limit} characters. The submitted value is too long.");
        }

        if (attribute.Type == AttributeTypes.Identifier && !ItemValidator.HasIdentifierForm(text))
        {
            violate(ItemValidator.IdentifierFormMessage);
        }

        switch (attribute.ValidationRule)
        {
            case "email" when !TextRules.IsEmail(text):
                violate($"The {attribute.Code} attribute requires an e-mail address.");
                break;
            case "url" when !TextRules.IsUrl(text):
                violate($"The {attribute.Code} attribute requires a valid URL.");
                break;
            case "regexp" when attribute.ValidationPattern is string pattern && !TextRules.Matches(text, pattern):
                violate($"The {attribute.Code} attribute must match the following regular expression: {pattern}.");
                break;
        }

        return text;
    }

    private static object? ReadBoolean(AttributeDefinition attribute, JsonElement data, Action<string> violate)
    {
        if (data.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return data.GetBoolean();
        }

        violate($"The {attribute.Code} attribute requires a boolean value (true or false) as data, a {PhpJson.TypeName(data)} was detected.");
        return null;
    }

    private static object? ReadAmount(AttributeDefinition attribute, JsonElement data, int places, Action<string> violate)
    {
        string text = PhpJson.Text(data);
        if (data.ValueKind is not (JsonValueKind.Number or JsonValueKind.String) || !Decimals.TryRead(text, out decimal number) || Math.Abs(number) > long.MaxValue)
        {
            violate($"The {attribute.Code} attribute requires a number, and the submitted {text} value is not.");
            return null;
        }

        if (!attribute.AllowsDecimals && number != decimal.Truncate(number))
        {
            violate($"The {attribute.Code} attribute requires a non-decimal value, and {text} is not a valid value.");
            return null;
        }

        if (attribute.DecimalPlaces is int most && decimal.Round(number, Math.Min(most, 28)) != number)
        {
            violate($"The {attribute.Code} attribute does not accept more than {most} decimal places.");
        }

        bool isPrice = attribute.Type == AttributeTypes.Price;
        if (number < 0 && !attribute.AllowsNegative && !isPrice)
        {
            violate($"The {attribute.Code} attribute requires an equal or greater than 0 value.");
        }

        CheckRange(attribute, number, violate);
        return attribute.AllowsDecimals ? Decimals.Write(number, places) : (long)number;
    }

    private static void CheckRange(AttributeDefinition attribute, decimal number, Action<string> violate)
    {
        if (attribute.NumberMinimum is string low && Decimals.TryRead(low, out decimal minimum) && number < minimum)
        {
            violate($"The {attribute.Code} attribute requires an equal or greater than {minimum:0.####} value.");
        }

        if (attribute.NumberMaximum is string high && Decimals.TryRead(high, out decimal maximum) && number > maximum)
        {
            violate($"The {attribute.Code} attribute requires an equal or lower than {maximum:0.####} value.");
        }
    }

    private MetricData? ReadMetric(AttributeDefinition attribute, JsonElement data, Action<string> violate)
    {
        JsonElement amount = Key(attribute, RequireArray(attribute, data), "amount");
        JsonElement unit = Key(attribute, data, "unit");
        if (IsEmpty(amount))
        {
            return null;
        }

        object? number = ReadAmount(attribute, amount, 4, violate);
        string unitCode = PhpJson.Text(unit);
        if (!catalog.Units[attribute.MeasurementFamily!].ContainsKey(unitCode))
        {
            violate("Please specify a valid metric unit");
            return null;
        }

        return number is null ? null : new MetricData(number, unitCode);
    }

    private PriceData[]? ReadPrices(AttributeDefinition attribute, string? scope, JsonElement data, Action<string> violate)
    {
        SortedDictionary<string, PriceData> prices = new(StringComparer.Ordinal);
        HashSet<string> named = [];
        foreach (KeyValuePair<string, JsonElement> entry in PhpJson.Entries(RequireArray(attribute, data)))
        {
            JsonElement amount = Key(attribute, RequireArray(attribute, entry.Value), "amount");
            string currency = PhpJson.Text(Key(attribute, entry.Value, "currency"));
            if (!named.Add(currency))
            {
                throw ApiException.Linked($"The data format sent for the \"{attribute.Code}\" attribute is wrong. Please, fill in one value per amount field.");
            }

            if (IsEmpty(amount))
            {
                continue;
            }

            if (!catalog.ActiveCurrencies.Contains(currency) || catalog.Channel(scope)?.Currencies.Contains(currency) == false)
            {
                violate($"The {attribute.Code} attribute requires an existing and activated currency, \"{currency}\" given.");
            }
            else if (ReadAmount(attribute, amount, 2, violate) is object number)
            {
                prices[currency] = new PriceData(number, currency);
            }
        }

        return prices.Count == 0 ? null : [.. prices.Values];
    }

    private static string? ReadDate(AttributeDefinition attribute, JsonElement data, Action<string> violate)
    {
        string text = PhpJson.StringOrNull(data) ?? "";
        DateTimeOffset? day = Timestamps.ReadDay(text) ?? Timestamps.ReadIso(text);
        if (day is null)
        {
            violate($"The {attribute.Code} attribute requires a valid date. Please use the following format yyyy-mm-dd for dates.");
            return null;
        }

        DateTimeOffset midnight = new(day.Value.Date, TimeSpan.Zero);
        if (attribute.DateMinimum is string low && Timestamps.ReadLimit(low) > midnight)
        {
            violate($"The {attribute.Code} attribute requires a date after {low.Substring(0, 10)}.");
        }

        if (attribute.DateMaximum is string high && Timestamps.ReadLimit(high) < midnight)
        {
            violate($"The {attribute.Code} attribute requires a date before {high.Substring(0, 10)}.");
        }

        return Timestamps.Write(midnight);
    }

    private string? ReadOption(AttributeDefinition attribute, JsonElement data, Action<string> violate)
    {
        string code = PhpJson.StringOrNull(data) ?? throw ApiException.WrongType(attribute.Code, "a string", PhpJson.TypeName(data));
        return Options(attribute, [code], violate)?.Single();
    }

    private string[]? ReadOptions(AttributeDefinition attribute, JsonElement data, Action<string> violate)
    {
        List<string> codes = [];
        foreach (KeyValuePair<string, JsonElement> entry in PhpJson.Entries(RequireArray(attribute, data)))
        {
            codes.Add(PhpJson.StringOrNull(entry.Value) ?? throw ApiException.Documented(
                $"Property \"{attribute.Code}\" expects an array with valid data, one of the \"{attribute.Code}\" values is not a string, \"{PhpJson.TypeName(entry.Value)}\" given."));
        }

        return Options(attribute, codes, violate);
    }

    /// <summary>The codes as they are stored, sorted, or null when one of them does not exist.</summary>
    private string[]? Options(AttributeDefinition attribute, IReadOnlyList<string> codes, Action<string> violate)
    {
        string[] unknown = [.. codes.Where(code => !attribute.Options.ContainsKey(code))];
        if (unknown.Length > 0 && createOption is not null && attribute.CreatesOptions)
        {
            Array.ForEach(unknown, code => createOption(attribute, code));
            unknown = [];
        }

        if (unknown.Length > 0)
        {
            violate(unknown.Length == 1
                ? $"The {unknown[0]} value is not in the {attribute.Code} attribute option list."
                : $"The {string.Join(", ", unknown)} values are not in the {attribute.Code} attribute option list.");
            return null;
        }

        return [.. codes.Select(code => attribute.Options.TryGetValue(code, out StructureEntity? option) ? option.Code : code)
            .Distinct().OrderBy(code => code, StringComparer.Ordinal)];
    }

    private string? ReadMedia(AttributeDefinition attribute, JsonElement data, Action<string> violate)
    {
        string code = PhpJson.StringOrNull(data) ?? throw ApiException.WrongType(attribute.Code, "a string", PhpJson.TypeName(data));
        MediaFile file = media.Find(code)
            ?? throw ApiException.Documented($"Property \"{attribute.Code}\" expects a valid pathname as data, \"{code}\" given.");
        if (!MediaTypes.IsAllowed(file.Extension, attribute.Extensions))
        {
            violate($"The {file.Extension} files cannot be a value of the attribute {attribute.Code}, which takes {string.Join(", ", attribute.Extensions)}.");
            return null;
        }

        if (attribute.FileMaximum is decimal megabytes && file.Bytes.Length > megabytes * 1_000_000)
        {
            violate($"The {attribute.Code} attribute does not take files of more than {megabytes:0.####} MB.");
            return null;
        }

        return file.Code;
    }

    private static JsonElement RequireArray(AttributeDefinition attribute, JsonElement data) =>
        PhpJson.IsArray(data) ? data : throw ApiException.WrongType(attribute.Code, "an array", PhpJson.TypeName(data));

    private static JsonElement Key(AttributeDefinition attribute, JsonElement data, string key) =>
        PhpJson.TryGet(data, key, out JsonElement value) ? value
            : throw ApiException.Documented($"Property \"{attribute.Code}\" expects an array with the key \"{key}\".");
}
