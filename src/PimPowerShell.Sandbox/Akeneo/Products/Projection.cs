using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Search;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Http;

namespace PimPowerShell.Sandbox.Akeneo.Products;

/// <summary>Which part of an item a call wants to see (4.6), checked as in 4.1.</summary>
internal sealed class Projection
{
    private HashSet<string>? _attributes;
    private HashSet<string>? _locales;
    private string? _scope;
    private string? _tree;
    private ChannelDefinition? _convertFor;

    private Projection()
    {
    }

    public bool WithAttributeOptions { get; private init; }

    public bool WithQualityScores { get; private init; }

    public bool WithCompletenesses { get; private init; }

    public bool WithRootParent { get; private init; }

    public bool WithWorkflows { get; private init; }

    public bool WithEnabledAssetsOnly { get; private init; }

    /// <summary>An item as it is, for operations that take no parameters.</summary>
    public static readonly Projection Plain = new();

    /// <summary>Reads the parameters of a single product, which cannot narrow its values.</summary>
    public static Projection OfItem(QueryString query) => new()
    {
        WithAttributeOptions = query.IsTrue("with_attribute_options"),
        WithQualityScores = query.IsTrue("with_quality_scores"),
        WithCompletenesses = query.IsTrue("with_completenesses"),
        WithRootParent = query.IsTrue("with_root_parent"),
        WithWorkflows = query.IsTrue("with_workflow_execution_statuses"),
        WithEnabledAssetsOnly = query.IsTrue("with_enabled_assets_only"),
    };

    /// <summary>Reads the parameters of a single product model; only the edition in the cloud converts its measures and leaves out assets (1.3).</summary>
    public static Projection OfModel(QueryString query, Catalog catalog, EditionTraits edition) => new()
    {
        WithQualityScores = query.IsTrue("with_quality_scores"),
        WithWorkflows = query.IsTrue("with_workflow_execution_statuses"),
        WithEnabledAssetsOnly = edition.IsSaas && query.IsTrue("with_enabled_assets_only"),
        _convertFor = edition.IsSaas ? ConvertFor(query, Channel(query["scope"], catalog)) : null,
    };

    public static Projection OfList(QueryString query, Catalog catalog)
    {
        Projection projection = OfItem(query);
        ChannelDefinition? channel = Channel(query["scope"], catalog);
        if (Codes(query["locales"]) is string[] locales)
        {
            RequireActive(locales, catalog);
            RequireBound(locales, channel);
            projection._locales = [.. locales];
        }

        if (Codes(query["attributes"]) is string[] attributes)
        {
            projection._attributes = new(attributes.Select(code => RequireAttribute(code, attributes, catalog)));
        }

        if (channel is not null)
        {
            projection._scope = channel.Code;
            projection._tree = channel.CategoryTree;
            projection._locales ??= channel.Locales;
        }

        projection._convertFor = ConvertFor(query, channel);
        return projection;
    }

    /// <summary>A scope shows only what is in its channel's tree (10, quirk 15).</summary>
    public void RequireInTree(ItemCriteria criteria, Catalog catalog)
    {
        if (_tree is string tree)
        {
            criteria.AddOnView(view => view.Categories.Any(category => catalog.Categories.RootOf(category) == tree));
        }
    }

    public bool ShowsAttribute(string attribute) => _attributes?.Contains(attribute) != false;

    public bool Shows(ProductValue value) =>
        ShowsAttribute(value.Attribute)
        && (value.Scope is null || _scope is null || value.Scope == _scope)
        && (value.Locale is null || _locales?.Contains(value.Locale) != false);

    /// <summary>A value's data as the call wants it: a measure in the channel's unit or the attribute's own, assets without those that are disabled (1.1).</summary>
    public object Convert(ProductValue value, AttributeDefinition attribute, Catalog catalog, ItemStore items)
    {
        if (WithEnabledAssetsOnly && attribute.Type == AttributeTypes.AssetCollection && value.Data is string[] assets)
        {
            return assets.Where(asset => items.IsAssetEnabled(attribute.ReferenceName!, asset)).ToArray();
        }

        if (_convertFor is null || value.Data is not MetricData metric)
        {
            return value.Data;
        }

        string unit = _convertFor.Conversions.TryGetValue(attribute.Code, out string? wanted) ? wanted : attribute.DefaultUnit ?? metric.Unit;
        if (unit == metric.Unit)
        {
            return metric;
        }

        IReadOnlyDictionary<string, UnitDefinition> units = catalog.Units[attribute.MeasurementFamily!];
        decimal amount = units[unit].FromStandard(units[metric.Unit].ToStandard(Decimals.Of(metric.Amount)));
        return new MetricData(Decimals.Write(amount, 4), unit);
    }

    public static ChannelDefinition? Channel(string? scope, Catalog catalog) =>
        string.IsNullOrEmpty(scope) ? null : catalog.Channel(scope) ?? throw ApiException.Unprocessable($"Scope \"{scope}\" does not exist.");

    public static string[]? Codes(string? list) =>
        string.IsNullOrEmpty(list) ? null : [.. list!.Split(',').Select(code => code.Trim()).Where(code => code.Length > 0)];

    public static void RequireActive(IEnumerable<string> locales, Catalog catalog)
    {
        string[] unknown = [.. locales.Where(locale => !catalog.ActiveLocales.Contains(locale))];
        if (unknown.Length > 0)
        {
            throw ApiException.Unprocessable(unknown.Length == 1
                ? $"Locale \"{unknown[0]}\" does not exist or is not activated."
                : $"Locales \"{string.Join(", ", unknown)}\" do not exist or are not activated.");
        }
    }

    public static void RequireBound(IEnumerable<string> locales, ChannelDefinition? channel)
    {
        string[] foreign = channel is null ? [] : [.. locales.Where(locale => !channel.Locales.Contains(locale))];
        if (foreign.Length > 0)
        {
            throw ApiException.Unprocessable(foreign.Length == 1
                ? $"Locale \"{foreign[0]}\" is not activated for the scope \"{channel!.Code}\"."
                : $"Locales \"{string.Join(", ", foreign)}\" are not activated for the scope \"{channel!.Code}\".");
        }
    }

    // the wording is this sandbox's own: the server's is not known
    private static ChannelDefinition? ConvertFor(QueryString query, ChannelDefinition? channel) => !query.IsTrue("convert_measurements") ? null
        : channel ?? throw ApiException.Unprocessable("The \"convert_measurements\" parameter requires the \"scope\" parameter.");

    private static string RequireAttribute(string code, string[] all, Catalog catalog)
    {
        if (catalog.Attribute(code) is AttributeDefinition attribute)
        {
            return attribute.Code;
        }

        string[] unknown = [.. all.Where(other => catalog.Attribute(other) is null)];
        throw ApiException.Unprocessable(unknown.Length == 1
            ? $"Attribute \"{unknown[0]}\" does not exist."
            : $"Attributes \"{string.Join(", ", unknown)}\" do not exist.");
    }
}
