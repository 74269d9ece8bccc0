using System.Collections.Generic;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Products;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Drafts;

/// <summary>The draft of an item, and its way to approval (1.1). Only a user who does not own the item has drafts.</summary>
internal sealed class DraftEndpoints(Naming naming, string path, StructureStore structure, ItemStore items, PimSandboxOptions options)
{
    private readonly EditionTraits _edition = new(options);
    private readonly ItemListing _listing = new(structure, items, options, naming, path, new EditionTraits(options));

    private string Plural => naming == Naming.Code ? "product models" : "products";

    private string Noun => naming == Naming.Code ? "product model" : "product";

    public IEnumerable<Route> Routes()
    {
        string item = $"{path}/{{{(naming == Naming.Uuid ? "uuid" : "code")}}}";
        yield return new("GET", item + "/draft", Plural, Get);
        yield return new("POST", item + "/proposal", Plural, Propose) { Access = Access.Edit, Body = RequestBody.Json };
    }

    private HttpResponse Get(ApiRequest request)
    {
        CatalogItem item = RequireShared(request, "retrieve a draft of it");
        CatalogItem draft = items.Drafts.Find(item)
            ?? throw ApiException.NotFound($"There is no draft of the {Noun} \"{request.Parameters[0]}\".");
        PhpJsonWriter writer = new(escapeMarkup: true);
        new ItemJson(writer, structure.Catalog, items, naming, Projection.Plain, request, _edition).Write(draft, selfUrl: null);
        return ApiRequest.Json(writer);
    }

    private HttpResponse Propose(ApiRequest request)
    {
        lock (items.Gate)
        {
            CatalogItem item = RequireShared(request, "send a draft for approval");
            if (items.Drafts.Find(item) is null)
            {
                throw ApiException.Unprocessable($"There is no draft of the {Noun} \"{request.Parameters[0]}\" to send for approval.");
            }

            if (items.Drafts.IsSent(item))
            {
                throw ApiException.Unprocessable($"The draft of the {Noun} \"{request.Parameters[0]}\" waits for approval already.");
            }

            items.Drafts.Send(item);
            return ApiRequest.Written(created: true, request.Url(path, request.Parameters[0], "draft"));
        }
    }

    private CatalogItem RequireShared(ApiRequest request, string deed)
    {
        CatalogItem item = _listing.Require(request.Parameters[0]);
        return !options.OwnsProducts ? item
            : throw new ApiException(403, $"The user owns the {Noun} \"{request.Parameters[0]}\" and cannot {deed}.");
    }
}
