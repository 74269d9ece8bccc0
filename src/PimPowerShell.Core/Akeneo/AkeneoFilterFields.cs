using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>
/// What properties and attributes are compared with, and by which operators. Source: the reference of the REST API,
/// filters of products and product models, of reference entity records and of assets.
/// </summary>
internal static class AkeneoFilterFields
{
    /// <summary>The type whose values have rows and columns.</summary>
    public const string Table = "pim_catalog_table";

    private static readonly string[] s_presence = ["EMPTY", "NOT EMPTY"];
    private static readonly string[] s_text = ["STARTS WITH", "CONTAINS", "DOES NOT CONTAIN", "=", "!=", .. s_presence];
    private static readonly string[] s_order = ["<", "<=", "=", "!=", ">=", ">", .. s_presence];
    private static readonly string[] s_list = ["IN", "NOT IN"];
    private static readonly string[] s_listOrEmpty = [.. s_list, .. s_presence];
    private static readonly string[] s_days = ["<", "=", "!=", ">", "BETWEEN", "NOT BETWEEN", .. s_presence];

    private static readonly Dictionary<string, Type> s_catalog = new()
    {
        ["pim_catalog_identifier"] = new(FilterKind.Text, [.. s_text, .. s_list]),
        ["pim_catalog_text"] = new(FilterKind.Text, s_text) { Hosted = s_list },
        ["pim_catalog_textarea"] = new(FilterKind.Text, s_text) { Hosted = s_list },
        ["pim_catalog_number"] = new(FilterKind.Number, s_order),
        ["pim_catalog_metric"] = new(FilterKind.Measurement, s_order),
        ["pim_catalog_price_collection"] = new(FilterKind.Price, s_order),
        ["pim_catalog_simpleselect"] = new(FilterKind.Text, s_listOrEmpty),
        ["pim_catalog_multiselect"] = new(FilterKind.Text, s_listOrEmpty),
        ["pim_reference_data_simpleselect"] = new(FilterKind.Text, s_listOrEmpty),
        ["pim_reference_data_multiselect"] = new(FilterKind.Text, s_listOrEmpty),
        ["pim_catalog_boolean"] = new(FilterKind.Flag, ["=", "!=", .. s_presence]),
        ["pim_catalog_date"] = new(FilterKind.Day, s_days),
        ["pim_catalog_file"] = new(FilterKind.Text, s_text),
        ["pim_catalog_image"] = new(FilterKind.Text, s_text),
        ["pim_catalog_asset_collection"] = new(FilterKind.Text, s_listOrEmpty),
        ["akeneo_reference_entity"] = new(FilterKind.Text, s_listOrEmpty),
        ["akeneo_reference_entity_collection"] = new(FilterKind.Text, s_listOrEmpty),
        ["pim_catalog_product_link"] = new(FilterKind.Any, []) { Hosted = s_listOrEmpty },
        // which of them a cell has depends on its column
        [Table] = new(FilterKind.Any, []) { Hosted = [.. s_text, "<", "<=", ">=", ">", .. s_list] },
    };

    // a cell is compared as a value of this type is
    private static readonly Dictionary<string, string> s_columns = new()
    {
        ["text"] = "pim_catalog_text",
        ["number"] = "pim_catalog_number",
        ["incremental_number"] = "pim_catalog_number",
        ["boolean"] = "pim_catalog_boolean",
        ["date"] = "pim_catalog_date",
        ["select"] = "pim_catalog_simpleselect",
        ["reference_entity"] = "akeneo_reference_entity",
        ["product_link"] = "pim_catalog_product_link",
        ["measurement"] = "pim_catalog_metric",
    };

    private static readonly Dictionary<string, Type> s_records = new()
    {
        ["text"] = new(FilterKind.Text, ["=", "!=", "CONTAINS", "DOES NOT CONTAIN", "STARTS WITH", "ENDS WITH", .. s_presence]),
        ["number"] = new(FilterKind.Number, s_order),
        ["single_option"] = new(FilterKind.Text, ["IN", "=", .. s_presence]),
        ["multiple_options"] = new(FilterKind.Text, ["IN", "=", .. s_presence]),
        ["reference_entity_single_link"] = new(FilterKind.Text, ["IN", "=", .. s_presence]),
        ["reference_entity_multiple_links"] = new(FilterKind.Text, ["IN", "=", .. s_presence]),
        ["image"] = new(FilterKind.Any, []),
        ["asset_collection"] = new(FilterKind.Any, []),
    };

    private static readonly Dictionary<string, Type> s_assets = new()
    {
        ["text"] = new(FilterKind.Text, ["=", "CONTAINS", "DOES NOT CONTAIN", "STARTS WITH", "ENDS WITH", .. s_presence]) { Combined = ["!=", "IN"] },
        ["number"] = new(FilterKind.Number, ["=", .. s_presence]) { Combined = ["!="] },
        ["boolean"] = new(FilterKind.Flag, ["=", .. s_presence]) { Combined = ["!="] },
        ["date"] = new(FilterKind.Day, ["=", "<", ">", "BETWEEN", "NOT BETWEEN", .. s_presence]) { Combined = ["!="] },
        ["single_option"] = new(FilterKind.Text, ["IN", .. s_presence]) { Combined = ["NOT IN"] },
        ["multiple_options"] = new(FilterKind.Text, ["IN", .. s_presence]) { Combined = ["NOT IN"] },
        ["record"] = new(FilterKind.Text, ["IN", .. s_presence]),
        ["media_file"] = new(FilterKind.Any, []),
        ["media_link"] = new(FilterKind.Any, []),
    };

    /// <summary>Properties that say something of another one, and nothing without it.</summary>
    public static IReadOnlyDictionary<string, string> Ties { get; } = new Dictionary<string, string> { ["updated_including_linked_type"] = "updated_including_linked_entities" };

    /// <summary>The properties of a resource that its list can be searched by.</summary>
    public static IEnumerable<string> Names(PimResource resource, bool isHosted, bool isCombined = false) =>
        FilterSets(resource, isHosted, isCombined).SelectMany(static filters => filters.Keys).Distinct();

    /// <summary>A property; null for none of that name.</summary>
    public static PimFilterField? Property(PimResource resource, string name, bool isHosted, bool isCombined = false)
    {
        string? property = Names(resource, isHosted, isCombined).FirstOrDefault(one => string.Equals(one, name, System.StringComparison.OrdinalIgnoreCase));
        if (property is null)
        {
            return null;
        }

        string[] operators = [.. FilterSets(resource, isHosted, isCombined).SelectMany(filters => filters.TryGetValue(property, out string[]? own) ? own : [])];
        var field = new PimFilterField(property, operators, property switch
        {
            "enabled" or "has_products" or "is_root" or "is_main_identifier" or "complete" => FilterKind.Flag,
            "completeness" or "readiness" => FilterKind.Number,
            "created" or "updated" or "updated_including_linked_entities" => FilterKind.Time,
            _ => FilterKind.Text,
        })
        {
            Combined = isCombined ? [] : Combined(resource, property, isHosted),
        };
        return property switch
        {
            // that of a product model is about its variants in given locales
            "completeness" => field with { Range = (0, 100), Scope = FilterNeed.Must, Locale = operators.Contains("=") ? FilterNeed.May : FilterNeed.Must, TakesLocales = true },
            "complete" => field with { Scope = FilterNeed.Must, Locale = FilterNeed.Must, TakesLocales = true },
            "readiness" => field with { Scope = FilterNeed.May, Locale = FilterNeed.May, TakesLocales = true },
            "updated_including_linked_type" => field with { Choices = ["asset", "reference_entity_record"] },
            "quality_score" => field with { Scope = FilterNeed.Must, Locale = FilterNeed.Must, Choices = ["A", "B", "C", "D", "E"] },
            _ => field,
        };
    }

    /// <summary>An attribute of what a list holds.</summary>
    public static PimFilterField Attribute(PimResource resource, AttributeDefinition attribute, bool isHosted, bool isCombined = false)
    {
        Dictionary<string, Type> types = resource.AttributeNoun switch
        {
            null => s_catalog,
            "ReferenceEntityAttribute" => s_records,
            _ => s_assets,
        };
        Type type = Find(types, attribute.Type);
        return new PimFilterField(attribute.Code, isCombined ? [.. type.All(isHosted), .. type.Combined] : type.All(isHosted), type.Kind)
        {
            Attribute = attribute,
            Locale = attribute.Localizable ? FilterNeed.Must : FilterNeed.No,
            Scope = attribute.Scopable ? FilterNeed.Must : FilterNeed.No,
            Combined = isHosted && !isCombined ? type.Combined : [],
        };
    }

    /// <summary>The operators that a property has besides where <c>and</c> and <c>or</c> combine conditions.</summary>
    public static IReadOnlyList<string> Combined(PimResource resource, string property, bool isHosted) =>
        isHosted && resource.CombinedFilters.TryGetValue(property, out string[]? operators) ? operators : [];

    /// <summary>A column of a table attribute.</summary>
    public static PimFilterField Column(PimFilterField table, KnownColumn column, bool isHosted)
    {
        Type type = Find(s_catalog, s_columns.TryGetValue(column.DataType, out string? like) ? like : column.DataType);
        return table with
        {
            Name = $"{table.Name}.{column.Code}",
            Operators = type.All(isHosted),
            Kind = type.Kind,
            Attribute = table.Attribute! with { Type = column.DataType },
        };
    }

    private static IEnumerable<IReadOnlyDictionary<string, string[]>> FilterSets(PimResource resource, bool isHosted, bool isCombined)
    {
        yield return resource.Filters;
        if (isHosted)
        {
            yield return resource.HostedFilters;
        }

        if (isCombined)
        {
            yield return resource.CombinedFilters;
        }
    }

    /// <summary>A type that an extension brought along has operators of its own.</summary>
    private static Type Find(Dictionary<string, Type> types, string name) => types.TryGetValue(name, out Type? known) ? known : new Type(FilterKind.Any, [.. PimOperators.All]);

    private sealed record Type(FilterKind Kind, string[] Operators)
    {
        /// <summary>Those that the hosted edition has besides.</summary>
        public string[] Hosted { get; init; } = [];

        /// <summary>Those that it has besides where <c>and</c> and <c>or</c> combine conditions. Source: the news of November 2026.</summary>
        public string[] Combined { get; init; } = [];

        public string[] All(bool isHosted) => isHosted ? [.. Operators, .. Hosted] : Operators;
    }
}
