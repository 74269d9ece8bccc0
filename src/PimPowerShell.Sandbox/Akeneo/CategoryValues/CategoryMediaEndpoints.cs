using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Media;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.CategoryValues;

/// <summary>The images of categories (9.1).</summary>
internal sealed class CategoryMediaEndpoints(StructureStore store)
{
    private const string Path = "category-media-files";
    private const string Part = "category";

    private readonly MediaStore _files = new();

    public IEnumerable<Route> Routes() =>
    [
        new("POST", Path, "categories", Create) { Access = Access.Edit, Body = RequestBody.Form },
        new("GET", Path + "/{file_path}/download", "categories", Download) { TakesSlashes = true, AnswersFile = true },
    ];

    private HttpResponse Create(ApiRequest request)
    {
        MediaUpload upload = new(request.Http);
        if (!upload.HasField(Part))
        {
            throw ApiException.Unprocessable($"Property \"{Part}\" is required.");
        }

        JsonElement target = upload.Json(Part);
        if (!MediaUpload.Has(target, ["code", "attribute_code"], ["channel", "locale"]))
        {
            throw ApiException.Unprocessable("Category property must contain \"code\", \"attribute_code\", \"channel\" and \"locale\" properties.");
        }

        MediaFile file = Attach(upload, (JsonObject)PhpJson.ToNode(target)!, MediaUpload.Text(target, "code")!);
        _files.Add(file);
        return ApiRequest.Written(created: true, request.Url(MediaFile.SegmentsOf(Path, file.Code, "download")));
    }

    private HttpResponse Download(ApiRequest request)
    {
        string path = request.Parameters[0];
        bool isEncoded = request.Http.RawPath.IndexOf("%2F", StringComparison.OrdinalIgnoreCase) >= 0;
        MediaFile file = (isEncoded ? null : _files.Find(path)) ?? throw ApiException.NotFound($"Media file \"{path}\" does not exist.");
        return file.Download();
    }

    private MediaFile Attach(MediaUpload upload, JsonObject target, string code)
    {
        lock (store.Gate)
        {
            StructureEntity category = store[StructureKinds.Categories].Find("", code)
                ?? throw ApiException.Unprocessable($"Category \"{code}\" does not exist.");
            CategoryAttribute attribute;
            (string? Channel, string? Locale) place;
            MediaFile file = upload.File();
            try
            {
                attribute = CategoryValueWriter.Attribute(target);
                place = CategoryValueWriter.Qualifiers(store, attribute, target);
            }
            catch (ApiException error)
            {
                throw error.WithoutLink();
            }

            if (attribute.Type != CategoryAttribute.Image)
            {
                throw ApiException.Unprocessable($"The {attribute.Code} attribute does not take media files.");
            }

            if (!MediaTypes.IsAllowed(file.Extension, MediaTypes.Images))
            {
                throw ApiException.Unprocessable(
                    $"The {file.Extension} files cannot be a value of the attribute {attribute.Code}, which takes {string.Join(", ", MediaTypes.Images)}.");
            }

            JsonObject data = (JsonObject)category.Data.DeepClone();
            JsonObject values = CategoryValueWriter.Merge(store, data["values"], sent: null);
            CategoryValueWriter.SetImage(values, attribute, place.Channel, place.Locale, file);
            data["values"] = values;
            store.Put(StructureKinds.Categories, new StructureEntity("", category.Code, data, Timestamps.Now(), category.Order));
            return file;
        }
    }
}
