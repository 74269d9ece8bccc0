using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Pims;

/// <summary>What is known of assets, without their files. They are read by code, or as the content of a bucket: there is no list of all.</summary>
internal sealed class PimsAssets(PimsCaller caller, PimsPermissions permissions, PimsBuckets buckets) : PimsKind(PimsResources.Asset, caller, permissions)
{
    private const int ChunkSize = 100;

    public override IPageSource Read(PimQuery query)
    {
        Permissions.Require(PimsPermissions.Editor, "read assets");
        if (query.Keys is { } keys && query.Criteria.Count == 0)
        {
            return new KeyPages(this, [.. keys.Distinct(StringComparer.Ordinal)]);
        }

        string bucket = BucketOf(query);
        return new PimsOnePage(async context => Page(await InBucketAsync(bucket, context).ConfigureAwait(false)));
    }

    public override async Task<long?> CountAsync(PimQuery query, CallContext context)
    {
        Permissions.Require(PimsPermissions.Editor, "read assets");
        return query.Keys is null ? (await InBucketAsync(BucketOf(query), context).ConfigureAwait(false)).Count : null;
    }

    public override async Task<WriteOutcome> WriteAsync(PimWrite write, CallContext context)
    {
        Permissions.Require(PimsPermissions.Editor, "change assets");
        var body = new PimsBody(write);
        string code = KeyOf(write, body);
        if (write.Verb == WriteVerb.Delete)
        {
            bool force = write.Options.TryGetValue("force_unlink", out string? option) && option == "true";
            (await CallOnceAsync("assets", "deleteAsset", writer =>
            {
                writer.WriteString(PimsInferred.AssetCode, code);
                if (force)
                {
                    writer.WriteBoolean("force_unlink", true);
                }
            }, async c => await IsGoneAsync(code, c).ConfigureAwait(false), context).ConfigureAwait(false))?.Dispose();
            return new WriteOutcome(204, code);
        }

        int? bucket = body.Text("bucket") is { } name ? await buckets.FindIdAsync(name, context).ConfigureAwait(false) : null;
        JsonObject data = Data(body);
        if (data.Count > 0 || bucket is null)
        {
            (await Caller.CallAsync("assets", "updateAssetData", writer =>
            {
                writer.WriteString(PimsInferred.AssetCode, code);
                writer.WritePropertyName(PimsInferred.AssetData);
                data.WriteTo(writer);
            }, context).ConfigureAwait(false)).Dispose();
        }

        if (bucket is { } id)
        {
            (await Caller.CallAsync("buckets", "moveAssetToBucket", writer =>
            {
                writer.WriteString(PimsInferred.AssetCode, code);
                writer.WriteNumber("bucket_id", id);
            }, context).ConfigureAwait(false)).Dispose();
        }

        return new WriteOutcome(204, code);
    }

    private static string BucketOf(PimQuery query) =>
        query.Keys is null && query.Search is null && query.MoreSearches.Count == 0 && query.Criteria.Count == 1 && query.Criteria[0] is { Field: "bucket", Operator: "=", Value: { } bucket }
            ? Convert.ToString(bucket, CultureInfo.InvariantCulture)!
            : throw new PimException(PimErrorKind.Unsupported, "Pims has no list of all assets: name them by their codes, or the bucket that they lie in.");

    private static JsonObject Data(PimsBody body)
    {
        var data = body["data"] switch
        {
            null => [],
            JsonObject given => (JsonObject)given.DeepClone(),
            _ => throw new PimException(PimErrorKind.Input, "data: takes a table.") { Subject = "data" },
        };
        foreach (string field in new[] { "filename", "type" }.Where(body.Has))
        {
            data[field] = body.Text(field);
        }

        return data;
    }

    private async Task<IReadOnlyList<JsonObject>> InBucketAsync(string bucket, CallContext context)
    {
        int id = await buckets.FindIdAsync(bucket, context).ConfigureAwait(false);
        using PimResponse response = await Caller.CallAsync("buckets", "listAssetsInBucket", writer => writer.WriteNumber("bucket_id", id), context).ConfigureAwait(false);
        return Items(response);
    }

    private async Task<PimPage> ManyAsync(IReadOnlyList<string> codes, CallContext context)
    {
        using PimResponse response = await Caller.CallAsync("assets", "getAssetDataList", writer =>
        {
            writer.WritePropertyName(PimsInferred.AssetCodes);
            JsonTree.Write(writer, codes);
        }, context).ConfigureAwait(false);
        return Page(Items(response));
    }

    /// <summary>One asset. In which words the server says that it is not there is not documented, so the list is asked, which names invalid codes.</summary>
    private async Task<PimPage> OneAsync(string code, CallContext context)
    {
        try
        {
            using PimResponse response = await Caller.CallAsync("assets", "getAssetData", writer => writer.WriteString(PimsInferred.AssetCode, code), context).ConfigureAwait(false);
            using JsonDocument document = JsonDocument.Parse(response.Body);
            return Page([Item(document.RootElement, code)]);
        }
        catch (PimException e) when (e.Kind == PimErrorKind.Refused)
        {
            using PimResponse response = await Caller.CallAsync("assets", "getAssetDataList", writer =>
            {
                writer.WritePropertyName(PimsInferred.AssetCodes);
                JsonTree.Write(writer, new[] { code });
            }, context).ConfigureAwait(false);
            using JsonDocument document = JsonDocument.Parse(response.Body);
            if (document.RootElement.TryGetProperty("invalid_codes", out JsonElement invalid) && invalid.ValueKind == JsonValueKind.Array && invalid.GetArrayLength() > 0)
            {
                return PimPage.Empty(PimException.NotFound(Resource.Noun, code));
            }

            throw;
        }
    }

    private async Task<bool> IsGoneAsync(string code, CallContext context)
    {
        using PimPage page = await OneAsync(code, context).ConfigureAwait(false);
        return page.Missing is not null;
    }

    private static IReadOnlyList<JsonObject> Items(PimResponse response)
    {
        using JsonDocument document = JsonDocument.Parse(response.Body);
        return document.RootElement.TryGetProperty("assets", out JsonElement assets) && assets.ValueKind == JsonValueKind.Array
            ? [.. assets.EnumerateArray().Select(asset => Item(asset, null))]
            : [];
    }

    /// <summary>An asset with what the server makes and names at its first level, and any other metadata in <c>data</c>.</summary>
    private static JsonObject Item(JsonElement asset, string? code)
    {
        JsonElement data = asset.TryGetProperty(PimsInferred.AssetData, out JsonElement given) && given.ValueKind == JsonValueKind.Object ? given : asset;
        string? url = data.TryGetProperty("url", out JsonElement address) ? address.ToString() : null;
        // the documented list of a bucket has the code in the address alone
        var item = new JsonObject { ["code"] = asset.TryGetProperty(PimsInferred.AssetCode, out JsonElement own) ? own.ToString() : code ?? PimsAssetFiles.CodeIn(url) };
        var more = new JsonObject();
        foreach (JsonProperty member in data.EnumerateObject())
        {
            JsonObject place = member.Name is "url" or "filename" or "type" or "size" or "bucket_id" ? item : more;
            place[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        }

        item["data"] = more;
        return item;
    }

    /// <summary>Assets asked for by their codes: one alone, or many in chunks.</summary>
    private sealed class KeyPages(PimsAssets assets, IReadOnlyList<string> codes) : IPageSource
    {
        private int _next;

        public async Task<PimPage?> NextAsync(CallContext context)
        {
            string[] chunk = [.. codes.Skip(_next).Take(ChunkSize)];
            _next += chunk.Length;
            return chunk.Length == 0 ? null
                : codes.Count == 1 ? await assets.OneAsync(chunk[0], context).ConfigureAwait(false)
                : await assets.ManyAsync(chunk, context).ConfigureAwait(false);
        }
    }
}
