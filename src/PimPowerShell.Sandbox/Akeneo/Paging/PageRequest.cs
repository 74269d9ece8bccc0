using System.Globalization;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Http;

namespace PimPowerShell.Sandbox.Akeneo.Paging;

/// <summary>Which page a call asks for, checked as in 3.1.</summary>
internal sealed class PageRequest
{
    private const int LimitDefault = 10;
    private const int LimitMaximum = 100;
    private const int Window = 10_000;

    private PageRequest()
    {
    }

    public int Page { get; private set; } = 1;

    public int Limit { get; private set; } = LimitDefault;

    public bool WithCount { get; private set; }

    /// <summary>Whether the list knows with_count; to others it is one of the parameters that nobody knows.</summary>
    public bool TakesCount { get; private set; } = true;

    /// <summary>Whether the page is told by a cursor rather than by its number.</summary>
    public bool BySearchAfter { get; private set; }

    /// <summary>The cursor, or null for the first page.</summary>
    public string? SearchAfter { get; private set; }

    public long Offset => (Page - 1L) * Limit;

    public static PageRequest Parse(QueryString query, bool supportsSearchAfter, int limitDefault = LimitDefault, bool takesCount = true)
    {
        PageRequest request = new() { BySearchAfter = IsSearchAfter(query["pagination_type"], supportsSearchAfter), Limit = limitDefault, TakesCount = takesCount };
        if (query["page"] is string page && !request.BySearchAfter)
        {
            request.Page = Positive(page) ?? throw ApiException.Unprocessable($"\"{page}\" is not a valid page number.");
        }

        if (query["limit"] is string limit)
        {
            request.Limit = Positive(limit) ?? throw ApiException.Unprocessable($"\"{limit}\" is not a valid limit number.");
        }

        if (request.Limit > LimitMaximum)
        {
            throw ApiException.Unprocessable($"You cannot request more than {LimitMaximum} items.");
        }

        request.WithCount = (takesCount ? query["with_count"] : null) switch
        {
            null or "false" => false,
            "true" => true,
            string other => throw ApiException.Unprocessable(
                $"Parameter \"with_count\" has to be a boolean. Only \"true\" or \"false\" allowed, \"{other}\" given."),
        };
        request.SearchAfter = Cursor(query);
        return request;
    }

    /// <summary>The lists that know cursors alone have pages of one size, and no say in it (3.3).</summary>
    public static PageRequest ByCursor(QueryString query) => new()
    {
        BySearchAfter = true,
        Limit = LimitMaximum,
        SearchAfter = Cursor(query),
    };

    /// <summary>The lists of an app's catalog know cursors alone, in pages of the size that the call asks for (1.19).</summary>
    public static PageRequest ByCursorAndLimit(QueryString query, bool takesCount = false)
    {
        PageRequest request = Parse(query, supportsSearchAfter: true, takesCount: takesCount);
        request.BySearchAfter = true;
        return request;
    }

    /// <summary>Products and product models come from a search index that gives 10,000 items by page number (3.5).</summary>
    public void RequireWithinWindow()
    {
        if (!BySearchAfter && (long)Page * Limit > Window)
        {
            throw new ApiException(422, "You have reached the maximum number of pages you can retrieve with the \"page\" pagination type. Please use the search after pagination type instead")
            {
                Documentation = "http://api.akeneo.com/documentation/pagination.html#the-search-after-method",
            };
        }
    }

    private static bool IsSearchAfter(string? type, bool supported) => type switch
    {
        null or "page" => false,
        "search_after" when supported => true,
        "search_after" => throw ApiException.Unprocessable("Pagination type is not supported."),
        _ => throw ApiException.Unprocessable("Pagination type does not exist."),
    };

    private static string? Cursor(QueryString query) => query["search_after"] is { Length: > 0 } cursor ? cursor : null;

    private static int? Positive(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 ? number : null;
}
