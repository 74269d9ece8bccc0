using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Batches;
using PimPowerShell.Sandbox.Akeneo.Paging;
using PimPowerShell.Sandbox.Akeneo.Search;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>The operations of one kind of structure entity.</summary>
internal sealed class StructureEndpoints(StructureKind kind, StructureStore store)
{
    private readonly StructureWriter _writer = new(store);

    public IEnumerable<Route> Routes()
    {
        bool options = kind == StructureKinds.AttributeOptions;
        yield return new("GET", kind.Template, kind.Plural, List);
        yield return new("GET", kind.ItemTemplate, kind.Plural, Get);
        if (kind.IsWritable)
        {
            JsonLinesBatch batch = new("code", Route.AnchorOf("PATCH", kind.ItemTemplate), (request, key, body) => _writer.Upsert(kind, Owner(request), key, body));
            yield return new("POST", kind.Template, kind.Plural, Create) { Access = Access.Edit, Body = RequestBody.Json, WritesOptions = options };
            yield return new("PATCH", kind.Template, kind.Plural, request => Batch(request, batch)) { Access = Access.Edit, Body = RequestBody.JsonLines, WritesOptions = options };
            yield return new("PATCH", kind.ItemTemplate, kind.Plural, Upsert) { Access = Access.Edit, Body = RequestBody.Json, WritesOptions = options };
        }

        if (kind.IsDeletable)
        {
            yield return new("DELETE", kind.ItemTemplate, kind.Plural, Delete) { Access = Access.Delete };
        }
    }

    private HttpResponse List(ApiRequest request)
    {
        PageRequest page = PageRequest.Parse(request.Query, supportsSearchAfter: false);
        string owner = Owner(request);
        kind.Rules.RequireOwner(store, owner);
        IReadOnlyList<StructureEntity> matches = StructureSearch.Run(kind, store, owner, request.Query["search"]);
        return NumberedList.Answer(request, page, matches, (writer, item) => WriteItem(writer, request, item, linked: true));
    }

    private HttpResponse Get(ApiRequest request)
    {
        string owner = Owner(request);
        kind.Rules.RequireOwner(store, owner);
        string code = Code(request);
        StructureEntity entity = store[kind].Find(owner, code) ?? throw ApiException.NotFound(kind.NotFound(owner, code));
        PhpJsonWriter writer = new(escapeMarkup: true);
        WriteItem(writer, request, entity, linked: false);
        return ApiRequest.Json(writer);
    }

    private HttpResponse Create(ApiRequest request)
    {
        string code = _writer.Create(kind, Owner(request), request.ReadJson());
        return ApiRequest.Written(created: true, ItemUrl(request, code));
    }

    private HttpResponse Upsert(ApiRequest request)
    {
        string code = Code(request);
        bool created = _writer.Upsert(kind, Owner(request), code, request.ReadJson());
        return ApiRequest.Written(created, ItemUrl(request, store[kind].Find(Owner(request), code)!.Code));
    }

    private HttpResponse Batch(ApiRequest request, JsonLinesBatch batch)
    {
        kind.Rules.RequireOwner(store, Owner(request));
        return batch.Execute(request);
    }

    private HttpResponse Delete(ApiRequest request)
    {
        _writer.Delete(kind, Owner(request), Code(request));
        return HttpResponse.Empty(204);
    }

    private void WriteItem(PhpJsonWriter writer, ApiRequest request, StructureEntity entity, bool linked)
    {
        JsonObject data = (JsonObject)entity.Data.DeepClone();
        kind.Rules.Complete(store, entity.Owner, data);
        writer.BeginObject();
        if (linked)
        {
            HalPage.WriteSelf(writer, ItemUrl(request, entity.Code));
        }

        data["updated"] = Timestamps.Write(entity.Updated);
        foreach (Property property in kind.Properties.Where(property => IsShown(property, request, data)))
        {
            writer.Name(property.Name);
            PhpJson.Write(writer, kind.Rules.Show(store, data, property.Name, request.Query));
        }

        writer.EndObject();
    }

    private bool IsShown(Property property, ApiRequest request, JsonObject data) =>
        !property.Hidden && (store.Edition.IsSaas || !property.SaasOnly)
        && (property.ShownBy is null || request.Query.IsTrue(property.ShownBy))
        && kind.Rules.Has(data, property.Name);

    private string ItemUrl(ApiRequest request, string code)
    {
        string owner = Owner(request);
        return request.Url([.. kind.ItemTemplate.Split('/').Select(segment => segment == "{code}" ? code : segment[0] == '{' ? owner : segment)]);
    }

    private string Owner(ApiRequest request) => kind.HasOwner ? request.Parameters[0] : "";

    private string Code(ApiRequest request) => request.Parameters[kind.HasOwner ? 1 : 0];
}
