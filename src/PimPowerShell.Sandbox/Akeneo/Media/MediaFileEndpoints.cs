using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Paging;
using PimPowerShell.Sandbox.Akeneo.Products;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Media;

/// <summary>The media files of products and product models (1.5).</summary>
internal sealed class MediaFileEndpoints(StructureStore structure, ItemStore items, ItemWriter writer)
{
    private const string Path = "media-files";
    private const string Plural = "media files";

    public IEnumerable<Route> Routes() =>
    [
        new("GET", Path, Plural, List),
        new("POST", Path, "products", Create) { Access = Access.Edit, Body = RequestBody.Form },
        new("GET", Path + "/{code}/download", Plural, Download) { TakesSlashes = true, AnswersFile = true },
        new("GET", Path + "/{code}", Plural, Get) { TakesSlashes = true },
    ];

    private HttpResponse List(ApiRequest request)
    {
        PageRequest page = PageRequest.Parse(request.Query, supportsSearchAfter: false);
        List<MediaFile> files = [.. items.Media.All().Skip((int)Math.Min(int.MaxValue, page.Offset)).Take(page.Limit)];
        PhpJsonWriter json = new(escapeMarkup: true);
        HalPage.WriteNumbered(
            json,
            page,
            files,
            () => items.Media.All().LongCount(),
            number => request.OwnUrl + LinkQuery.Structure(request, page, number),
            file => Write(json, request, file, linked: true));
        return ApiRequest.Json(json);
    }

    private HttpResponse Get(ApiRequest request)
    {
        PhpJsonWriter json = new(escapeMarkup: true);
        Write(json, request, Require(request), linked: false);
        return ApiRequest.Json(json);
    }

    private HttpResponse Download(ApiRequest request) => Require(request).Download();

    /// <summary>Keeps a file and makes it the value of an attribute. The order of the checks is the server's.</summary>
    private HttpResponse Create(ApiRequest request)
    {
        MediaUpload upload = new(request.Http);
        bool hasProduct = upload.HasField("product");
        bool hasModel = upload.HasField("product_model");
        if (hasProduct && hasModel)
        {
            throw ApiException.Unprocessable("You should give either a \"product\" or a \"product_model\" key.");
        }

        if (!hasProduct && !hasModel)
        {
            throw ApiException.Unprocessable("You should at least give one of the following properties: \"product\" or \"product_model\".");
        }

        MediaFile file = hasProduct ? AttachToProduct(upload) : AttachToModel(upload);
        return ApiRequest.Written(created: true, request.Url(MediaFile.SegmentsOf(Path, file.Code)));
    }

    private MediaFile AttachToProduct(MediaUpload upload)
    {
        JsonElement target = upload.Json("product");
        if (!MediaUpload.Has(target, ["identifier", "attribute"], ["locale", "scope"]))
        {
            throw ApiException.Unprocessable("Product property must contain \"identifier\", \"attribute\", \"locale\" and \"scope\" properties.");
        }

        string identifier = MediaUpload.Text(target, "identifier")!;
        CatalogItem product = items.Product(identifier) ?? throw ApiException.Unprocessable($"Product \"{identifier}\" does not exist.");
        return Attach(upload.File(), target, body => writer.UpsertByIdentifier(product.Code!, body, createOptions: false));
    }

    private MediaFile AttachToModel(MediaUpload upload)
    {
        JsonElement target = upload.Json("product_model");
        if (!MediaUpload.Has(target, ["code", "attribute"], ["locale", "scope"]))
        {
            throw ApiException.Unprocessable("Product model property must contain \"code\", \"attribute\", \"locale\" and \"scope\" properties.");
        }

        string code = MediaUpload.Text(target, "code")!;
        CatalogItem model = items.Model(code) ?? throw ApiException.Unprocessable($"Product model \"{code}\" does not exist.");
        return Attach(upload.File(), target, body => writer.UpsertModel(model.Code!, body, createOptions: false));
    }

    /// <summary>A file whose value is refused is not kept.</summary>
    private MediaFile Attach(MediaFile file, JsonElement target, Action<JsonElement> write)
    {
        string attribute = MediaUpload.Text(target, "attribute")!;
        if (structure.Catalog.Attribute(attribute) is { Type: not (AttributeTypes.Image or AttributeTypes.File) } other)
        {
            throw ApiException.Unprocessable($"The {other.Code} attribute does not take media files.");
        }

        items.Media.Sent.Add(file);
        try
        {
            write(Body(attribute, target, file));
            return file;
        }
        catch (ApiException error)
        {
            items.Media.Sent.Remove(file);
            throw error.WithoutLink();
        }
    }

    private static JsonElement Body(string attribute, JsonElement target, MediaFile file)
    {
        JsonObject value = new()
        {
            ["locale"] = MediaUpload.Text(target, "locale"),
            ["scope"] = MediaUpload.Text(target, "scope"),
            ["data"] = file.Code,
        };
        JsonObject body = new() { ["values"] = new JsonObject { [attribute] = new JsonArray(value) } };
        using JsonDocument document = JsonDocument.Parse(body.ToJsonString());
        return document.RootElement.Clone();
    }

    /// <summary>The slashes of a code stay slashes: a code with encoded ones is another, unknown one (10, quirk 7).</summary>
    private MediaFile Require(ApiRequest request)
    {
        string code = request.Parameters[0];
        bool isEncoded = request.Http.RawPath.IndexOf("%2F", StringComparison.OrdinalIgnoreCase) >= 0;
        return (isEncoded ? null : items.Media.Find(code)) ?? throw ApiException.NotFound($"Media file \"{code}\" does not exist.");
    }

    private static void Write(PhpJsonWriter json, ApiRequest request, MediaFile file, bool linked)
    {
        json.BeginObject().Name("_links").BeginObject();
        if (linked)
        {
            HalPage.Link(json, "self", request.Url(MediaFile.SegmentsOf(Path, file.Code)));
        }

        HalPage.Link(json, "download", request.Url(MediaFile.SegmentsOf(Path, file.Code, "download")));
        json.EndObject();
        json.Name("code").String(file.Code);
        json.Name("original_filename").String(file.OriginalName);
        json.Name("mime_type").String(file.MimeType);
        json.Name("size").Number(file.Bytes.Length);
        json.Name("extension").String(file.Extension);
        json.EndObject();
    }
}
