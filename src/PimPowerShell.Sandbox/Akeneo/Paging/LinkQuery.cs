using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Akeneo.Api;

namespace PimPowerShell.Sandbox.Akeneo.Paging;

/// <summary>The parameters that the links of a list carry, in the server's order (3.2, 3.6).</summary>
internal static class LinkQuery
{
    private static readonly string[] _paging = ["page", "limit", "with_count", "pagination_type", "search_after"];

    private static readonly string[] _keptByProducts =
    [
        "search", "scope", "search_scope", "locales", "attributes",
        "with_attribute_options", "with_quality_scores", "with_completenesses",
    ];

    /// <summary>Structure lists: page, limit, with_count, then whatever else the request had.</summary>
    public static string Structure(ApiRequest request, PageRequest page, int number)
    {
        List<KeyValuePair<string, string>> parameters =
        [
            new("page", number.ToString()),
            new("limit", page.Limit.ToString()),
        ];
        if (page.TakesCount)
        {
            parameters.Add(new("with_count", page.WithCount ? "true" : "false"));
        }

        return Join([.. parameters, .. Others(request, page)]);
    }

    /// <summary>Product lists: only the parameters that the server knows to repeat, unless the defect is switched off.</summary>
    public static string Products(ApiRequest request, PageRequest page, int number, string? cursor, bool dropParameters)
    {
        List<KeyValuePair<string, string>> parameters = [];
        if (!page.BySearchAfter)
        {
            parameters.Add(new("page", number.ToString()));
        }

        parameters.Add(new("with_count", page.WithCount ? "true" : "false"));
        parameters.Add(new("pagination_type", page.BySearchAfter ? "search_after" : "page"));
        parameters.Add(new("limit", page.Limit.ToString()));
        if (cursor is not null)
        {
            parameters.Add(new("search_after", cursor));
        }

        foreach (string name in _keptByProducts)
        {
            if (request.Query[name] is string value)
            {
                parameters.Add(new(name, value));
            }
        }

        if (!dropParameters)
        {
            parameters.AddRange(Others(request, name => !_keptByProducts.Contains(name)));
        }

        return Join(parameters);
    }

    /// <summary>Lists that know cursors alone: what the request had, and the cursor when there is one.</summary>
    public static string Cursor(ApiRequest request, string? cursor)
    {
        List<KeyValuePair<string, string>> parameters = [.. Others(request, _ => true)];
        if (cursor is not null)
        {
            parameters.Add(new("search_after", cursor));
        }

        return parameters.Count == 0 ? "" : Join(parameters);
    }

    /// <summary>Lists that know cursors and take a size.</summary>
    public static string CursorAndLimit(ApiRequest request, PageRequest page, string? cursor)
    {
        List<KeyValuePair<string, string>> parameters = [new("limit", page.Limit.ToString())];
        if (page.WithCount)
        {
            parameters.Add(new("with_count", "true"));
        }

        if (cursor is not null)
        {
            parameters.Add(new("search_after", cursor));
        }

        return Join([.. parameters, .. Others(request, page)]);
    }

    /// <summary>What is none of the list's own.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Others(ApiRequest request, PageRequest page) =>
        request.Query.Parameters.Where(parameter => !_paging.Contains(parameter.Key) || (parameter.Key == "with_count" && !page.TakesCount));

    private static IEnumerable<KeyValuePair<string, string>> Others(ApiRequest request, Func<string, bool> wanted) =>
        request.Query.Parameters.Where(parameter => !_paging.Contains(parameter.Key) && wanted(parameter.Key));

    private static string Join(IEnumerable<KeyValuePair<string, string>> parameters) =>
        "?" + string.Join("&", parameters.Select(pair => Uri.EscapeDataString(pair.Key) + "=" + Uri.EscapeDataString(pair.Value)));
}
