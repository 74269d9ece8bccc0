using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Batches;
using PimPowerShell.Sandbox.Akeneo.Paging;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Entities;

/// <summary>The operations of records or assets.</summary>
internal sealed class EntryEndpoints(EntityStore store)
{
    private const string AcrossParameter = "reference_entity";

    private readonly EntityModel _model = store.Model;
    private readonly EntryWriter _writer = new(store);
    private readonly EntrySearch _search = new(store);

    public IEnumerable<Route> Routes()
    {
        string list = $"{_model.Path}/{{{_model.Parameter}}}/{_model.EntryPath}";
        string item = list + "/{code}";
        JsonArrayBatch batch = new(_model.EntryPath, Route.AnchorOf("PATCH", item), (request, key, body) => _writer.Upsert(request.Parameters[0], key, body));
        yield return new("GET", list, _model.EntryPlural, List);
        yield return new("PATCH", list, _model.EntryPlural, request => Batch(request, batch)) { Access = Access.Edit, Body = RequestBody.Json };
        yield return new("GET", item, _model.EntryPlural, Get);
        yield return new("PATCH", item, _model.EntryPlural, Upsert) { Access = Access.Edit, Body = RequestBody.Json };
        if (_model.HasDeletableEntries)
        {
            yield return new("DELETE", item, _model.EntryPlural, Delete) { Access = Access.Delete };
        }
    }

    /// <summary>The list across all entities. Its path could be that of an entity of the name, and so comes first.</summary>
    public Route AcrossRoute() => new("GET", $"{_model.Path}/{_model.EntryPath}", _model.EntryPlural, ListAcross);

    private HttpResponse List(ApiRequest request)
    {
        StructureEntity entity = store.RequireEntity(request.Parameters[0]);
        PageRequest page = PageRequest.ByCursor(request.Query);
        Func<StructureEntity, bool> matches = _search.Parse(request.Query["search"], entity);
        return Write(request, page, [.. store.Entries.Of(entity.Code).Where(matches)], entry => entry.Code, ownerName: null);
    }

    private HttpResponse ListAcross(ApiRequest request)
    {
        StructureEntity? only = request.Query[AcrossParameter] is { Length: > 0 } code ? store.RequireEntity(code) : null;
        PageRequest page = PageRequest.ByCursor(request.Query);
        if (page.SearchAfter?.Contains("/") == false)
        {
            // a record's code alone would begin somewhere else, and nobody would notice (3.3)
            throw ApiException.Unprocessable("Invalid query parameters");
        }

        Func<StructureEntity, bool> matches = _search.Parse(request.Query["search"], only);
        IEnumerable<StructureEntity> entities = only is null ? store.Entities.Of("") : [only];
        return Write(request, page, [.. entities.SelectMany(entity => store.Entries.Of(entity.Code)).Where(matches)], entry => entry.Owner + "/" + entry.Code, AcrossParameter);
    }

    private HttpResponse Write(ApiRequest request, PageRequest page, List<StructureEntity> matches, Func<StructureEntity, string> cursorOf, string? ownerName)
    {
        EntryProjection projection = EntryProjection.Parse(request.Query, store.World.Structure.Catalog);
        PhpJsonWriter writer = new(escapeMarkup: true);
        EntryJson json = new(store, request, writer, projection);
        CursorPage.Write(writer, request, page, matches, cursorOf, entry => json.Write(entry, linked: true, ownerName));
        return ApiRequest.Json(writer);
    }

    private HttpResponse Get(ApiRequest request)
    {
        StructureEntity entry = _writer.Require(request.Parameters[0], request.Parameters[1]);
        PhpJsonWriter writer = new(escapeMarkup: true);
        new EntryJson(store, request, writer, EntryProjection.Everything).Write(entry, linked: false);
        return ApiRequest.Json(writer);
    }

    private HttpResponse Upsert(ApiRequest request)
    {
        bool created = _writer.Upsert(request.Parameters[0], request.Parameters[1], request.ReadJson());
        StructureEntity entry = _writer.Require(request.Parameters[0], request.Parameters[1]);
        return ApiRequest.Written(created, request.Url(_model.Path, entry.Owner, _model.EntryPath, entry.Code));
    }

    private HttpResponse Batch(ApiRequest request, JsonArrayBatch batch)
    {
        store.RequireEntity(request.Parameters[0]);
        return batch.Execute(request);
    }

    private HttpResponse Delete(ApiRequest request)
    {
        _writer.Delete(request.Parameters[0], request.Parameters[1]);
        return HttpResponse.Empty(204);
    }
}
