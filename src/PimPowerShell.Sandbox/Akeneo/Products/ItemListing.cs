using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Paging;
using PimPowerShell.Sandbox.Akeneo.Search;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Products;

/// <summary>Lists and shows items, by whichever name their API knows them.</summary>
internal sealed class ItemListing(StructureStore structure, ItemStore items, PimSandboxOptions options, Naming naming, string path, EditionTraits edition)
{
    private static readonly Comparison<CatalogItem> _byUuid = (left, right) => left.Uuid.CompareTo(right.Uuid);
    private static readonly Comparison<CatalogItem> _byKey = (left, right) =>
        StringComparer.OrdinalIgnoreCase.Compare(ItemStore.OrderKey(left), ItemStore.OrderKey(right));

    public HttpResponse List(ApiRequest request)
    {
        PageRequest page = PageRequest.Parse(request.Query, supportsSearchAfter: true);
        page.RequireWithinWindow();
        Catalog catalog = structure.Catalog;
        Projection projection = Projection.OfList(request.Query, catalog);
        ItemCriteria criteria = ItemSearch.Parse(request.Query, catalog, items, naming, edition);
        projection.RequireInTree(criteria, catalog);

        List<CatalogItem> found = Page(page, criteria);
        PhpJsonWriter writer = new(escapeMarkup: true);
        ItemJson json = new(writer, catalog, items, naming, projection, request, edition);
        string Link(int number, string? cursor) =>
            request.OwnUrl + LinkQuery.Products(request, page, number, cursor, options.DropLinkParameters);
        if (page.BySearchAfter)
        {
            HalPage.WriteSearchAfter(writer, page, found, cursor => Link(1, cursor), Cursor, item => json.Write(item, Url(request, item)));
        }
        else
        {
            HalPage.WriteNumbered(writer, page, found, () => Count(criteria), number => Link(number, null), item => json.Write(item, Url(request, item)));
        }

        return ApiRequest.Json(writer);
    }

    public HttpResponse Get(ApiRequest request)
    {
        CatalogItem item = Require(request.Parameters[0]);
        PhpJsonWriter writer = new(escapeMarkup: true);
        Catalog catalog = structure.Catalog;
        Projection projection = naming == Naming.Code ? Projection.OfModel(request.Query, catalog, edition) : Projection.OfItem(request.Query);
        new ItemJson(writer, catalog, items, naming, projection, request, edition).Write(item, selfUrl: null);
        return ApiRequest.Json(writer);
    }

    public CatalogItem Require(string name)
    {
        CatalogItem? item = naming switch
        {
            Naming.Code => items.Model(name),
            Naming.Identifier => items.Product(name),
            _ => Guid.TryParseExact(name, "D", out Guid uuid) ? items.Product(uuid) : null,
        };
        // servers before version 7 do not say that it may be a matter of permission (7.2)
        return item ?? throw ApiException.NotFound(
            $"{(naming == Naming.Code ? "Product model" : "Product")} \"{name}\" does not exist{(edition.IsFrom(7) ? " or you do not have permission to access it" : "")}.");
    }

    public string Url(ApiRequest request, CatalogItem item) =>
        request.Url(path, naming == Naming.Uuid ? item.Uuid.ToString() : item.Code ?? item.Uuid.ToString());

    private List<CatalogItem> Page(PageRequest page, ItemCriteria criteria)
    {
        IEnumerable<CatalogItem> ordered = criteria.Candidates is { } candidates ? Ordered(candidates, page) : All(page);
        ordered = criteria.IsEmpty ? ordered : ordered.Where(item => criteria.Matches(item, items));
        return [.. (page.BySearchAfter ? ordered : ordered.Skip((int)page.Offset)).Take(page.Limit)];
    }

    private long Count(ItemCriteria criteria)
    {
        if (criteria.IsEmpty)
        {
            return naming == Naming.Code ? items.ModelCount : items.ProductCount;
        }

        return (criteria.Candidates ?? EveryItem()).LongCount(item => criteria.Matches(item, items));
    }

    private IEnumerable<CatalogItem> EveryItem() => naming == Naming.Code ? items.Models(null) : items.ProductsByUuid(null);

    private IEnumerable<CatalogItem> All(PageRequest page) => naming switch
    {
        Naming.Code => items.Models(page.SearchAfter),
        Naming.Identifier => items.ProductsByIdentifier(page.SearchAfter),
        _ => items.ProductsByUuid(UuidCursor(page)),
    };

    private IEnumerable<CatalogItem> Ordered(IReadOnlyList<CatalogItem> candidates, PageRequest page)
    {
        List<CatalogItem> sorted = [.. candidates];
        sorted.Sort(naming == Naming.Uuid ? _byUuid : _byKey);
        if (page.SearchAfter is not string cursor)
        {
            return sorted;
        }

        return naming == Naming.Uuid
            ? sorted.Where(item => item.Uuid.CompareTo(UuidCursor(page)!.Value) > 0)
            : sorted.Where(item => StringComparer.OrdinalIgnoreCase.Compare(ItemStore.OrderKey(item), cursor) > 0);
    }

    public static Guid? UuidCursor(PageRequest page) => page.SearchAfter is not string cursor ? null
        : Guid.TryParseExact(cursor, "D", out Guid uuid) ? uuid
        : throw ApiException.Unprocessable("Invalid query parameters");

    /// <summary>The uuid, or the identifier in lower case as the servers of version 6 and later do (3.3).</summary>
    private string Cursor(CatalogItem item) => naming == Naming.Uuid ? item.Uuid.ToString() : ItemStore.OrderKey(item).ToLowerInvariant();
}
