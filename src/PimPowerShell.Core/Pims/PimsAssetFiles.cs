using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Pims;

/// <summary>The files of assets. They lie outside the language: <c>/api/a/{code}/{file}</c>.</summary>
internal sealed class PimsAssetFiles(PimsCaller caller, PimsPermissions permissions)
{
    private const string Place = "/api/a/";

    /// <summary>Each file is an asset.</summary>
    public static IReadOnlyList<MediaPlace> Places { get; } = [new(MediaKind.Asset, "Asset", IsItem: true)];

    /// <summary>A new asset gets its code first; then its file is sent to it, which may be done twice.</summary>
    public async Task<WriteOutcome> UploadAsync(MediaUpload file, CallContext context)
    {
        permissions.Require(PimsPermissions.Editor, "send files");
        string code = file.Code ?? await NewCodeAsync(context).ConfigureAwait(false);
        var request = new PimRequest(HttpMethod.Post, Address(code, file.FileName))
        {
            OpenBody = file.Open,
            BodyLength = file.Length,
            ContentType = file.ContentType,
            MayRepeat = true,
        };
        (await caller.SendAsync(request, context).ConfigureAwait(false)).Dispose();
        return new WriteOutcome(file.Code is null ? 201 : 204, code);
    }

    /// <summary>The code in <c>https://host/api/a/{code}/{file}</c>; null where there is none.</summary>
    public static string? CodeIn(string? url) =>
        url?.IndexOf(Place, StringComparison.Ordinal) is { } at and >= 0 && Uri.UnescapeDataString(url.Substring(at + Place.Length).Split('/', '?', '#')[0]) is { Length: > 0 } code ? code : null;

    /// <summary>The address of a file, which is how a value names it.</summary>
    public string AddressOf(string code, string fileName) => Address(code, fileName).AbsoluteUri;

    public async Task DownloadAsync(string code, Func<Stream, CancellationToken, Task> save, CallContext context)
    {
        var request = new PimRequest(HttpMethod.Get, Address(code, "")) { Accept = "*/*", Download = save };
        using PimResponse response = await caller.SendRawAsync(request, context).ConfigureAwait(false);
        if (!response.IsSuccess)
        {
            throw response.StatusCode == 404 ? PimException.NotFound("Asset", code) : PimsAnswer.Refusal(request, response);
        }
    }

    /// <summary>A code that would lead out of the place where files are is none.</summary>
    private Uri Address(string code, string fileName) => !PathSegment.Fits(code) ? throw PimException.NotFound("Asset", code)
        : new(caller.Root, $"{Place.TrimStart('/')}{Uri.EscapeDataString(code)}/{Uri.EscapeDataString(fileName)}");

    private async Task<string> NewCodeAsync(CallContext context)
    {
        using PimResponse response = await caller.CallAsync("assets", "generateAssetCode", static _ => { }, context).ConfigureAwait(false);
        using JsonDocument document = JsonDocument.Parse(response.Body);
        return document.RootElement.TryGetProperty(PimsInferred.AssetCode, out JsonElement code) && code.ToString() is { Length: > 0 } text ? text
            : throw new PimException(PimErrorKind.WrongServer, "The server's answer has no code for a new asset.");
    }
}
