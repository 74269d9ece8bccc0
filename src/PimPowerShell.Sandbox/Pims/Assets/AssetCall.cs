using System;
using System.Linq;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;
using PimPowerShell.Sandbox.Pims.Api;
using PimPowerShell.Sandbox.Pims.Auth;
using PimPowerShell.Sandbox.Traffic;

namespace PimPowerShell.Sandbox.Pims.Assets;

/// <summary>
/// <c>/api/a/{code}/[file]</c>, outside the locale: a GET gives the file, to anybody, since its address stands in shops;
/// a POST puts one there. Which permission a POST takes is not documented; it is the one of the asset's other actions here.
/// </summary>
internal sealed class AssetCall(HttpRequest request, string code, PimsInstance instance) : IBackEndCall
{
    private const int BytesMaximum = 50_000_000;

    public string RouteName => request.Method + " /api/a/{code}";

    public bool IsApi => true;

    public bool WritesOptions => false;

    public bool HasMortalToken => false;

    public HttpResponse Execute(CallTrace trace)
    {
        if (request.Method == "GET")
        {
            return instance.Assets.Find(code) is { Bytes: ReadOnlyMemory<byte> bytes } asset
                ? new HttpResponse(200, asset.Type, bytes)
                : HttpResponse.Text(404, "text/html", "<html><head><title>404 Not Found</title></head></html>\r\n");
        }

        try
        {
            return request.Method == "POST" ? Upload() : HttpResponse.Text(405, "text/html", "<html><head><title>405 Not Allowed</title></head></html>\r\n");
        }
        catch (PimsException error)
        {
            return PimsAnswer.Error(error.Message, instance.Options.PimsErrorStatusCode);
        }
    }

    private HttpResponse Upload()
    {
        PimsKey key = instance.Keys.Require(request.Header("ApiKey"));
        if (!key.May(Permissions.Editor) || instance.Options.ReadOnlyUser)
        {
            throw PimsException.AccessDenied();
        }

        PimsAsset asset = instance.Assets.Find(code) ?? throw new PimsException("Asset does not exist!");
        if (request.Body.Length is 0 or > BytesMaximum)
        {
            throw new PimsException("Asset file is empty or too large!");
        }

        string file = Uri.UnescapeDataString(request.RawPath.Split('/').Skip(4).FirstOrDefault() ?? "");
        instance.Assets.Save(asset with
        {
            Bytes = request.Body,
            Type = request.Header("Content-Type") ?? asset.Type,
            FileName = file.Length > 0 ? file : asset.FileName,
        });
        PhpJsonWriter writer = new();
        writer.BeginObject().Name("status").String(instance.Options.PimsStatusText);
        writer.Name("asset_code").String(code);
        return PimsAnswer.Of(writer.EndObject());
    }
}
