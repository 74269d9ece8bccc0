using System;
using System.Collections.Generic;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Media;
using PimPowerShell.Sandbox.Http;

namespace PimPowerShell.Sandbox.Akeneo.Entities;

/// <summary>Uploads for records or assets: kept first, and named by a value afterwards.</summary>
internal sealed class EntityMediaEndpoints(EntityStore store)
{
    private readonly EntityModel _model = store.Model;

    public IEnumerable<Route> Routes()
    {
        yield return new("POST", _model.MediaPath, _model.EntryPlural, Upload) { Access = Access.Edit, Body = RequestBody.Form };
        yield return new("GET", _model.MediaPath + "/{code}", _model.EntryPlural, Download) { TakesSlashes = true, AnswersFile = true };
    }

    private HttpResponse Upload(ApiRequest request)
    {
        MediaFile file = new MediaUpload(request.Http).File();
        store.Media.Add(file);
        return ApiRequest.Written(created: true, request.Url([_model.MediaPath, .. file.Code.Split('/')])).With(_model.MediaHeader, file.Code);
    }

    /// <summary>The slashes of a code stay slashes (10, quirk 7).</summary>
    private HttpResponse Download(ApiRequest request)
    {
        string code = request.Parameters[0];
        bool isEncoded = request.Http.RawPath.IndexOf("%2F", StringComparison.OrdinalIgnoreCase) >= 0;
        return ((isEncoded ? null : store.Media.Find(code)) ?? throw ApiException.NotFound($"Media file \"{code}\" does not exist.")).Download();
    }
}
