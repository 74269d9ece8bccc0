using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;
using PimPowerShell.Sandbox.Pims.Api;
using PimPowerShell.Sandbox.Pims.Assets;
using PimPowerShell.Sandbox.Pims.Auth;
using PimPowerShell.Sandbox.Pims.Generation;
using PimPowerShell.Sandbox.Pims.Products;
using PimPowerShell.Sandbox.Pims.Schema;

namespace PimPowerShell.Sandbox.Pims.Endpoints;

/// <summary>
/// <c>POST /pim/manage/assets</c>. Documented are the actions, <c>asset_code</c>, <c>force_unlink</c> and <c>invalid_codes</c>;
/// <c>asset_codes</c> and <c>data</c> are assumed.
/// </summary>
internal sealed class AssetEndpoint(PimsInstance instance)
{
    // what the server keeps itself; anything else is free metadata
    private static readonly string[] _own = ["url", "size", "bucket_id", "type", "filename"];

    public IReadOnlyDictionary<string, PimsAction> Actions => new Dictionary<string, PimsAction>
    {
        ["generateAssetCode"] = new(Permissions.Editor, Generate) { Writes = true },
        ["updateAssetData"] = new(Permissions.Editor, Update) { Writes = true },
        ["getAssetData"] = new(Permissions.Editor, Get),
        ["getAssetDataList"] = new(Permissions.Editor, GetMany),
        ["deleteAsset"] = new(Permissions.Editor, Delete) { Writes = true },
    };

    private HttpResponse Generate(PimsRequest request) =>
        PimsAnswer.Of(request.Ok().Name("asset_code").String(instance.Assets.Reserve().Code).EndObject());

    private HttpResponse Update(PimsRequest request)
    {
        PimsAsset asset = Require(request);
        JsonElement data = Field.Object(request.Body, "data");
        JsonObject metadata = (JsonObject)asset.Data.DeepClone();
        foreach (KeyValuePair<string, JsonElement> member in PhpJson.Entries(data).Where(member => Array.IndexOf(_own, member.Key) < 0))
        {
            metadata[member.Key] = PhpJson.ToNode(member.Value);
        }

        asset = asset with
        {
            Type = Field.Text(data, "type") ?? asset.Type,
            FileName = Field.Text(data, "filename") ?? asset.FileName,
            Data = metadata,
        };
        instance.Assets.Save(asset);
        return One(request, asset);
    }

    private HttpResponse Get(PimsRequest request) => One(request, Require(request));

    private HttpResponse GetMany(PimsRequest request)
    {
        ILookup<bool, string> codes = Field.Texts(request.Body, "asset_codes").ToLookup(code => instance.Assets.Find(code) is not null);
        PhpJsonWriter writer = request.Ok();
        AssetJson.Write(writer.Name("assets"), request, codes[true].Select(instance.Assets.Find).OfType<PimsAsset>());
        writer.Name("invalid_codes").BeginArray();
        foreach (string code in codes[false])
        {
            writer.String(code);
        }

        return PimsAnswer.Of(writer.EndArray().EndObject());
    }

    private HttpResponse Delete(PimsRequest request)
    {
        PimsAsset asset = Require(request);
        string mark = "/api/a/" + asset.Code;
        bool Links(string url) => url.EndsWith(mark, StringComparison.Ordinal) || url.Contains(mark + "/");
        List<(PimsProduct Product, PimsAttribute Attribute)> links = [.. Candidates(asset).SelectMany(product => LinksIn(product, Links))];
        if (links.Count > 0 && !Field.IsTrue(request.Body, "force_unlink"))
        {
            throw new PimsException("Asset is linked to products!");
        }

        foreach ((PimsProduct product, PimsAttribute attribute) in links)
        {
            instance.Writer.Remove(product, attribute, Links, request.User);
        }

        instance.Assets.Delete(asset.Code);
        return PimsAnswer.Of(request.Ok().EndObject());
    }

    /// <summary>The products that may link to an asset: the one it was generated for, and any that was written.</summary>
    private IEnumerable<PimsProduct> Candidates(PimsAsset asset)
    {
        IEnumerable<PimsProduct> written = instance.Products.Written;
        return AssetCode.TryRead(asset.Code, instance.Products.Generated.Count, out _, out int row)
            ? written.Where(product => product.Row != row).Append(instance.Products.At(row))
            : written;
    }

    private IEnumerable<(PimsProduct Product, PimsAttribute Attribute)> LinksIn(PimsProduct product, Func<string, bool> links) =>
        from attribute in instance.Schema.Attributes.All
        where attribute.Type == "media"
        let value = product.Value(attribute)
        where (value is string text && links(text)) || (value is string[] texts && texts.Any(links))
        select (product, attribute);

    private PimsAsset Require(PimsRequest request) =>
        instance.Assets.Find(Field.Text(request.Body, "asset_code") ?? "") ?? throw new PimsException("Asset does not exist!");

    private static HttpResponse One(PimsRequest request, PimsAsset asset)
    {
        PhpJsonWriter writer = request.Ok();
        writer.Name("asset_code").String(asset.Code);
        AssetJson.WriteData(writer, request, asset);
        return PimsAnswer.Of(writer.EndObject());
    }
}
