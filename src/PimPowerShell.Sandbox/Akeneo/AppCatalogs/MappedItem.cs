using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Apps;
using PimPowerShell.Sandbox.Akeneo.Products;
using PimPowerShell.Sandbox.Akeneo.Structure;

namespace PimPowerShell.Sandbox.Akeneo.AppCatalogs;

/// <summary>
/// An item in the shape that an app's schema asks for. Which attribute fills a target is said in the PIM's user interface;
/// here it is the one of the same code, and a target without one stays away.
/// </summary>
internal sealed class MappedItem(CatalogItem item, ItemStore items, Catalog catalog)
{
    private readonly ItemView _view = new(item, items);

    public JsonObject Fill(IReadOnlyDictionary<string, JsonObject> targets)
    {
        JsonObject filled = [];
        foreach (KeyValuePair<string, JsonObject> target in targets)
        {
            if (Value(target.Key, target.Value) is JsonNode value)
            {
                filled[target.Key] = value;
            }
        }

        return filled;
    }

    private JsonNode? Value(string target, JsonObject shape)
    {
        if (target == "uuid")
        {
            return item.IsModel ? null : item.Uuid.ToString();
        }

        if (target == "code" || target == catalog.Identifier.Code)
        {
            return item.Code;
        }

        ProductValue[] values = [.. _view.Values.Where(value => value.Attribute == target)];
        values = [.. values.Where(value => value.Scope == values[0].Scope)];
        if (values.Length == 0)
        {
            return null;
        }

        if ((shape["items"] as JsonObject)?["properties"] is JsonObject members && members["locale"] is not null && members["value"] is JsonObject inner)
        {
            return new JsonArray([.. values.Where(value => value.Locale is not null).Select(value => Localized(value, inner))]);
        }

        return Convert(values[0].Data, shape);
    }

    private static JsonObject Localized(ProductValue value, JsonObject shape) =>
        new() { ["locale"] = value.Locale, ["value"] = Convert(value.Data, shape) };

    private static JsonNode? Convert(object data, JsonObject shape) => EntityChecks.Text(shape["type"]) switch
    {
        "array" when shape["items"] is JsonObject inner => new JsonArray([.. Each(data).Select(each => Convert(each, inner))]),
        "number" or "integer" => Number(data) is decimal number ? JsonValue.Create(number) : null,
        "boolean" => data is bool flag ? JsonValue.Create(flag) : null,
        "string" => string.Join(", ", Each(data).Select(Text)),
        _ => null,
    };

    private static IEnumerable<object> Each(object data) => data switch
    {
        string[] codes => codes,
        PriceData[] prices => prices,
        _ => [data],
    };

    private static decimal? Number(object data) => data switch
    {
        MetricData metric => Decimals.Of(metric.Amount),
        PriceData[] prices => prices.Length == 0 ? null : Decimals.Of(prices[0].Amount),
        long number => number,
        string text when Decimals.TryRead(text, out decimal number) => number,
        _ => null,
    };

    private static string Text(object data) => data switch
    {
        MetricData metric => $"{metric.Amount} {metric.Unit}",
        PriceData price => $"{price.Amount} {price.Currency}",
        bool flag => flag ? "true" : "false",
        _ => data.ToString()!,
    };
}
