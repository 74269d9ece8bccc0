using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Paging;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Entities;

/// <summary>The operations of reference entities or asset families themselves.</summary>
internal sealed class EntityEndpoints(EntityStore store)
{
    private readonly EntityModel _model = store.Model;
    private readonly EntityWriter _writer = new(store);

    public IEnumerable<Route> Routes()
    {
        string item = _model.Path + "/{code}";
        yield return new("GET", _model.Path, _model.Plural, List);
        yield return new("GET", item, _model.Plural, Get);
        yield return new("PATCH", item, _model.Plural, Upsert) { Access = Access.Edit, Body = RequestBody.Json };
    }

    private HttpResponse List(ApiRequest request)
    {
        PhpJsonWriter writer = new(escapeMarkup: true);
        CursorPage.Write(
            writer,
            request,
            PageRequest.ByCursor(request.Query),
            store.Entities.Of(""),
            entity => entity.Code,
            entity => Write(writer, request, entity, linked: true));
        return ApiRequest.Json(writer);
    }

    private HttpResponse Get(ApiRequest request)
    {
        PhpJsonWriter writer = new(escapeMarkup: true);
        Write(writer, request, store.RequireEntity(request.Parameters[0]), linked: false);
        return ApiRequest.Json(writer);
    }

    private HttpResponse Upsert(ApiRequest request)
    {
        bool created = _writer.Upsert(request.Parameters[0], request.ReadJson());
        return ApiRequest.Written(created, request.Url(_model.Path, store.RequireEntity(request.Parameters[0]).Code));
    }

    private void Write(PhpJsonWriter writer, ApiRequest request, StructureEntity entity, bool linked)
    {
        string? image = entity.Text("image");
        writer.BeginObject();
        if (linked || image is not null)
        {
            writer.Name("_links").BeginObject();
            if (linked)
            {
                HalPage.Link(writer, "self", request.Url(_model.Path, entity.Code));
            }

            if (image is not null)
            {
                HalPage.Link(writer, "image_download", request.Url([_model.MediaPath, .. image.Split('/')]));
            }

            writer.EndObject();
        }

        foreach (Property property in _model.Properties)
        {
            writer.Name(property.Name);
            PhpJson.Write(writer, entity.Data[property.Name]);
        }

        writer.EndObject();
    }
}
