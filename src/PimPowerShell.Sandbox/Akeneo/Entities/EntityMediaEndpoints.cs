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

    private HttpResponse Download(ApiRequest request) =>
        store.Media.Find(request.Parameters[0])?.Download() ?? throw ApiException.NotFound($"Media file \"{request.Parameters[0]}\" does not exist.");
}
