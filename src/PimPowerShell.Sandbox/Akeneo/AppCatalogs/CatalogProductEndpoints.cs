using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Paging;
using PimPowerShell.Sandbox.Akeneo.Products;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.AppCatalogs;

/// <summary>The products of an app's catalog, as they are and in the shape of the app's schema (1.19).</summary>
internal sealed class CatalogProductEndpoints(StructureStore structure, ItemStore items, AppCatalogStore catalogs, PimSandboxOptions options)
{
    private const string ModelsTemplate = AppCatalogEndpoints.ItemTemplate + "/mapped-models";

    private readonly EditionTraits _edition = new(options);

    private delegate HttpResponse ReadCatalog(ApiRequest request, AppCatalog catalog, CatalogSelection selection);

    public IEnumerable<Route> Routes()
    {
        yield return Read("/product-uuids", ListUuids);
        yield return Read("/products", ListProducts);
        yield return Read("/products/{uuid}", GetProduct);
        yield return Read("/mapped-products", ListMapped);
        yield return Read("/mapped-models", ListModels);
        yield return Read("/mapped-models/{model_code}/variants", ListVariants);
    }

    /// <summary>A catalog that is switched off answers all of these with an error that is none by its status.</summary>
    private Route Read(string below, ReadCatalog read) => new("GET", AppCatalogEndpoints.ItemTemplate + below, AppCatalogEndpoints.Plural, request =>
    {
        AppCatalog catalog = catalogs.Require(request.Parameters[0]);
        return catalog.IsEnabled ? read(request, catalog, new CatalogSelection(catalog, items, request.Query)) : Disabled(catalog);
    })
    {
        ForApps = true,
    };

    private static HttpResponse Disabled(AppCatalog catalog)
    {
        PhpJsonWriter writer = new();
        writer.BeginObject();
        writer.Name("error").String(
            $"No products to synchronize. The catalog \"{catalog.Id}\" has been disabled on the PIM side. Note that you can get catalogs status with the GET /api/rest/v1/catalogs endpoint.");
        writer.EndObject();
        return ApiRequest.Json(writer);
    }

    private HttpResponse ListUuids(ApiRequest request, AppCatalog catalog, CatalogSelection selection)
    {
        PageRequest page = PageRequest.ByCursorAndLimit(request.Query, takesCount: true);
        return List(
            request,
            page,
            selection.Products(ItemListing.UuidCursor(page)),
            (writer, item) => writer.String(item.Uuid.ToString()),
            () => selection.Products(null).LongCount());
    }

    private HttpResponse ListProducts(ApiRequest request, AppCatalog catalog, CatalogSelection selection)
    {
        PageRequest page = PageRequest.ByCursorAndLimit(request.Query);
        return List(request, page, selection.Products(ItemListing.UuidCursor(page)), (writer, item) => Write(writer, request, item));
    }

    private HttpResponse GetProduct(ApiRequest request, AppCatalog catalog, CatalogSelection selection)
    {
        string uuid = request.Parameters[1];
        CatalogItem? item = Guid.TryParseExact(uuid, "D", out Guid parsed) ? items.Product(parsed) : null;
        if (item is null || !selection.Holds(item))
        {
            throw ApiException.NotFound($"Product \"{uuid}\" does not exist or you do not have permission to access it.");
        }

        PhpJsonWriter writer = new(escapeMarkup: true);
        Write(writer, request, item);
        return ApiRequest.Json(writer);
    }

    /// <summary>Products by themselves: all of them, or where the schema tells models from variants those that have no model.</summary>
    private HttpResponse ListMapped(ApiRequest request, AppCatalog catalog, CatalogSelection selection)
    {
        JsonObject schema = RequireSchema(catalog);
        PageRequest page = PageRequest.ByCursorAndLimit(request.Query);
        IReadOnlyDictionary<string, JsonObject> targets = MappingSchema.Targets(schema);
        IReadOnlyDictionary<string, JsonObject>? variantTargets = MappingSchema.VariantTargets(schema);
        Guid? cursor = ItemListing.UuidCursor(page);
        return List(request, page, variantTargets is null ? selection.Products(cursor) : selection.SimpleProducts(cursor), (writer, item) =>
        {
            JsonObject mapped = Map(item, targets);
            if (variantTargets is not null)
            {
                mapped[MappingSchema.Variants] = new JsonArray(Map(item, variantTargets));
            }

            PhpJson.Write(writer, mapped);
        });
    }

    private HttpResponse ListModels(ApiRequest request, AppCatalog catalog, CatalogSelection selection)
    {
        JsonObject schema = RequireSchema(catalog);
        _ = RequireVariants(catalog, schema);
        PageRequest page = PageRequest.ByCursorAndLimit(request.Query);
        IReadOnlyDictionary<string, JsonObject> targets = MappingSchema.Targets(schema);
        return List(request, page, selection.Models(page.SearchAfter), (writer, item) =>
        {
            JsonObject mapped = Map(item, targets);
            mapped[MappingSchema.Variants] = request.Url([.. ModelsTemplate.Replace("{id}", catalog.Id.ToString()).Split('/'), item.Code!, "variants"]);
            PhpJson.Write(writer, mapped);
        });
    }

    private HttpResponse ListVariants(ApiRequest request, AppCatalog catalog, CatalogSelection selection)
    {
        IReadOnlyDictionary<string, JsonObject> targets = RequireVariants(catalog, RequireSchema(catalog));
        string code = request.Parameters[1];
        CatalogItem? model = items.Model(code);
        if (model is null || !selection.HasFamilyOf(model))
        {
            throw ApiException.NotFound($"Product model \"{code}\" does not exist or you do not have permission to access it.");
        }

        PageRequest page = PageRequest.ByCursorAndLimit(request.Query);
        return List(request, page, selection.Variants(model, ItemListing.UuidCursor(page)), (writer, item) => PhpJson.Write(writer, Map(item, targets)));
    }

    private static HttpResponse List(
        ApiRequest request, PageRequest page, IEnumerable<CatalogItem> found, Action<PhpJsonWriter, CatalogItem> write, Func<long>? total = null)
    {
        PhpJsonWriter writer = new(escapeMarkup: true);
        HalPage.WriteSearchAfter(
            writer,
            page,
            [.. found.Take(page.Limit)],
            cursor => request.OwnUrl + LinkQuery.CursorAndLimit(request, page, cursor),
            item => item.IsModel ? item.Code!.ToLowerInvariant() : item.Uuid.ToString(),
            item => write(writer, item),
            total);
        return ApiRequest.Json(writer);
    }

    private void Write(PhpJsonWriter writer, ApiRequest request, CatalogItem item) =>
        new ItemJson(writer, structure.Catalog, items, Naming.Uuid, Projection.Plain, request, _edition).Write(item, selfUrl: null);

    private JsonObject Map(CatalogItem item, IReadOnlyDictionary<string, JsonObject> targets) =>
        new MappedItem(item, items, structure.Catalog).Fill(targets);

    private static JsonObject RequireSchema(AppCatalog catalog) => catalog.MappingSchema
        ?? throw ApiException.Unprocessable($"Impossible to map the catalog \"{catalog.Id}\": no product mapping schema available for this catalog.");

    private static IReadOnlyDictionary<string, JsonObject> RequireVariants(AppCatalog catalog, JsonObject schema) => MappingSchema.VariantTargets(schema)
        ?? throw ApiException.Unprocessable($"Impossible to map the catalog \"{catalog.Id}\": its product mapping schema knows no variants.");
}
