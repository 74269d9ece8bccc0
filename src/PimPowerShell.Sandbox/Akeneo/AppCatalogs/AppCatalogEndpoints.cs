using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Apps;
using PimPowerShell.Sandbox.Akeneo.Paging;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.AppCatalogs;

/// <summary>The catalogs of an app, and what it wants their products to look like (1.19).</summary>
internal sealed class AppCatalogEndpoints(StructureStore structure, AppCatalogStore catalogs)
{
    public const string Template = "catalogs";
    public const string ItemTemplate = Template + "/{id}";
    public const string Plural = "catalogs";

    private const string SchemaTemplate = ItemTemplate + "/mapping-schemas/product";
    private const int NameMaximum = 255;

    private static readonly Property[] _properties =
    [
        new("id", PropertyType.Text, PropertyAccess.ReadOnly), new("name", PropertyType.Text), new("enabled", PropertyType.Flag, PropertyAccess.ReadOnly),
        new("managed_currencies", PropertyType.Codes), new("managed_locales", PropertyType.Codes),
    ];

    private static readonly Property[] _copyProperties =
        [.. _properties, new("skip_required_checks", PropertyType.Flag), new("replace_mapping_locales_with", PropertyType.Text)];

    public IEnumerable<Route> Routes()
    {
        yield return new("GET", Template, Plural, List) { ForApps = true };
        yield return new("POST", Template, Plural, Create) { Access = Access.Edit, Body = RequestBody.Json, ForApps = true };
        yield return new("GET", ItemTemplate, Plural, request => Answer(200, catalogs.Require(request.Parameters[0]))) { ForApps = true };
        yield return new("PATCH", ItemTemplate, Plural, Update) { Access = Access.Edit, Body = RequestBody.Json, ForApps = true };
        yield return new("DELETE", ItemTemplate, Plural, Delete) { Access = Access.Delete, ForApps = true };
        yield return new("POST", ItemTemplate + "/duplicate", Plural, Duplicate) { Access = Access.Edit, Body = RequestBody.Json, ForApps = true };
        yield return new("GET", SchemaTemplate, Plural, GetSchema) { ForApps = true };
        yield return new("PUT", SchemaTemplate, Plural, PutSchema) { Access = Access.Edit, Body = RequestBody.Json, ForApps = true };
        yield return new("DELETE", SchemaTemplate, Plural, DeleteSchema) { Access = Access.Delete, ForApps = true };
    }

    private HttpResponse List(ApiRequest request)
    {
        PageRequest page = PageRequest.Parse(request.Query, supportsSearchAfter: false, takesCount: false);
        return NumberedList.Answer(request, page, catalogs.All(), (writer, catalog) =>
        {
            writer.BeginObject();
            HalPage.WriteSelf(writer, request.Url(Template, catalog.Id.ToString()));
            WriteMembers(writer, catalog);
            writer.EndObject();
        });
    }

    private HttpResponse Create(ApiRequest request)
    {
        JsonObject sent = PropertyBody.Apply(_properties, PropertyBody.Blank(_properties), request.ReadJson());
        return Answer(201, catalogs.Add(With(new AppCatalog(Guid.NewGuid(), ""), sent)));
    }

    private HttpResponse Update(ApiRequest request)
    {
        JsonObject sent = PropertyBody.Apply(_properties, [], request.ReadJson());
        return Answer(200, catalogs.Change(request.Parameters[0], catalog => With(catalog, sent)));
    }

    private HttpResponse Delete(ApiRequest request)
    {
        catalogs.Remove(request.Parameters[0]);
        return HttpResponse.Empty(204);
    }

    private HttpResponse Duplicate(ApiRequest request)
    {
        AppCatalog original = catalogs.Require(request.Parameters[0]);
        JsonElement body = request.ReadJson();
        JsonObject sent = [];
        foreach (Property property in _copyProperties.Where(property => property.Access != PropertyAccess.ReadOnly))
        {
            // what the operation does not know it takes all the same
            if (PhpJson.TryGet(body, property.Name, out JsonElement value))
            {
                PropertyWriter.Apply(sent, property, value);
            }
        }

        EntityChecks checks = new(structure);
        checks.Locales([.. new[] { EntityChecks.Text(sent["replace_mapping_locales_with"]) }.OfType<string>()], "replace_mapping_locales_with");
        checks.Conclude();
        AppCatalog copy = original with { Id = Guid.NewGuid(), Name = original.Name + " (copy)", IsEnabled = false };
        return Answer(201, catalogs.Add(With(copy, sent)));
    }

    private HttpResponse GetSchema(ApiRequest request)
    {
        PhpJsonWriter writer = new(escapeMarkup: true);
        PhpJson.Write(writer, RequireSchema(catalogs.Require(request.Parameters[0])));
        return ApiRequest.Json(writer);
    }

    private HttpResponse PutSchema(ApiRequest request)
    {
        JsonObject schema = PhpJson.ToNode(request.ReadJson()) as JsonObject ?? [];
        catalogs.Require(request.Parameters[0]);
        MappingSchema.Check(schema);
        catalogs.Change(request.Parameters[0], catalog => catalog with { MappingSchema = schema });
        return HttpResponse.Empty(204);
    }

    private HttpResponse DeleteSchema(ApiRequest request)
    {
        catalogs.Change(request.Parameters[0], catalog =>
        {
            RequireSchema(catalog);
            return catalog with { MappingSchema = null };
        });
        return HttpResponse.Empty(204);
    }

    private static JsonObject RequireSchema(AppCatalog catalog) =>
        catalog.MappingSchema ?? throw ApiException.NotFound($"Catalog \"{catalog.Id}\" has no product mapping schema.");

    /// <summary>The catalog with what was sent, once that is found to be right.</summary>
    private AppCatalog With(AppCatalog catalog, JsonObject sent)
    {
        JsonObject named = new() { ["name"] = sent.ContainsKey("name") ? sent["name"]?.DeepClone() : catalog.Name };
        EntityChecks checks = new(structure);
        checks.Required(named, "name");
        checks.MaximumLength(named, "name", NameMaximum);
        checks.Currencies(sent["managed_currencies"].ToCodes(), "managed_currencies");
        checks.Locales(sent["managed_locales"].ToCodes(), "managed_locales");
        checks.Conclude();
        return catalog with
        {
            Name = EntityChecks.Text(named["name"])!,
            ManagedCurrencies = sent.ContainsKey("managed_currencies") ? sent["managed_currencies"].ToCodes() : catalog.ManagedCurrencies,
            ManagedLocales = sent.ContainsKey("managed_locales") ? sent["managed_locales"].ToCodes() : catalog.ManagedLocales,
        };
    }

    private static HttpResponse Answer(int status, AppCatalog catalog)
    {
        PhpJsonWriter writer = new(escapeMarkup: true);
        writer.BeginObject();
        WriteMembers(writer, catalog);
        writer.EndObject();
        return new HttpResponse(status, Mime.Json, writer.Written);
    }

    private static void WriteMembers(PhpJsonWriter writer, AppCatalog catalog)
    {
        writer.Name("id").String(catalog.Id.ToString());
        writer.Name("name").String(catalog.Name);
        writer.Name("enabled").Boolean(catalog.IsEnabled);
        writer.Name("managed_currencies");
        PhpJson.Write(writer, catalog.ManagedCurrencies.ToJson());
        writer.Name("managed_locales");
        PhpJson.Write(writer, catalog.ManagedLocales.ToJson());
    }
}
