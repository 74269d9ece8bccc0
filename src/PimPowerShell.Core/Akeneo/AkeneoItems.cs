using System;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Akeneo;

/// <summary>Creates, changes and deletes single items.</summary>
internal sealed class AkeneoItems(AkeneoProvider provider, AkeneoEntityAttributes entityAttributes, AkeneoWriteCheck check)
{
    /// <exception cref="PimException">The server refused.</exception>
    public async Task<WriteOutcome> WriteAsync(PimWrite write, CallContext context)
    {
        await check.CheckAsync(write, isNew: write.Verb == WriteVerb.Create, context).ConfigureAwait(false);
        if (write.Verb == WriteVerb.Create)
        {
            return await CreateAsync(write, context).ConfigureAwait(false);
        }

        if (write.Verb == WriteVerb.Delete && write.Resource == AkeneoResources.ProductByIdentifier && write.Key is { } named && !PathSegment.Fits(named))
        {
            write = write with { Resource = AkeneoResources.ProductByUuid };
        }

        string key = await FindKeyAsync(write, context).ConfigureAwait(false);
        if (GoesAsBatch(write, key))
        {
            if ((await RenamedAsync(write, key, context).ConfigureAwait(false)).Key != key)
            {
                throw new PimException(PimErrorKind.Input, $"'{key}' cannot be part of an address, and is no address to give the product another identifier by: give its uuid.") { Subject = key };
            }

            return await AkeneoBatch.SendOneAsync(provider, write, key, context).ConfigureAwait(false);
        }

        bool isDelete = write.Verb == WriteVerb.Delete;
        (ReadOnlyMemory<byte> body, string newKey) = isDelete ? (write.Body, key) : await RenamedAsync(write, key, context).ConfigureAwait(false);
        AkeneoForm? form = AkeneoForm.Of(write);
        var request = new PimRequest(isDelete ? HttpMethod.Delete : new HttpMethod(form is null ? write.Resource.WriteMethod : "POST"), provider.Address.Of(write.Resource, write.PathValues, key, write.Options))
        {
            Body = body,
            OpenBody = form?.Open,
            BodyLength = form?.Length ?? 0,
            ContentType = isDelete ? null : form?.ContentType ?? "application/json",
            // a change by POST leaves the same behind when it is repeated
            MayRepeat = true,
        };
        using PimResponse response = await provider.SendAsync(request, context).ConfigureAwait(false);
        entityAttributes.Forget(write.Resource, write.PathValues);
        return response.IsSuccess
            ? new WriteOutcome(response.StatusCode, newKey)
            // gone after an attempt that got no answer: that attempt deleted it
            : isDelete && response.StatusCode == 404 && response.MayHaveActedBefore ? new WriteOutcome(204, key)
            : throw provider.Refusal(request, response);
    }

    /// <summary>
    /// Where products go by their identifier, the one in the address or in the field wins over the one among the values,
    /// without a word; a product takes another only as the field.
    /// </summary>
    private async Task<(ReadOnlyMemory<byte> Body, string Key)> RenamedAsync(PimWrite write, string key, CallContext context) =>
        write.Resource == AkeneoResources.ProductByIdentifier && JsonCursor.FindValue(write.Body, "values"u8) is { IsEmpty: false } values && values.Span[0] == (byte)'{'
        && await provider.Metadata.GetIdentifierAttributeAsync(context).ConfigureAwait(false) is { } attribute
        && AkeneoOutgoing.FindIdentifier(values, attribute, out string? identifier) && identifier != key
            ? (AkeneoOutgoing.Rename(write.Body, identifier), identifier is { Length: > 0 } ? identifier : key)
            : (write.Body, key);

    /// <summary>
    /// Whether an item has no address of its own to be changed at: its kind has none, or its key fits none. Only products
    /// and models may have such keys.
    /// </summary>
    private static bool GoesAsBatch(PimWrite write, string key) =>
        (write.Resource.Batch == BatchStyle.Array && !write.Resource.Verbs.HasFlag(ResourceVerbs.Read))
        || (write.Verb == WriteVerb.Upsert && (write.Resource == AkeneoResources.ProductByIdentifier || write.Resource == AkeneoResources.ProductModel) && !PathSegment.Fits(key));

    private async Task<WriteOutcome> CreateAsync(PimWrite write, CallContext context)
    {
        // what a look finds after a lost answer is this call's work only where nobody else can have the key, or had it before
        Uri? own = write.Key is { } key && PathSegment.Fits(key) ? provider.Address.Of(write.Resource, write.PathValues, key, []) : null;
        if (own is not null && !write.IsOwnKey && await LookAsync(own, context).ConfigureAwait(false) != false)
        {
            own = null;
        }

        bool? hasActed = null;
        AkeneoForm? form = AkeneoForm.Of(write);
        var request = new PimRequest(HttpMethod.Post, provider.Address.Of(write.Resource, write.PathValues, null, write.Options))
        {
            Body = write.Body,
            OpenBody = form?.Open,
            BodyLength = form?.Length ?? 0,
            ContentType = form?.ContentType ?? "application/json",
            HasActedAsync = own is null ? null : async c => (hasActed = await LookAsync(own, c).ConfigureAwait(false)) ?? true,
        };
        try
        {
            using PimResponse response = await provider.SendAsync(request, context).ConfigureAwait(false);
            if (response.IsSuccess)
            {
                return new WriteOutcome(response.StatusCode, write.Key ?? LastSegment(response.Location)
                    ?? JsonCursor.FindString(response.Body.Span, Encoding.UTF8.GetBytes(write.Resource.Key)));
            }

            throw provider.Refusal(request, response);
        }
        catch (PimException e) when (e.MayHaveActed)
        {
            // the answer was lost, not necessarily the work
            hasActed ??= own is null ? null : await LookAsync(own, context).ConfigureAwait(false);
            return hasActed == true ? new WriteOutcome(201, write.Key) : throw e.With(hasActed is null ? "Whether it was made cannot be known; look for it before making it again." : "It was not made.");
        }
    }

    /// <summary>Whether something is there; null when even that cannot be known.</summary>
    private async Task<bool?> LookAsync(Uri address, CallContext context)
    {
        try
        {
            using PimResponse response = await provider.SendAsync(new PimRequest(HttpMethod.Get, address), context).ConfigureAwait(false);
            return response.IsSuccess ? true : response.StatusCode == 404 ? false : null;
        }
        catch (PimException)
        {
            return null;
        }
    }

    /// <summary>The key as the address needs it; asks the server where a product is named by its identifier or has to exist.</summary>
    private async Task<string> FindKeyAsync(PimWrite write, CallContext context)
    {
        string key = write.Key ?? throw new PimException(PimErrorKind.Input, $"A {write.Resource.Noun} needs its {write.Resource.Key}.");
        bool isPathKey = provider.KeyField(write.Resource, key) == write.Resource.Key;
        if (isPathKey && !GoesAsBatch(write, key))
        {
            PathSegment.Checked(key);
        }

        bool mayBeNew = isPathKey && !write.MustExist;
        if (!write.Present.IsEmpty)
        {
            return CheckPresent(write, write.Present, key);
        }

        if (mayBeNew && !AkeneoImmutable.IsNamed(write))
        {
            return key;
        }

        using PimPage page = await provider.Read(new PimQuery(write.Resource) { Keys = [key], PathValues = write.PathValues }).NextAsync(context).ConfigureAwait(false)
            ?? throw PimException.NotFound(write.Resource.Noun, key);
        Utf8JsonReader reader = page.OpenItems();
        if (!PimPage.NextItem(ref reader))
        {
            if (!mayBeNew)
            {
                throw page.Missing ?? PimException.NotFound(write.Resource.Noun, key);
            }

            await check.CheckAsync(write, isNew: true, context).ConfigureAwait(false);
            return key;
        }

        return CheckPresent(write, JsonCursor.TakeValue(ref reader, page.Items), key);
    }

    private static string CheckPresent(PimWrite write, ReadOnlyMemory<byte> present, string key)
    {
        AkeneoImmutable.Check(write, present);
        return JsonCursor.FindString(present.Span, Encoding.UTF8.GetBytes(write.Resource.Key)) ?? key;
    }

    private static string? LastSegment(Uri? location) =>
        location is null ? null : Uri.UnescapeDataString(location.OriginalString.TrimEnd('/').Split('/').Last());
}
