using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Products;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Search;

/// <summary>Filters on completeness, and on the score made of it (4.2).</summary>
internal sealed class CompletenessFilter(Catalog catalog, SearchDefaults defaults)
{
    private const string OnAllLocales = " ON ALL LOCALES";

    public void Add(SearchFilter filter, ItemCriteria criteria)
    {
        string? onAll = filter.Operator switch
        {
            "GREATER THAN" + OnAllLocales => ">",
            "GREATER OR EQUALS THAN" + OnAllLocales => ">=",
            "LOWER THAN" + OnAllLocales => "<",
            "LOWER OR EQUALS THAN" + OnAllLocales => "<=",
            _ => null,
        };
        string op = onAll ?? filter.Operator;
        if (Comparisons.Holds(op, 0) is null)
        {
            throw FilterValues.Unsupported(filter);
        }

        ChannelDefinition channel = Channel(filter);
        string[] locales = Locales(filter, channel, required: onAll is not null);
        decimal wanted = FilterValues.Number(filter, filter.Value);
        criteria.AddOnView(view =>
        {
            IEnumerable<bool> held = locales.Select(locale => Completeness.Percent(view, catalog, channel, locale))
                .OfType<int>().Select(percent => Comparisons.Holds(op, ((decimal)percent).CompareTo(wanted)) == true);
            return onAll is null ? held.Any(holds => holds) : held.DefaultIfEmpty(false).All(holds => holds);
        });
    }

    /// <summary>What a product model's variants are, one of them or all, in every locale that the filter names.</summary>
    public void AddOfModel(SearchFilter filter, ItemCriteria criteria, ItemStore items)
    {
        if (filter.Operator is not ("AT LEAST COMPLETE" or "AT LEAST INCOMPLETE" or "ALL COMPLETE" or "ALL INCOMPLETE"))
        {
            throw FilterValues.Unsupported(filter);
        }

        ChannelDefinition channel = Channel(filter);
        string[] locales = Locales(filter, channel, required: false);
        bool wantsComplete = !filter.Operator.EndsWith("INCOMPLETE", StringComparison.Ordinal);
        bool IsAsWanted(ItemView variant, string locale) => (Completeness.Percent(variant, catalog, channel, locale) == 100) == wantsComplete;
        criteria.Add(model =>
        {
            List<ItemView> variants = [.. Variants(model.Code!, items).Select(variant => new ItemView(variant, items))];
            return variants.Count > 0 && locales.All(locale => filter.Operator.StartsWith("ALL", StringComparison.Ordinal)
                ? variants.TrueForAll(variant => IsAsWanted(variant, locale))
                : variants.Exists(variant => IsAsWanted(variant, locale)));
        });
    }

    private static IEnumerable<CatalogItem> Variants(string model, ItemStore items) =>
        items.VariantsOf(model).Concat(items.SubModelsOf(model).SelectMany(below => items.VariantsOf(below.Code!)));

    public void AddScore(SearchFilter filter, ItemCriteria criteria)
    {
        if (filter.Operator != "IN")
        {
            throw FilterValues.Unsupported(filter);
        }

        HashSet<string> scores = FilterValues.Codes(filter);
        if (scores.FirstOrDefault(score => !Completeness.Scores.Contains(score)) is { } unknown)
        {
            throw ApiException.Unprocessable($"Property \"quality_score\" expects scores from A to E, \"{unknown}\" given.");
        }

        ChannelDefinition channel = Channel(filter);
        string locale = PhpJson.StringOrNull(filter.Member("locale")) ?? defaults.Locale
            ?? throw ApiException.Unprocessable("Property \"quality_score\" expects a valid locale.");
        Projection.RequireActive([locale], catalog);
        Projection.RequireBound([locale], channel);
        criteria.AddOnView(view => Completeness.Percent(view, catalog, channel, locale) is int percent && scores.Contains(Completeness.Score(percent)));
    }

    public ChannelDefinition Channel(SearchFilter filter)
    {
        string scope = PhpJson.StringOrNull(filter.Member("scope")) ?? defaults.Scope ?? "";
        return catalog.Channel(scope) ?? throw ApiException.Unprocessable(
            $"Property \"{filter.Property}\" expects a valid scope. The scope does not exist, \"{scope}\" given.");
    }

    public string[] Locales(SearchFilter filter, ChannelDefinition channel, bool required)
    {
        JsonElement list = filter.Member("locales");
        if (list.ValueKind != JsonValueKind.Array && (required || !PhpJson.IsNull(list)))
        {
            throw ApiException.Unprocessable($"Property \"{filter.Property}\" expects an array with the key \"locales\".");
        }

        string[] locales = list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(PhpJson.Text)]
            : (PhpJson.StringOrNull(filter.Member("locale")) ?? defaults.Locale) is string locale ? [locale] : channel.LocaleList;
        Projection.RequireActive(locales, catalog);
        Projection.RequireBound(locales, channel);
        return locales;
    }
}
