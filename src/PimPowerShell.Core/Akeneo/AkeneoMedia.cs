using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>Media files: sent as forms, read as they arrive. Source: the reference of the REST API, and what is known of its server.</summary>
internal sealed class AkeneoMedia(AkeneoProvider provider)
{
    private const string Words = "Media file";
    private const string DownloadEnd = "/download";

    private static readonly Place[] s_places =
    [
        new(MediaKind.Product, "media-files", DownloadEnd),
        new(MediaKind.Category, "category-media-files", DownloadEnd),
        new(MediaKind.Asset, "asset-media-files", "") { Header = "Asset-media-file-code" },
        new(MediaKind.ReferenceEntity, "reference-entities-media-files", "") { Header = "Reference-entities-media-file-code" },
    ];

    private readonly AkeneoMediaOwners _owners = new(provider);

    /// <summary>Where files are kept, the commonest place first.</summary>
    public static IReadOnlyList<MediaPlace> Places { get; } = [.. s_places.Select(place => new MediaPlace(place.Kind, place.Kind == MediaKind.Product ? "MediaFile" : null))];

    public Task<WriteOutcome> UploadAsync(MediaUpload file, CallContext context)
    {
        MediaTarget target = TargetOf(file);
        return target.Noun switch
        {
            null => SendAsync(file, null, context),
            "Category" => ToCategoryAsync(file, target, context),
            "ProductModel" => ToModelAsync(file, target, context),
            _ => ToProductAsync(file, target, context),
        };
    }

    /// <summary>Refuses a file whose place does not fit.</summary>
    /// <exception cref="PimException">It does not.</exception>
    public Task PreviewAsync(MediaUpload file, CallContext context)
    {
        MediaTarget target = TargetOf(file);
        return target.Noun switch
        {
            "ProductModel" => _owners.PlaceAsync(file, target, context),
            "Product" => FindProductAsync(file, target, context),
            _ => Task.CompletedTask,
        };
    }

    public async Task DownloadAsync(MediaKey file, Func<Stream, CancellationToken, Task> save, CallContext context)
    {
        Place place = Of(file.Kind);
        string path = AkeneoAddress.EscapePath(file.Code) ?? throw PimException.NotFound(Words, file.Code);
        var request = new PimRequest(HttpMethod.Get, new Uri(provider.Address.Rest, $"{place.Path}/{path}{place.End}")) { Accept = "*/*", Download = save };
        using PimResponse response = await provider.SendAsync(request, context).ConfigureAwait(false);
        if (!response.IsSuccess)
        {
            throw response.StatusCode == 404 ? PimException.NotFound(Words, file.Code) : provider.Refusal(request, response);
        }
    }

    /// <summary>The file that a link of a value leads to, on whatever host; null when it leads elsewhere.</summary>
    public static MediaKey? ReadLink(string link)
    {
        foreach (Place place in s_places)
        {
            string start = $"/api/rest/v1/{place.Path}/";
            int at = link.IndexOf(start, StringComparison.Ordinal);
            if (at >= 0)
            {
                string code = link.Substring(at + start.Length).Split('?', '#')[0];
                code = place.End.Length > 0 && code.EndsWith(place.End, StringComparison.Ordinal) ? code.Substring(0, code.Length - place.End.Length) : code;
                return code.Length == 0 ? null : new MediaKey(place.Kind, Uri.UnescapeDataString(code));
            }
        }

        return null;
    }

    private static MediaTarget TargetOf(MediaUpload file) =>
        file.Target ?? throw new PimException(PimErrorKind.Input, "The server keeps no file that belongs to nothing: say what it is for.");

    private static Place Of(MediaKind kind) => s_places.First(place => place.Kind == kind);

    private async Task<WriteOutcome> ToModelAsync(MediaUpload file, MediaTarget target, CallContext context)
    {
        MediaTarget placed = await _owners.PlaceAsync(file, target, context).ConfigureAwait(false);
        return await SendAsync(file, _owners.Model(placed), context).ConfigureAwait(false);
    }

    private async Task<WriteOutcome> ToProductAsync(MediaUpload file, MediaTarget target, CallContext context)
    {
        (MediaTarget placed, MediaProduct product) = await FindProductAsync(file, target, context).ConfigureAwait(false);
        return product.Identifier is not null
            ? await SendAsync(file, _owners.Product(placed, product.Identifier), context).ConfigureAwait(false)
            : await ByWayOfAsync(file, placed, product.Uuid!, context).ConfigureAwait(false);
    }

    /// <summary>The place of a product's file, and the product as far as it has to be known for that.</summary>
    private async Task<(MediaTarget Placed, MediaProduct Product)> FindProductAsync(MediaUpload file, MediaTarget target, CallContext context)
    {
        MediaTarget placed = await _owners.PlaceAsync(file, target, context).ConfigureAwait(false);
        MediaProduct product = !Guid.TryParse(placed.Key, out _) ? new MediaProduct(null, placed.Key)
            : await _owners.FindProductAsync(placed.Key!, context).ConfigureAwait(false) ?? throw PimException.NotFound("Product", placed.Key!);
        return product.Identifier is not null || placed.Via is not null ? (placed, product)
            : throw new PimException(PimErrorKind.Input,
                $"The product '{product.Uuid}' has no identifier, and the server takes files by identifier only: Send-PimMediaFile takes with -Via a product or a product model by way of which it is sent.") { Subject = product.Uuid };
    }

    /// <summary>
    /// The server takes files for products by identifier alone. One without gets the code of a file that was sent to
    /// another, which then gets back what it had.
    /// </summary>
    private async Task<WriteOutcome> ByWayOfAsync(MediaUpload file, MediaTarget target, string uuid, CallContext context)
    {
        (MediaOwner owner, PimResource resource, string key) = await _owners.FindCarrierAsync(target, context).ConfigureAwait(false);
        string? former = await owner.ReadAsync(context).ConfigureAwait(false);
        // the carrier gets back what it had even when the caller gives up
        CallContext always = context with { Cancellation = CancellationToken.None };
        WriteOutcome sent;
        try
        {
            sent = await SendAsync(file, owner, context).ConfigureAwait(false);
            await _owners.SetAsync(AkeneoResources.ProductByUuid, uuid, target, sent.Key, context).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            try
            {
                await GiveBackAsync(resource, key, target, former, always).ConfigureAwait(false);
            }
            catch (PimException left) when (e is PimException first)
            {
                throw first.With(left.Message);
            }

            throw;
        }

        await GiveBackAsync(resource, key, target, former, always).ConfigureAwait(false);
        return sent;
    }

    private async Task GiveBackAsync(PimResource resource, string key, MediaTarget target, string? former, CallContext context)
    {
        try
        {
            await _owners.SetAsync(resource, key, target, former, context).ConfigureAwait(false);
        }
        catch (PimException e)
        {
            throw e.With($"'{target.Via}' still has the file as its {target.Attribute}, which was {(former is null ? "empty" : $"'{former}'")} before.");
        }
    }

    private Task<WriteOutcome> ToCategoryAsync(MediaUpload file, MediaTarget target, CallContext context) => SendAsync(file, _owners.Category(target), context);

    /// <summary>Sends a file, and once more only where a look shows that it did not arrive.</summary>
    /// <param name="file">The file.</param>
    /// <param name="owner">What gets it; null for a file that a value names later: one that was sent twice is of no use, and does no harm.</param>
    /// <param name="context">The caller.</param>
    private async Task<WriteOutcome> SendAsync(MediaUpload file, MediaOwner? owner, CallContext context)
    {
        Place place = Of(file.Target!.Kind);
        string? before = owner is null ? null : await owner.ReadAsync(context).ConfigureAwait(false);
        Look? look = null;
        var form = new MultipartForm();
        if (owner is not null)
        {
            form.Add(owner.Part, owner.Json);
        }

        (Func<Stream> open, long length) = form.End("file", file.FileName, file.ContentType, file.Length, file.Open);
        var request = new PimRequest(HttpMethod.Post, new Uri(provider.Address.Rest, place.Path))
        {
            OpenBody = open,
            BodyLength = length,
            ContentType = form.ContentType,
            MayRepeat = owner is null,
            HasActedAsync = owner is null ? null : async c => (look = await LookAsync(owner, before, c).ConfigureAwait(false)).HasActed ?? true,
        };
        try
        {
            using PimResponse response = await provider.SendAsync(request, context).ConfigureAwait(false);
            return response.IsSuccess
                ? new WriteOutcome(response.StatusCode, (place.Header is null ? null : response.Header(place.Header)) ?? (response.Location is { } location ? ReadLink(location.OriginalString)?.Code : null)
                    ?? throw new PimException(PimErrorKind.WrongServer, $"{request.Method} {request.Address.AbsolutePath} was answered with {response.StatusCode}, and without the file's code."))
                : throw provider.Refusal(request, response);
        }
        catch (PimException e) when (e.MayHaveActed && owner is not null)
        {
            // the answer was lost, not necessarily the work
            look ??= await LookAsync(owner, before, context).ConfigureAwait(false);
            return look is { HasActed: true, Code: not null } ? new WriteOutcome(201, look.Code)
                : throw e.With(look.HasActed is null ? "Whether the file arrived cannot be known; look at the value before sending it again." : "The file did not arrive.");
        }
    }

    /// <summary>Whether the value is another one than before.</summary>
    private static async Task<Look> LookAsync(MediaOwner owner, string? before, CallContext context)
    {
        try
        {
            string? code = await owner.ReadAsync(context).ConfigureAwait(false);
            return new Look(code is not null && code != before, code);
        }
        catch (PimException)
        {
            return new Look(null, null);
        }
    }

    /// <param name="Kind">What the files belong to.</param>
    /// <param name="Path">The path of uploads; codes follow it.</param>
    /// <param name="End">What follows the code in the address of the bytes.</param>
    private sealed record Place(MediaKind Kind, string Path, string End)
    {
        /// <summary>The header that has the code of a new file, beside Location.</summary>
        public string? Header { get; init; }
    }

    /// <param name="HasActed">Whether the server has; null when it cannot be known.</param>
    /// <param name="Code">The value's file.</param>
    private sealed record Look(bool? HasActed, string? Code);
}
