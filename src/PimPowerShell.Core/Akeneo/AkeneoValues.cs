using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>
/// Shapes the values of a product, or of a record or an asset, by the definitions of its attributes:
/// <c>name = Cap</c> becomes <c>"name":[{"locale":null,"scope":null,"data":"Cap"}]</c>.
/// </summary>
internal static class AkeneoValues
{
    private static readonly Regex s_localeCode = new("^[a-z]{2,3}(_[A-Za-z0-9]{2,8})+$", RegexOptions.CultureInvariant);

    public static async Task<ReadOnlyMemory<byte>> ShapeAsync(
        IPimMetadata metadata, IReadOnlyDictionary<string, object?> values, string? locale, string? channel, CallContext context)
    {
        IReadOnlyDictionary<string, AttributeDefinition> definitions = await metadata.GetAttributesAsync(values.Keys, context).ConfigureAwait(false);
        return Shape(definitions, "this PIM", "scope", values, locale, channel);
    }

    /// <param name="definitions">The attributes.</param>
    /// <param name="owner">What has them, for the error about one that is not among them.</param>
    /// <param name="channelField">What the channel of a value is called.</param>
    /// <param name="values">The values by attribute.</param>
    /// <param name="locale">The locale of values that need one and do not name it.</param>
    /// <param name="channel">The channel of values that need one and do not name it.</param>
    public static ReadOnlyMemory<byte> Shape(
        IReadOnlyDictionary<string, AttributeDefinition> definitions, string owner, string channelField,
        IReadOnlyDictionary<string, object?> values, string? locale, string? channel) => JsonBytes.Write(writer =>
    {
        writer.WriteStartObject();
        foreach (KeyValuePair<string, object?> value in values)
        {
            if (!definitions.TryGetValue(value.Key, out AttributeDefinition? attribute))
            {
                throw Bad(value.Key, $"does not exist in {owner}, or you have no permission to see it");
            }

            writer.WritePropertyName(attribute.Code);
            writer.WriteStartArray();
            var places = new HashSet<(string?, string?)>();
            foreach (Entry entry in Entries(attribute, channelField, value.Value, locale, channel))
            {
                if (!places.Add((entry.Locale?.ToLowerInvariant(), entry.Scope?.ToLowerInvariant())))
                {
                    throw Bad(attribute.Code, $"has two values{entry.Where}");
                }

                Write(writer, attribute, channelField, entry);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    });

    /// <summary>Refuses a locale and a channel that are not those of a value of an attribute.</summary>
    public static void CheckPlace(AttributeDefinition attribute, string? locale, string? channel) => Place(attribute, null, locale, channel, isExplicit: true);

    /// <summary>Whether a name is a locale's, as far as its form tells.</summary>
    public static bool IsLocale(string name) => s_localeCode.IsMatch(name);

    private static IEnumerable<Entry> Entries(AttributeDefinition attribute, string channelField, object? value, string? locale, string? channel)
    {
        if (value is IDictionary single && single.Contains("data"))
        {
            return [Placed(attribute, channelField, single, locale, channel)];
        }

        if (value is IList { Count: > 0 } list && list.Cast<object?>().All(item => item is IDictionary map && map.Contains("data")))
        {
            return list.Cast<IDictionary>().Select(item => Placed(attribute, channelField, item, locale, channel));
        }

        if (attribute.Localizable && value is IDictionary { Count: > 0 } byLocale && byLocale.Keys.Cast<object>().All(key => IsLocale(key.ToString())))
        {
            return JsonTree.Pairs(byLocale).Select(item => Place(attribute, item.Value, item.Key, channel));
        }

        return [Place(attribute, value, locale, channel)];
    }

    /// <summary>A value already in the API's shape: what it says of locale and channel holds.</summary>
    private static Entry Placed(AttributeDefinition attribute, string channelField, IDictionary value, string? locale, string? channel) =>
        Place(attribute, value["data"],
            value.Contains("locale") ? value["locale"]?.ToString() : attribute.Localizable ? locale : null,
            value.Contains(channelField) ? value[channelField]?.ToString() : attribute.Scopable ? channel : null,
            isExplicit: true);

    private static Entry Place(AttributeDefinition attribute, object? data, string? locale, string? channel, bool isExplicit = false)
    {
        if (attribute.Localizable && string.IsNullOrEmpty(locale))
        {
            throw Bad(attribute.Code, "has a value for each locale: give -Locale, or a value for each as in @{ en_US = ...; fr_FR = ... }");
        }

        if (attribute.Scopable && string.IsNullOrEmpty(channel))
        {
            throw Bad(attribute.Code, "has a value for each channel: give -Channel");
        }

        if (attribute.AvailableLocales.Count > 0 && !attribute.AvailableLocales.Contains(locale, StringComparer.OrdinalIgnoreCase))
        {
            throw Bad(attribute.Code, AkeneoRules.OnlyIn(attribute));
        }

        // -Locale and -Channel serve those attributes that need them and leave the others alone
        if (isExplicit && ((!attribute.Localizable && locale is not null) || (!attribute.Scopable && channel is not null)))
        {
            throw Bad(attribute.Code, attribute.Localizable || locale is null ? "has no value for each channel" : "has no value for each locale");
        }

        return new Entry(attribute.Localizable ? locale : null, attribute.Scopable ? channel : null, data);
    }

    private static void Write(Utf8JsonWriter writer, AttributeDefinition attribute, string channelField, Entry entry)
    {
        writer.WriteStartObject();
        writer.WriteString("locale", entry.Locale);
        writer.WriteString(channelField, entry.Scope);
        writer.WritePropertyName("data");
        // null and an empty text both erase the value
        JsonTree.Write(writer, entry.Data switch
        {
            null or "" => null,
            ReadOnlyMemory<byte> json => json,
            { } data => Shape(attribute, data),
        });
        writer.WriteEndObject();
    }

    /// <summary>What the data of a type looks like.</summary>
    public static ValueForm FormOf(string? type) => type switch
    {
        "pim_catalog_boolean" or "boolean" => ValueForm.Flag,
        "pim_catalog_number" or "number" => ValueForm.Number,
        "pim_catalog_metric" => ValueForm.Measure,
        "pim_catalog_price_collection" => ValueForm.Prices,
        "pim_catalog_date" or "date" => ValueForm.Day,
        "pim_catalog_multiselect" or "pim_reference_data_multiselect" or "pim_catalog_asset_collection" or "akeneo_reference_entity_collection"
            or "multiple_options" or "reference_entity_multiple_links" or "asset_family_multiple_links" or "asset_collection" => ValueForm.List,
        "pim_catalog_table" or "pim_catalog_product_link" or "auto_tagging" => ValueForm.Json,
        _ => ValueForm.Text,
    };

    private static object? Shape(AttributeDefinition attribute, object data) => FormOf(attribute.Type) switch
    {
        ValueForm.Flag => Boolean(attribute, data),
        // records and assets have numbers as text
        ValueForm.Number when attribute.Type == "number" => Convert.ToString(Number(attribute, data), CultureInfo.InvariantCulture),
        ValueForm.Number => Number(attribute, data),
        ValueForm.Measure => Metric(attribute, data),
        ValueForm.Prices => Prices(attribute, data),
        ValueForm.Day => Date(attribute, data),
        ValueForm.List =>
            data is IEnumerable and not (string or IDictionary)
                ? ((IEnumerable)data).Cast<object?>().Select(item => Text(attribute, item)).ToList()
                : new List<string> { Text(attribute, data) },
        ValueForm.Json when attribute.Type == "pim_catalog_product_link" => Link(attribute, data),
        ValueForm.Json => data,
        _ => Text(attribute, data),
    };

    /// <summary>A link to a product by its uuid or identifier, or to an item as it was read: only models have a code.</summary>
    private static object Link(AttributeDefinition attribute, object data)
    {
        return data switch
        {
            string text => To("product", Guid.TryParse(text, out _) ? "id" : "identifier", text),
            IDictionary link when link.Contains("type") => data,
            IList { Count: > 0 } list when list.Cast<object?>().All(static item => item is IDictionary link && link.Contains("type")) => data,
            IDictionary item when Text(item, "uuid") is { } uuid => To("product", "id", uuid),
            IDictionary item when Text(item, "identifier") is { } identifier => To("product", "identifier", identifier),
            IDictionary item when Text(item, "code") is { } code && (item.Count == 1 || item.Contains("FamilyVariant") || item.Contains("family_variant")) => To("product_model", "id", code),
            _ => throw Bad(attribute.Code, "takes a link: a product's identifier or uuid, an item that was read, or @{ type = 'product_model'; id = 'code' }"),
        };

        static Dictionary<string, object?> To(string type, string key, string name) => new() { ["type"] = type, [key] = name };

        static string? Text(IDictionary item, string name) => item.Contains(name) && item[name]?.ToString() is { Length: > 0 } text ? text : null;
    }

    private static string Text(AttributeDefinition attribute, object? data) => data switch
    {
        string text => text,
        null => throw Bad(attribute.Code, "takes text, and a null is in the list"),
        bool or IEnumerable => throw Bad(attribute.Code, $"takes text, not {Kind(data)}"),
        _ => Convert.ToString(data, CultureInfo.InvariantCulture)!,
    };

    private static bool Boolean(AttributeDefinition attribute, object data) => data switch
    {
        bool flag => flag,
        string text when bool.TryParse(text, out bool flag) => flag,
        _ => throw Bad(attribute.Code, AkeneoRules.NoFlag(data.ToString())),
    };

    /// <summary>A whole number as a number; one with decimals as text, the form that keeps them as they are.</summary>
    private static object Number(AttributeDefinition attribute, object data)
    {
        if (!(JsonTree.IsNumber(data) || data is string)
            || !decimal.TryParse(Convert.ToString(data, CultureInfo.InvariantCulture), NumberStyles.Number & ~NumberStyles.AllowThousands | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out decimal number))
        {
            throw Bad(attribute.Code, AkeneoRules.NoNumber(Show(data)));
        }

        if (AkeneoRules.DecimalsFault(attribute, number) is { } fault)
        {
            throw Bad(attribute.Code, fault);
        }

        return attribute.DecimalsAllowed switch
        {
            false => decimal.Truncate(number),
            true => number.ToString(CultureInfo.InvariantCulture),
            null => number,
        };
    }

    private static Dictionary<string, object?> Metric(AttributeDefinition attribute, object data)
    {
        if (data is IDictionary map)
        {
            object? amount = map.Contains("amount") ? map["amount"] : map.Count == 1 && !map.Contains("unit") ? map.Values.Cast<object?>().First()
                : throw Bad(attribute.Code, "takes a measurement: @{ amount = 2; unit = 'KILOGRAM' } or @{ KILOGRAM = 2 }");
            string unit = map.Contains("amount") ? map["unit"]?.ToString() ?? Unit(attribute) : map.Keys.Cast<object>().First().ToString();
            return Measured(amount is null ? null : Number(attribute, amount), unit);
        }

        return Measured(Number(attribute, data), Unit(attribute));

        static Dictionary<string, object?> Measured(object? amount, string unit) => new() { ["amount"] = amount, ["unit"] = unit };
    }

    private static string Unit(AttributeDefinition attribute) =>
        attribute.DefaultMetricUnit ?? throw Bad(attribute.Code, "has no default unit: give one as in @{ amount = 2; unit = 'KILOGRAM' }");

    private static List<Dictionary<string, object?>> Prices(AttributeDefinition attribute, object data)
    {
        var currencies = new HashSet<string?>(StringComparer.OrdinalIgnoreCase);
        return data switch
        {
            IDictionary one when one.Contains("amount") && one.Contains("currency") => [Price(one["amount"], one["currency"])],
            IDictionary byCurrency => [.. JsonTree.Pairs(byCurrency).Select(entry => Price(entry.Value, entry.Key))],
            IList list when list.Cast<object?>().All(item => item is IDictionary map && map.Contains("amount") && map.Contains("currency")) =>
                [.. list.Cast<IDictionary>().Select(item => Price(item["amount"], item["currency"]))],
            _ => throw Bad(attribute.Code, $"takes prices by currency, as in @{{ EUR = 10 }}, not '{Show(data)}'"),
        };

        Dictionary<string, object?> Price(object? amount, object? currency) => currencies.Add(currency?.ToString()) ? new()
        {
            ["amount"] = amount is null ? null : Number(attribute, amount),
            ["currency"] = currency?.ToString(),
        } : throw Bad(attribute.Code, $"has two prices in '{currency}'");
    }

    private static string Date(AttributeDefinition attribute, object data) => data switch
    {
        string text when text.Length == 0 || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => text,
        _ => CalendarDay.Of(data) ?? throw Bad(attribute.Code, AkeneoRules.NoDate(Show(data))),
    };

    private static string Kind(object data) => data is bool ? "true or false" : data is IDictionary ? "a table of names and values" : "a list";

    private static string Show(object data) => data is IEnumerable and not string ? Kind(data) : Convert.ToString(data, CultureInfo.InvariantCulture) ?? "";

    private static PimException Bad(string attribute, string message) =>
        new(PimErrorKind.Input, $"The attribute '{attribute}' {message}.") { Subject = attribute };

    private sealed record Entry(string? Locale, string? Scope, object? Data)
    {
        /// <summary>Where it is, as the end of a sentence about two values.</summary>
        public string Where => (Locale, Scope) switch
        {
            (null, null) => ", and takes one",
            (null, _) => $" for the channel '{Scope}'",
            (_, null) => $" for the locale '{Locale}'",
            _ => $" for the locale '{Locale}' and the channel '{Scope}'",
        };
    }
}
