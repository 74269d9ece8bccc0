using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Products;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Search;

/// <summary>The <c>search</c> parameter of products and product models (4.1 to 4.3).</summary>
internal static class ItemSearch
{
    public static ItemCriteria Parse(QueryString query, Catalog catalog, ItemStore items, Naming naming, EditionTraits edition)
    {
        ItemCriteria criteria = new();
        string? search = query["search"];
        if (string.IsNullOrEmpty(search))
        {
            return criteria;
        }

        if (!PhpJson.TryParse(Encoding.UTF8.GetBytes(search!), out JsonElement json))
        {
            // products answer 400, product models 422 (fact 16)
            throw new ApiException(naming == Naming.Code ? 422 : 400, "Search query parameter should be valid JSON.");
        }

        IReadOnlyList<SearchFilter> filters = SearchFilter.ParseAll(json);
        SearchDefaults defaults = new(query["search_locale"], query["search_scope"], catalog);
        PropertyFilters properties = new(criteria, catalog, items, naming, defaults, edition);
        AttributeFilters attributes = new(criteria, catalog, defaults, edition);
        foreach (SearchFilter filter in filters)
        {
            if (!properties.TryAdd(filter))
            {
                attributes.Add(filter);
            }
        }

        if (filters.FirstOrDefault(filter => filter.Property == "updated_including_linked_type") is { } type && !filters.Any(filter => filter.Property == "updated_including_linked_entities"))
        {
            throw FilterValues.Unsupported(type);
        }

        return criteria;
    }
}

/// <summary>The locale and scope of filters that name none.</summary>
internal sealed class SearchDefaults
{
    public SearchDefaults(string? locale, string? scope, Catalog catalog)
    {
        if (Projection.Codes(locale) is { Length: > 0 } locales)
        {
            Projection.RequireActive(locales, catalog);
            Locale = locales[0];
        }

        Scope = Projection.Channel(scope, catalog)?.Code;
    }

    public string? Locale { get; }

    public string? Scope { get; }
}
