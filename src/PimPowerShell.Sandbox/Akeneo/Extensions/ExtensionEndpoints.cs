using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Apps;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Extensions;

/// <summary>UI extensions (1.20). Their secrets are taken and never told.</summary>
internal sealed class ExtensionEndpoints
{
    private const string Template = "ui-extensions";
    private const string ItemTemplate = Template + "/{uuid}";
    private const string Plural = "UI extensions";

    /// <summary>Where a script's name is kept; the server tells nothing of it.</summary>
    private const string Script = "file";

    /// <summary>What is told of a secret.</summary>
    private const string Redacted = "***REDACTED***";

    private static readonly Property[] _properties =
    [
        new("uuid", PropertyType.Text, PropertyAccess.ReadOnly), new("name", PropertyType.Text), new("type", PropertyType.Text),
        new("position", PropertyType.Text), new("configuration", PropertyType.Map), new("status", PropertyType.Text),
        new("credentials", PropertyType.Free), new("version", PropertyType.Text), new("description", PropertyType.Text),
    ];

    private readonly StructureStore _structure;
    private readonly object _gate = new();
    private readonly EntityTable _extensions;

    public ExtensionEndpoints(StructureStore structure, PimSandboxOptions options)
    {
        _structure = structure;
        _extensions = new EntityTable(_gate);
        foreach (JsonObject extension in ExtensionSeeds.Create(options.Seed))
        {
            Keep(extension);
        }
    }

    public IEnumerable<Route> Routes()
    {
        yield return new("GET", Template, Plural, List);
        yield return new("POST", Template, Plural, Create) { Access = Access.Edit, Body = RequestBody.JsonOrForm };
        yield return new("PATCH", ItemTemplate, Plural, Update) { Access = Access.Edit, Body = RequestBody.Json };
        yield return new("POST", ItemTemplate, Plural, Update) { Access = Access.Edit, Body = RequestBody.JsonOrForm };
        yield return new("DELETE", ItemTemplate, Plural, Delete) { Access = Access.Delete };
    }

    /// <summary>A bare list: these are not paged (3.3).</summary>
    private HttpResponse List(ApiRequest request)
    {
        PhpJsonWriter writer = new(escapeMarkup: true);
        writer.BeginArray();
        foreach (StructureEntity extension in _extensions.Of(""))
        {
            Write(writer, extension);
        }

        writer.EndArray();
        return ApiRequest.Json(writer);
    }

    private HttpResponse Create(ApiRequest request)
    {
        JsonObject extension = PropertyBody.Blank(_properties);
        extension["uuid"] = Guid.NewGuid().ToString();
        extension["status"] = "active";
        return Answer(201, Save(extension, ExtensionForm.Read(request)));
    }

    private HttpResponse Update(ApiRequest request)
    {
        ExtensionForm form = ExtensionForm.Read(request);
        lock (_gate)
        {
            return Answer(200, Save((JsonObject)Require(request).Data.DeepClone(), form));
        }
    }

    private HttpResponse Delete(ApiRequest request)
    {
        lock (_gate)
        {
            _extensions.Remove(Require(request));
        }

        return HttpResponse.Empty(204);
    }

    private StructureEntity Require(ApiRequest request)
    {
        string uuid = request.Parameters[0];
        return _extensions.Find("", uuid) ?? throw ApiException.NotFound($"UI extension \"{uuid}\" does not exist.");
    }

    private StructureEntity Save(JsonObject extension, ExtensionForm form)
    {
        lock (_gate)
        {
            PropertyBody.Apply(_properties, extension, form.Body);
            if (extension["credentials"] is JsonObject keyed)
            {
                extension["credentials"] = new JsonArray([.. keyed.Select(credential => credential.Value?.DeepClone())]);
            }

            string uuid = extension["uuid"]!.GetValue<string>();
            bool isNameTaken = _extensions.Of("").Any(other =>
                other.Code != uuid && string.Equals(other.Text("name"), EntityChecks.Text(extension["name"]), StringComparison.OrdinalIgnoreCase));
            ExtensionRules.Check(extension, form.File, extension.ContainsKey(Script), isNameTaken, _structure);
            if (form.File is not null)
            {
                extension[Script] = form.File.FileName;
            }

            return Keep(extension);
        }
    }

    private StructureEntity Keep(JsonObject extension)
    {
        StructureEntity entity = new("", extension["uuid"]!.GetValue<string>(), extension, Timestamps.Now(), 0);
        _extensions.Put(entity);
        return entity;
    }

    private static HttpResponse Answer(int status, StructureEntity extension)
    {
        PhpJsonWriter writer = new(escapeMarkup: true);
        Write(writer, extension);
        return new HttpResponse(status, Mime.Json, writer.Written);
    }

    private static void Write(PhpJsonWriter writer, StructureEntity extension)
    {
        JsonObject data = (JsonObject)extension.Data.DeepClone();
        data.Remove(Script);
        if (data["configuration"] is JsonObject configuration && configuration["secret"] is not null)
        {
            configuration["secret"] = Redacted;
        }

        foreach (JsonObject credential in (data["credentials"] as JsonArray ?? []).OfType<JsonObject>())
        {
            credential.Remove("value");
        }

        PhpJson.Write(writer, data);
    }
}
