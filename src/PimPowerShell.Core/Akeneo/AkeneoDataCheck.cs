using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>
/// Holds the data of a value against its attribute's type and rules. Of files, records, assets and reference data only
/// the form is looked at: whether they exist would take a request for each.
/// </summary>
internal sealed class AkeneoDataCheck(AkeneoFindings findings, AkeneoCatalog catalog, bool createsOptions)
{
    private const int MostCells = 8_000;

    private readonly List<string> _currencies = [];
    private int _cells;

    public void Check(AttributeDefinition attribute, in ValuePlace place, JsonElement data)
    {
        switch (attribute.Type)
        {
            case "pim_catalog_identifier":
                CheckIdentifier(place, data);
                break;
            case "pim_catalog_text" or "pim_catalog_textarea" or "text":
                CheckText(attribute, place, data);
                break;
            case "pim_catalog_boolean" when data.ValueKind is not (JsonValueKind.True or JsonValueKind.False):
                findings.Wrong(place, AkeneoRules.NoFlag(JsonKind.Show(data)));
                break;
            case "pim_catalog_number" or "number":
                CheckAmount(attribute, place, data);
                break;
            case "pim_catalog_metric":
                CheckMetric(attribute, place, data);
                break;
            case "pim_catalog_price_collection":
                CheckPrices(attribute, place, data);
                break;
            case "pim_catalog_date":
                CheckDate(attribute, place, data);
                break;
            case "pim_catalog_simpleselect":
                if (IsText(place, data))
                {
                    CheckOption(attribute, place, data.GetString()!);
                }

                break;
            case "pim_catalog_multiselect":
                CheckOptions(attribute, place, data);
                break;
            case "pim_catalog_image" or "pim_catalog_file" or "pim_reference_data_simpleselect" or "akeneo_reference_entity":
                _ = IsText(place, data);
                break;
            case "pim_reference_data_multiselect" or "akeneo_reference_entity_collection" or "pim_catalog_asset_collection":
                if (CheckTexts(place, data) && JsonKind.Items(data).Count() is var items && items > attribute.MaxItems)
                {
                    findings.Wrong(place, $"takes {attribute.MaxItems} assets at most, and has {items}");
                }

                break;
            case "pim_catalog_product_link":
                AkeneoTableCheck.CheckLink(findings, place, data);
                break;
            case "pim_catalog_table"
                when findings.TryGet(catalog.Tables, attribute.Code, out IReadOnlyList<KnownColumn>? columns) && columns is { Count: > 0 }:
                CheckCells(place, AkeneoTableCheck.Check(findings, columns, place, data));
                break;
        }
    }

    /// <summary>Holds all tables of the item together against their limit.</summary>
    private void CheckCells(in ValuePlace place, int cells)
    {
        _cells += cells;
        if (_cells > MostCells && _cells - cells <= MostCells)
        {
            findings.Wrong(place, $"brings the tables of the item to {_cells} cells; all together take {MostCells} at most");
        }
    }

    private void CheckIdentifier(in ValuePlace place, JsonElement data)
    {
        if (data.ValueKind == JsonValueKind.Null || !IsText(place, data))
        {
            return;
        }

        string identifier = data.GetString()!;
        if (identifier.Length > 0 && AkeneoItemCheck.IdentifierFault(identifier) is { } fault)
        {
            findings.Wrong(place, fault);
        }
    }

    private void CheckText(AttributeDefinition attribute, in ValuePlace place, JsonElement data)
    {
        if (!IsText(place, data))
        {
            return;
        }

        string text = data.GetString()!;
        if (AkeneoRules.LengthFault(attribute, text) is { } fault)
        {
            findings.Wrong(place, fault);
        }

        switch (attribute.ValidationRule)
        {
            case "email" when !AkeneoRules.IsEmail(text):
                findings.Wrong(place, $"takes an e-mail address, not '{JsonKind.Show(data)}'");
                break;
            case "url" when !AkeneoRules.IsUrl(text):
                findings.Wrong(place, $"takes a URL with http or https, not '{JsonKind.Show(data)}'");
                break;
            // records and assets may say it in the long form
            case "regexp" or "regular_expression" when attribute.ValidationRegexp is { } pattern && !catalog.Patterns.Fits(pattern, text):
                findings.Wrong(place, $"takes text that matches {pattern}, not '{JsonKind.Show(data)}'");
                break;
        }
    }

    private void CheckAmount(AttributeDefinition attribute, in ValuePlace place, JsonElement data)
    {
        decimal number = 0;
        bool isNumber = data.ValueKind switch
        {
            JsonValueKind.Number => data.TryGetDecimal(out number) && Math.Abs(number) <= long.MaxValue,
            JsonValueKind.String => AkeneoRules.TryReadNumber(data.GetString()!, out number),
            _ => false,
        };
        if (!isNumber)
        {
            findings.Wrong(place, AkeneoRules.NoNumber(JsonKind.Show(data)));
        }
        else if (AkeneoRules.AmountFault(attribute, number) is { } fault)
        {
            findings.Wrong(place, fault);
        }
    }

    private void CheckMetric(AttributeDefinition attribute, in ValuePlace place, JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty("amount"u8, out JsonElement amount) || !data.TryGetProperty("unit"u8, out JsonElement unit))
        {
            findings.Wrong(place, $"takes a measurement with amount and unit, not {JsonKind.Of(data)}{(data.ValueKind == JsonValueKind.Object ? " without them" : "")}");
            return;
        }

        // without an amount the value is erased, whatever its unit
        if (JsonKind.IsEmpty(amount))
        {
            return;
        }

        CheckAmount(attribute, place, amount);
        if (attribute.MetricFamily is { } family && !IsUsual(attribute, unit)
            && findings.TryGet(catalog.Units, AkeneoCatalog.Whole, out IReadOnlyDictionary<string, KnownUnits>? all)
            && all is not null && all.TryGetValue(family, out KnownUnits? units)
            && !(unit.ValueKind == JsonValueKind.String && units.Codes.Contains(unit.GetString()!)))
        {
            findings.Wrong(place, $"'{JsonKind.Show(unit)}' is no unit of the measurement family '{family}', which has {Choices.List(units.Names)}");
        }
    }

    /// <summary>Whether a unit is the one that the attribute names itself, so that its family has it.</summary>
    private static bool IsUsual(AttributeDefinition attribute, JsonElement unit) =>
        unit.ValueKind == JsonValueKind.String && attribute.DefaultMetricUnit is { } usual && unit.ValueEquals(usual);

    private void CheckPrices(AttributeDefinition attribute, in ValuePlace place, JsonElement data)
    {
        if (!JsonKind.IsContainer(data))
        {
            findings.Wrong(place, $"takes a list of prices, each with amount and currency, not {JsonKind.Of(data)}");
            return;
        }

        _currencies.Clear();
        foreach (JsonElement price in JsonKind.Items(data))
        {
            if (price.ValueKind != JsonValueKind.Object || !price.TryGetProperty("amount"u8, out JsonElement amount) || !price.TryGetProperty("currency"u8, out JsonElement currency))
            {
                findings.Wrong(place, $"takes a list of prices, each with amount and currency, and has {JsonKind.Of(price)} in it{(price.ValueKind == JsonValueKind.Object ? " without them" : "")}");
                continue;
            }

            string code = currency.ValueKind == JsonValueKind.String ? currency.GetString()! : JsonKind.Show(currency);
            if (_currencies.Contains(code))
            {
                findings.Wrong(place, $"has two prices in '{code}'");
                continue;
            }

            _currencies.Add(code);
            if (!JsonKind.IsEmpty(amount))
            {
                CheckCurrency(place, code);
                CheckAmount(attribute, place, amount);
            }
        }
    }

    private void CheckCurrency(in ValuePlace place, string currency)
    {
        if (!findings.TryGet(catalog.Channels, AkeneoCatalog.Whole, out KnownChannels? channels))
        {
            return;
        }

        if (!channels!.Currencies.Contains(currency))
        {
            findings.Wrong(place, $"'{currency}' is no active currency; there are {Choices.List(channels.CurrencyNames)}");
        }
        else if (channels.Find(place.Scope) is { } channel && !channel.Currencies.Contains(currency))
        {
            findings.Wrong(place, $"'{currency}' is no currency of the channel '{channel.Code}', which has {Choices.List(channel.Currencies)}");
        }
    }

    private void CheckDate(AttributeDefinition attribute, in ValuePlace place, JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.String || !AkeneoRules.TryReadDay(data.GetString()!, out DateTime day))
        {
            findings.Wrong(place, $"{AkeneoRules.NoDate(JsonKind.Show(data))}; write it as 2024-03-05");
        }
        else if (AkeneoRules.Limit(attribute.DateMin) is { } first && day < first)
        {
            findings.Wrong(place, $"takes {first:yyyy-MM-dd} at the earliest, and {day:yyyy-MM-dd} is before");
        }
        else if (AkeneoRules.Limit(attribute.DateMax) is { } last && day > last)
        {
            findings.Wrong(place, $"takes {last:yyyy-MM-dd} at the latest, and {day:yyyy-MM-dd} is after");
        }
    }

    private void CheckOptions(AttributeDefinition attribute, in ValuePlace place, JsonElement data)
    {
        if (!CheckTexts(place, data))
        {
            return;
        }

        foreach (JsonElement option in JsonKind.Items(data))
        {
            CheckOption(attribute, place, option.GetString()!);
        }
    }

    private void CheckOption(AttributeDefinition attribute, in ValuePlace place, string code)
    {
        if (createsOptions && attribute.EnableOptionCreationDuringImport)
        {
            return;
        }

        AkeneoCodes options = catalog.Options(attribute.Code);
        if (findings.Has(options, code) == false)
        {
            string others = options.Names is { } names ? $"; it has {Choices.List(names)}" : "";
            findings.Wrong(place, $"'{code}' is no option of '{attribute.Code}'{others}");
        }
    }

    private bool CheckTexts(in ValuePlace place, JsonElement data)
    {
        if (!JsonKind.IsContainer(data))
        {
            findings.Wrong(place, $"takes a list of codes, not {JsonKind.Of(data)}");
            return false;
        }

        foreach (JsonElement item in JsonKind.Items(data))
        {
            if (item.ValueKind != JsonValueKind.String)
            {
                findings.Wrong(place, $"takes a list of codes, and has {JsonKind.Of(item)} in it");
                return false;
            }
        }

        return true;
    }

    private bool IsText(in ValuePlace place, JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.String)
        {
            findings.Wrong(place, $"takes text, not {JsonKind.Of(data)}");
        }

        return data.ValueKind == JsonValueKind.String;
    }
}
