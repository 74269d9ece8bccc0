using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Batches;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Products;

/// <summary>The operations of products by uuid, products by identifier, and product models.</summary>
internal sealed class ItemEndpoints(
    Naming naming, string path, string key, StructureStore structure, ItemStore items, ItemWriter writer, PimSandboxOptions options)
{
    /// <summary>What the body of a search may say, and what lists call it; the odd one is the reference's own.</summary>
    private static readonly Dictionary<string, string> _inBody = new()
    {
        ["search"] = "search", ["scope"] = "scope", ["locales"] = "locales", ["attributes"] = "attributes",
        ["search_scope"] = "search_scope", ["search_locale"] = "search_locale",
        ["with_attribute_options"] = "with_attribute_options", ["with_asset_share_links"] = "with_asset_share_links",
        ["with_quality_scores__products"] = "with_quality_scores", ["with_completenesses"] = "with_completenesses",
    };

    private readonly EditionTraits _edition = new(options);
    private readonly ItemListing _listing = new(structure, items, options, naming, path, new EditionTraits(options));

    private string Plural => naming == Naming.Code ? "product models" : "products";

    public IEnumerable<Route> Routes()
    {
        string item = $"{path}/{{{(naming == Naming.Uuid ? "uuid" : "code")}}}";
        JsonLinesBatch batch = new(key, Route.AnchorOf("PATCH", item), (request, name, body) => Write(request, name, body).Created);
        if (naming == Naming.Uuid && _edition.IsSaas)
        {
            yield return new("POST", path + "/search", Plural, Search) { Body = RequestBody.Json };
        }

        yield return new("GET", path, Plural, _listing.List);
        yield return new("POST", path, Plural, Create) { Access = Access.Edit, Body = RequestBody.Json };
        yield return new("PATCH", path, Plural, batch.Execute) { Access = Access.Edit, Body = RequestBody.JsonLines };
        yield return new("GET", item, Plural, _listing.Get);
        yield return new("PATCH", item, Plural, Upsert) { Access = Access.Edit, Body = RequestBody.Json };
        yield return new("DELETE", item, Plural, Delete) { Access = Access.Delete };
    }

    /// <summary>The list again, its conditions in a body because they would not fit into a URL. The page stays in the query (1.1).</summary>
    private HttpResponse Search(ApiRequest request)
    {
        JsonElement body = request.ReadJson();
        if (PhpJson.TryGet(body, "search", out JsonElement search) && search.ValueKind != JsonValueKind.String)
        {
            // JSON in a text, not JSON
            throw ApiException.BadRequest("Search query parameter should be valid JSON.");
        }

        return _listing.List(request.WithParameters(PhpJson.Entries(body).Where(entry => _inBody.ContainsKey(entry.Key))
            .Select(entry => new KeyValuePair<string, JsonElement>(_inBody[entry.Key], entry.Value))));
    }

    private HttpResponse Create(ApiRequest request)
    {
        JsonElement body = request.ReadJson();
        bool createOptions = CreatesOptions(request);
        CatalogItem item = naming == Naming.Code ? writer.CreateModel(body, createOptions) : writer.CreateProduct(body, naming, createOptions);
        return ApiRequest.Written(created: true, _listing.Url(request, item));
    }

    private HttpResponse Upsert(ApiRequest request)
    {
        bool updateParents = _edition.UpdatesParents && request.Query.IsTrue("update_parent_values");
        WriteResult result = Write(request, request.Parameters[0], request.ReadJson(), updateParents);
        return ApiRequest.Written(result.Created, _listing.Url(request, result.Item));
    }

    private HttpResponse Delete(ApiRequest request)
    {
        CatalogItem item = _listing.Require(request.Parameters[0]);
        if (naming == Naming.Code)
        {
            writer.DeleteModel(item);
        }
        else
        {
            writer.DeleteProduct(item);
        }

        return HttpResponse.Empty(204);
    }

    private WriteResult Write(ApiRequest request, string name, JsonElement body, bool updateParents = false)
    {
        bool createOptions = CreatesOptions(request);
        return naming switch
        {
            Naming.Code => writer.UpsertModel(name, body, createOptions),
            Naming.Identifier => writer.UpsertByIdentifier(name, body, createOptions, updateParents),
            _ => writer.UpsertByUuid(name, body, createOptions, updateParents),
        };
    }

    /// <summary>The flag counts by being there, whatever its value (1.1). Only the SaaS edition knows it.</summary>
    private bool CreatesOptions(ApiRequest request) => _edition.CreatesOptions && request.Query["create_missing_options"] is not null;
}
