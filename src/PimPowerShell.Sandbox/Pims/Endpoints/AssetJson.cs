using System;
using System.Collections.Generic;
using PimPowerShell.Sandbox.Json;
using PimPowerShell.Sandbox.Pims.Api;
using PimPowerShell.Sandbox.Pims.Assets;

namespace PimPowerShell.Sandbox.Pims.Endpoints;

/// <summary>Writes what is known of assets.</summary>
internal static class AssetJson
{
    public static void Write(PhpJsonWriter writer, PimsRequest request, IEnumerable<PimsAsset> assets)
    {
        writer.BeginArray();
        foreach (PimsAsset asset in assets)
        {
            writer.BeginObject();
            writer.Name("asset_code").String(asset.Code);
            WriteData(writer, request, asset);
            writer.EndObject();
        }

        writer.EndArray();
    }

    public static void WriteData(PhpJsonWriter writer, PimsRequest request, PimsAsset asset)
    {
        writer.Name("data").BeginObject();
        writer.Name("url").String($"{request.Http.Origin}/api/a/{asset.Code}/{Uri.EscapeDataString(asset.FileName)}");
        writer.Name("filename").String(asset.FileName);
        writer.Name("type").String(asset.Type);
        writer.Name("size").Number(asset.Bytes?.Length ?? 0);
        writer.Name("bucket_id").Number(asset.BucketId);
        foreach (var member in asset.Data)
        {
            PhpJson.Write(writer.Name(member.Key), member.Value);
        }

        writer.EndObject();
    }
}
