using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Products;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Search;

/// <summary>Filters on values, by the type of their attribute (4.3).</summary>
internal sealed class AttributeFilters(ItemCriteria criteria, Catalog catalog, SearchDefaults defaults, EditionTraits edition)
{
    private static readonly Regex _markup = new("<[^>]*>", RegexOptions.CultureInvariant);
    private static readonly Regex _blanks = new("\\s+", RegexOptions.CultureInvariant);

    public void Add(SearchFilter filter)
    {
        AttributeDefinition attribute = catalog.Attribute(filter.Property) ?? throw FilterValues.Unsupported(filter);
        Func<object, bool>? condition = filter.Operator is "EMPTY" or "NOT EMPTY" ? _ => true : Condition(filter, attribute);
        if (condition is null || !edition.Compares(attribute.Type, filter.Operator))
        {
            throw FilterValues.Unsupported(filter);
        }

        string? scope = Scope(filter, attribute);
        string? locale = Locale(filter, attribute, scope);
        Func<object, bool> isThere = attribute.Type == AttributeTypes.Table && filter.HasValue ? Cells(filter, attribute, _ => true) : _ => true;
        ProductValue? Find(ItemView view) => view.Values.FirstOrDefault(value => value.HasKey(attribute.Code, locale, scope));
        if (filter.Operator == "EMPTY")
        {
            // the index knows emptiness only of attributes that the item's family has (4.3)
            criteria.Add(item => catalog.Family(item.Family)?.Attributes.Contains(attribute.Code) == true);
            criteria.AddOnView(view => !(Find(view) is ProductValue value && isThere(value.Data)));
        }
        else
        {
            criteria.AddOnView(view => Find(view) is ProductValue value && isThere(value.Data) && condition(value.Data));
        }
    }

    private Func<object, bool>? Condition(SearchFilter filter, AttributeDefinition attribute) => attribute.Type switch
    {
        AttributeTypes.Identifier => OnText(filter, text => text, takesList: edition.IsFrom(7)),
        AttributeTypes.Text => OnText(filter, text => text, takesList: edition.IsSaas),
        AttributeTypes.Textarea => OnText(filter, Plain, takesList: edition.IsSaas),
        AttributeTypes.Image or AttributeTypes.File => OnText(filter, OriginalName, takesList: false),
        AttributeTypes.Number => OnNumber(filter),
        AttributeTypes.Metric => OnMetric(filter, attribute),
        AttributeTypes.Price => OnPrice(filter),
        AttributeTypes.SimpleSelect or AttributeTypes.MultiSelect => OnOptions(filter, attribute),
        AttributeTypes.Boolean => OnBoolean(filter),
        AttributeTypes.Date => OnDate(filter),
        AttributeTypes.ProductLink => LinkFilter.Condition(filter),
        AttributeTypes.Table => OnCells(filter, attribute),
        _ when AttributeTypes.Referring.Contains(attribute.Type) => OnCodes(filter),
        _ => null,
    };

    private static Func<object, bool>? OnText(SearchFilter filter, Func<string, string> normalize, bool takesList)
    {
        if (filter.Operator is "IN" or "NOT IN" && takesList)
        {
            HashSet<string> texts = FilterValues.Codes(filter);
            bool wanted = filter.Operator == "IN";
            return data => texts.Contains(normalize((string)data)) == wanted;
        }

        if (Comparisons.OnText(filter.Operator, "") is null)
        {
            return null;
        }

        Func<string, bool> condition = Comparisons.OnText(filter.Operator, FilterValues.Text(filter))!;
        return data => condition(normalize((string)data));
    }

    private static Func<object, bool>? OnNumber(SearchFilter filter)
    {
        if (Comparisons.Holds(filter.Operator, 0) is null)
        {
            return null;
        }

        decimal wanted = FilterValues.Number(filter, filter.Value);
        return data => Comparisons.Holds(filter.Operator, Decimals.Of(data).CompareTo(wanted)) == true;
    }

    private Func<object, bool>? OnMetric(SearchFilter filter, AttributeDefinition attribute)
    {
        if (Comparisons.Holds(filter.Operator, 0) is null)
        {
            return null;
        }

        decimal amount = Amount(filter, "unit", out string unit);
        if (!catalog.Units[attribute.MeasurementFamily!].TryGetValue(unit, out UnitDefinition? wantedUnit))
        {
            throw ApiException.Unprocessable(
                $"Property \"{filter.Property}\" expects a valid unit. The unit does not exist in the attribute's family \"{attribute.MeasurementFamily}\", \"{unit}\" given.");
        }

        decimal wanted = wantedUnit.ToStandard(amount);
        return data =>
        {
            MetricData metric = (MetricData)data;
            decimal has = catalog.Units[attribute.MeasurementFamily!][metric.Unit].ToStandard(Decimals.Of(metric.Amount));
            return Comparisons.Holds(filter.Operator, has.CompareTo(wanted)) == true;
        };
    }

    private Func<object, bool>? OnPrice(SearchFilter filter)
    {
        if (Comparisons.Holds(filter.Operator, 0) is null)
        {
            return null;
        }

        decimal wanted = Amount(filter, "currency", out string currency);
        if (!catalog.ActiveCurrencies.Contains(currency))
        {
            throw ApiException.Unprocessable(
                $"Property \"{filter.Property}\" expects a valid currency. The currency does not exist, \"{currency}\" given.");
        }

        return data => ((PriceData[])data).FirstOrDefault(price => price.Currency == currency) is PriceData price
            && Comparisons.Holds(filter.Operator, Decimals.Of(price.Amount).CompareTo(wanted)) == true;
    }

    private static decimal Amount(SearchFilter filter, string member, out string unit)
    {
        if (filter.Value.ValueKind != JsonValueKind.Object)
        {
            throw ApiException.Unprocessable($"Property \"{filter.Property}\" expects an array as data, \"{PhpJson.TypeName(filter.Value)}\" given.");
        }

        foreach (string key in new[] { "amount", member })
        {
            if (!filter.Value.TryGetProperty(key, out _))
            {
                throw ApiException.Unprocessable($"Property \"{filter.Property}\" expects an array with the key \"{key}\".");
            }
        }

        unit = PhpJson.Text(filter.Value.GetProperty(member));
        return FilterValues.Number(filter, filter.Value.GetProperty("amount"));
    }

    private static Func<object, bool>? OnOptions(SearchFilter filter, AttributeDefinition attribute)
    {
        if (filter.Operator is not ("IN" or "NOT IN"))
        {
            return null;
        }

        HashSet<string> codes = FilterValues.Codes(filter);
        string[] unknown = [.. codes.Where(code => !attribute.Options.ContainsKey(code))];
        if (unknown.Length > 0)
        {
            throw ApiException.Unprocessable(
                $"Property \"{attribute.Code}\" expects a valid code. No option codes \"{string.Join(", ", unknown)}\" have been found, \"{string.Join(", ", codes)}\" given.");
        }

        return OnCodes(filter);
    }

    private static Func<object, bool>? OnCodes(SearchFilter filter)
    {
        if (filter.Operator is not ("IN" or "NOT IN"))
        {
            return null;
        }

        HashSet<string> codes = FilterValues.Codes(filter);
        bool wanted = filter.Operator == "IN";
        return data => (data is string code ? codes.Contains(code) : ((string[])data).Any(codes.Contains)) == wanted;
    }

    /// <summary>A cell is compared as a value of its column's type is: the filter's value names the column, the row and what its cell is compared with.</summary>
    private Func<object, bool>? OnCells(SearchFilter filter, AttributeDefinition attribute)
    {
        SearchFilter cell = new(filter.Property, filter.Operator, filter.Value);
        Func<object, bool>? condition = TableColumns.TypeOf(Column(filter, attribute)) switch
        {
            "text" => OnText(cell, text => text, takesList: true),
            "number" or "incremental_number" => OnNumber(cell),
            "boolean" => OnBoolean(cell),
            "date" => OnDate(cell),
            "select" or "reference_entity" => OnCodes(cell),
            "product_link" => LinkFilter.Condition(cell),
            _ => null,
        };
        return condition is null ? null : Cells(filter, attribute, condition);
    }

    /// <summary>Whether any cell of the column, in the row if one is named, meets a condition.</summary>
    private static Func<object, bool> Cells(SearchFilter filter, AttributeDefinition attribute, Func<object, bool> condition)
    {
        string column = TableColumns.CodeOf(Column(filter, attribute));
        string first = TableColumns.CodeOf(attribute.Columns[0]);
        string? row = PhpJson.TryGet(filter.Value, "row", out JsonElement named) ? PhpJson.StringOrNull(named) : null;
        return data => ((JsonArray)data).OfType<JsonObject>()
            .Where(cells => row is null || row.Equals(cells[first]?.ToString(), StringComparison.OrdinalIgnoreCase))
            .Any(cells => cells[column] is JsonNode cell && condition(Data(cell)));
    }

    private static JsonObject Column(SearchFilter filter, AttributeDefinition attribute)
    {
        if (filter.Value.ValueKind != JsonValueKind.Object)
        {
            throw FilterValues.WrongType(filter, "an array");
        }

        if (!filter.Value.TryGetProperty("column", out JsonElement named))
        {
            throw ApiException.Unprocessable($"Property \"{filter.Property}\" expects an array with the key \"column\".");
        }

        return attribute.Columns.FirstOrDefault(column => TableColumns.CodeOf(column).Equals(PhpJson.Text(named), StringComparison.OrdinalIgnoreCase))
            ?? throw ApiException.Unprocessable($"The \"{PhpJson.Text(named)}\" column does not exist in the {attribute.Code} attribute.");
    }

    private static object Data(JsonNode cell) => cell.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Object => cell,
        _ => (object)cell.ToString(),
    };

    private static Func<object, bool>? OnBoolean(SearchFilter filter)
    {
        if (filter.Operator is not ("=" or "!="))
        {
            return null;
        }

        bool wanted = FilterValues.Boolean(filter) == (filter.Operator == "=");
        return data => (bool)data == wanted;
    }

    private static Func<object, bool>? OnDate(SearchFilter filter)
    {
        if (Comparisons.OnTime(filter.Operator, []) is null)
        {
            return null;
        }

        DateTimeOffset[] days = FilterValues.Dates(filter, Timestamps.ReadDay, "yyyy-mm-dd");
        Func<DateTimeOffset, bool> condition = Comparisons.OnTime(filter.Operator, days)!;
        return data => condition(Timestamps.ReadIso((string)data)!.Value);
    }

    private string? Scope(SearchFilter filter, AttributeDefinition attribute)
    {
        JsonElement given = filter.Member("scope");
        if (!attribute.IsScopable)
        {
            return PhpJson.IsNull(given) ? null
                : throw ApiException.Unprocessable($"Attribute \"{attribute.Code}\" does not expect a scope, \"{PhpJson.Text(given)}\" given.");
        }

        string scope = PhpJson.StringOrNull(given) ?? defaults.Scope
            ?? throw ApiException.Unprocessable($"Attribute \"{attribute.Code}\" expects a scope, none given.");
        return catalog.Channel(scope)?.Code
            ?? throw ApiException.Unprocessable($"Attribute \"{attribute.Code}\" expects an existing scope, \"{scope}\" given.");
    }

    private string? Locale(SearchFilter filter, AttributeDefinition attribute, string? scope)
    {
        JsonElement given = filter.Member("locale");
        if (!attribute.IsLocalizable)
        {
            return PhpJson.IsNull(given) ? null
                : throw ApiException.Unprocessable($"Attribute \"{attribute.Code}\" does not expect a locale, \"{PhpJson.Text(given)}\" given.");
        }

        string locale = PhpJson.StringOrNull(given) ?? defaults.Locale
            ?? throw ApiException.Unprocessable($"Attribute \"{attribute.Code}\" expects a locale, none given.");
        Projection.RequireActive([locale], catalog);
        Projection.RequireBound([locale], catalog.Channel(scope));
        return locale;
    }

    private static string Plain(string html) => _blanks.Replace(_markup.Replace(html, " "), " ").Trim();

    /// <summary>What stands behind the hash in a media code.</summary>
    private static string OriginalName(string code)
    {
        string file = code.Substring(code.LastIndexOf('/') + 1);
        return file.Substring(file.IndexOf('_') + 1);
    }
}
