using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Entities;

/// <summary>The operations of the attributes of reference entities or asset families, and of the attributes' options. Both lists are bare arrays.</summary>
internal sealed class EntityAttributeEndpoints(EntityStore store)
{
    private readonly EntityModel _model = store.Model;
    private readonly EntityAttributeWriter _writer = new(store);

    public IEnumerable<Route> Routes()
    {
        string attributes = $"{_model.Path}/{{{_model.Parameter}}}/attributes";
        string options = attributes + "/{attribute_code}/options";
        yield return new("GET", attributes, _model.Plural, List);
        yield return new("GET", attributes + "/{code}", _model.Plural, Get);
        yield return new("PATCH", attributes + "/{code}", _model.Plural, Upsert) { Access = Access.Edit, Body = RequestBody.Json };
        yield return new("GET", options, _model.Plural, ListOptions);
        yield return new("GET", options + "/{code}", _model.Plural, GetOption);
        yield return new("PATCH", options + "/{code}", _model.Plural, UpsertOption) { Access = Access.Edit, Body = RequestBody.Json };
        if (_model.HasDeletableOptions)
        {
            yield return new("DELETE", options + "/{code}", _model.Plural, DeleteOption) { Access = Access.Delete };
        }
    }

    private HttpResponse List(ApiRequest request) =>
        Write(store.Attributes.Of(store.RequireEntity(request.Parameters[0]).Code).OrderBy(attribute => attribute.Order), PropertiesOf);

    private HttpResponse Get(ApiRequest request)
    {
        StructureEntity attribute = store.RequireAttribute(request.Parameters[0], request.Parameters[1]);
        return Write(attribute, PropertiesOf(attribute));
    }

    private HttpResponse Upsert(ApiRequest request)
    {
        bool created = _writer.Upsert(request.Parameters[0], request.Parameters[1], request.ReadJson());
        StructureEntity attribute = store.RequireAttribute(request.Parameters[0], request.Parameters[1]);
        return ApiRequest.Written(created, request.Url(_model.Path, attribute.Owner, "attributes", attribute.Code));
    }

    private HttpResponse ListOptions(ApiRequest request)
    {
        StructureEntity attribute = _writer.RequireOptions(request.Parameters[0], request.Parameters[1]);
        return Write(store.OptionsOf(attribute).OrderBy(option => option.Order), _ => EntityModels.OptionProperties);
    }

    private HttpResponse GetOption(ApiRequest request) =>
        Write(_writer.RequireOption(request.Parameters[0], request.Parameters[1], request.Parameters[2]), EntityModels.OptionProperties);

    private HttpResponse UpsertOption(ApiRequest request)
    {
        string[] path = request.Parameters;
        bool created = _writer.UpsertOption(path[0], path[1], path[2], request.ReadJson());
        StructureEntity attribute = store.RequireAttribute(path[0], path[1]);
        string code = _writer.RequireOption(path[0], path[1], path[2]).Code;
        return ApiRequest.Written(created, request.Url(_model.Path, attribute.Owner, "attributes", attribute.Code, "options", code));
    }

    private HttpResponse DeleteOption(ApiRequest request)
    {
        _writer.DeleteOption(request.Parameters[0], request.Parameters[1], request.Parameters[2]);
        return HttpResponse.Empty(204);
    }

    private IReadOnlyList<Property> PropertiesOf(StructureEntity attribute) => [.. _model.AttributeProperties, .. _model.TypeOf(attribute).Properties];

    private delegate IReadOnlyList<Property> PropertiesOfEach(StructureEntity entity);

    private static HttpResponse Write(IEnumerable<StructureEntity> entities, PropertiesOfEach propertiesOf)
    {
        PhpJsonWriter writer = new(escapeMarkup: true);
        writer.BeginArray();
        foreach (StructureEntity entity in entities)
        {
            Write(writer, entity, propertiesOf(entity));
        }

        writer.EndArray();
        return ApiRequest.Json(writer);
    }

    private static HttpResponse Write(StructureEntity entity, IReadOnlyList<Property> properties)
    {
        PhpJsonWriter writer = new(escapeMarkup: true);
        Write(writer, entity, properties);
        return ApiRequest.Json(writer);
    }

    private static void Write(PhpJsonWriter writer, StructureEntity entity, IReadOnlyList<Property> properties)
    {
        writer.BeginObject();
        foreach (Property property in properties)
        {
            writer.Name(property.Name);
            PhpJson.Write(writer, entity.Data[property.Name]);
        }

        writer.EndObject();
    }
}
