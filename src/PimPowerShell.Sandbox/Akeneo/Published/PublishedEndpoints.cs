using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Paging;
using PimPowerShell.Sandbox.Akeneo.Products;
using PimPowerShell.Sandbox.Akeneo.Search;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Published;

/// <summary>Published products, which the API only shows (1.4).</summary>
internal sealed class PublishedEndpoints(StructureStore structure, ItemStore items, PimSandboxOptions options)
{
    private const string Path = "published-products";
    private const string Plural = "published products";

    private readonly PublishedProducts _products = new(items.Generated);
    private readonly EditionTraits _edition = new(options);

    public IEnumerable<Route> Routes() => [new("GET", Path, Plural, List), new("GET", Path + "/{code}", Plural, Get)];

    private HttpResponse List(ApiRequest request)
    {
        PageRequest page = PageRequest.Parse(request.Query, supportsSearchAfter: true);
        page.RequireWithinWindow();
        Catalog catalog = structure.Catalog;
        // these lists know less than those of products (1.4)
        QueryString query = request.Query.Only("search", "scope", "locales", "attributes");
        Projection projection = Projection.OfList(query, catalog);
        ItemCriteria criteria = ItemSearch.Parse(query, catalog, items, Naming.Published, _edition);
        projection.RequireInTree(criteria, catalog);

        IEnumerable<CatalogItem> After(string? cursor) => _products.After(Position(cursor)).Where(item => criteria.Matches(item, items));
        List<CatalogItem> found = [.. After(page.BySearchAfter ? page.SearchAfter : null).Skip(page.BySearchAfter ? 0 : (int)page.Offset).Take(page.Limit)];
        PhpJsonWriter writer = new(escapeMarkup: true);
        ItemJson json = new(writer, catalog, items, Naming.Published, projection, request, _edition);
        string Link(int number, string? cursor) =>
            request.OwnUrl + LinkQuery.Products(request, page, number, cursor, options.DropLinkParameters);
        void Write(CatalogItem item) => json.Write(item, request.Url(Path, item.Code!));
        if (page.BySearchAfter)
        {
            HalPage.WriteSearchAfter(writer, page, found, cursor => Link(1, cursor), Cursor, Write);
        }
        else
        {
            HalPage.WriteNumbered(writer, page, found, () => After(null).LongCount(), number => Link(number, null), Write);
        }

        return ApiRequest.Json(writer);
    }

    private HttpResponse Get(ApiRequest request)
    {
        CatalogItem item = _products.Find(request.Parameters[0])
            ?? throw ApiException.NotFound($"Published product \"{request.Parameters[0]}\" does not exist.");
        PhpJsonWriter writer = new(escapeMarkup: true);
        new ItemJson(writer, structure.Catalog, items, Naming.Published, Projection.Plain, request, _edition).Write(item, selfUrl: null);
        return ApiRequest.Json(writer);
    }

    /// <summary>The server encrypts a number of its own (3.3); here it is only made unreadable.</summary>
    private static string Cursor(CatalogItem item) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes("published " + item.Position.ToString(CultureInfo.InvariantCulture)));

    private static int Position(string? cursor)
    {
        if (cursor is null)
        {
            return -1;
        }

        try
        {
            string[] words = Encoding.ASCII.GetString(Convert.FromBase64String(cursor)).Split(' ');
            return words.Length == 2 && words[0] == "published" && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out int position)
                ? position
                : throw ApiException.Unprocessable("Invalid query parameters");
        }
        catch (FormatException)
        {
            throw ApiException.Unprocessable("Invalid query parameters");
        }
    }
}
