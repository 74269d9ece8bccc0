using System;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Model.Rules;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Akeneo;

/// <summary>Creates, changes and deletes single items.</summary>
internal sealed class AkeneoItems(AkeneoProvider provider, AkeneoWriteCheck check, AkeneoRenames renames)
{
    /// <exception cref="PimException">The server refused.</exception>
    public async Task<WriteOutcome> WriteAsync(PimWrite write, CallContext context)
    {
        await CheckAloneAsync(write, context).ConfigureAwait(false);
        if (write.Verb == WriteVerb.Create)
        {
            return await CreateAsync(write, context).ConfigureAwait(false);
        }

        if (write.Verb == WriteVerb.Delete && write.Resource == AkeneoResources.ProductByIdentifier && write.Key is { } named && !PathSegment.Fits(named))
        {
            if (!provider.HasUuids)
            {
                throw new PimException(PimErrorKind.Input, $"'{named}' cannot be part of an address, and this server knows products by their identifier alone, so that it cannot delete the product. Give the product another identifier in the PIM first.") { Subject = named };
            }

            write = write with { Resource = AkeneoResources.ProductByUuid };
        }

        string key = await FindKeyAsync(write, context).ConfigureAwait(false);
        bool isDelete = write.Verb == WriteVerb.Delete;
        AkeneoRename? rename = isDelete ? null : await renames.FindAsync(write.Resource, key, write.Body, context).ConfigureAwait(false);
        if (GoesAsBatch(write, key))
        {
            return await (rename is null ? AkeneoBatch.SendOneAsync(provider, write, key, context) : RenameByUuidAsync(write, key, rename, context)).ConfigureAwait(false);
        }

        ReadOnlyMemory<byte> body = rename is null ? write.Body : AkeneoOutgoing.Rename(write.Body, rename.Identifier);
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
        if (isDelete && response.StatusCode == 404 && !response.MayHaveActedBefore
            && await FindByIdentifierAsync(write, key, context).ConfigureAwait(false) is { IsEmpty: false } found)
        {
            return await WriteAsync(write with { Key = JsonCursor.FindString(found.Span, Encoding.UTF8.GetBytes(write.Resource.Key)) }, context).ConfigureAwait(false);
        }

        return response.IsSuccess
            ? new WriteOutcome(response.StatusCode, KeyAfter(rename, key))
            // gone after an attempt that got no answer: that attempt deleted it
            : isDelete && response.StatusCode == 404 && response.MayHaveActedBefore ? new WriteOutcome(204, key)
            : throw AkeneoErrors.From(request, response, isOfItem: true);
    }

    /// <summary>Refuses what <see cref="WriteAsync"/> refuses before it sends the write; looks at the item only where it takes that.</summary>
    /// <exception cref="PimException">It does not fit.</exception>
    public async Task CheckAsync(PimWrite write, CallContext context)
    {
        await CheckAloneAsync(write, context).ConfigureAwait(false);
        if (write.Verb == WriteVerb.Upsert && (!write.Present.IsEmpty || NeedsPresent(write, write.MustExist ? false : null)))
        {
            await FindKeyAsync(write, context).ConfigureAwait(false);
        }
    }

    /// <summary>Whether a change can be judged only beside the item as the server has it.</summary>
    private bool NeedsPresent(PimWrite write, bool? isNew) =>
        KeptFields.NeedPresent(write.Resource, write.Body, isNew) || check.MayHaveAxes(write.Resource, write.Body);

    /// <summary>Refuses what does not fit whatever the item is like.</summary>
    private async Task CheckAloneAsync(PimWrite write, CallContext context)
    {
        try
        {
            await check.CheckAsync(write, isNew: write.Verb == WriteVerb.Create, context).ConfigureAwait(false);
        }
        catch (PimException e) when (e.Errors.Count > 0 && write.Verb == WriteVerb.Upsert && KeptFields.AreIn(write.Resource, write.Body))
        {
            // that a field cannot be changed says more than what is wrong with its value
            try
            {
                await FindKeyAsync(write, context).ConfigureAwait(false);
            }
            catch (PimException other) when (other.Kind != PimErrorKind.Input)
            {
                // it could not be looked up
            }

            throw;
        }
    }

    /// <summary>Gives a product another identifier whose own no address can hold; a batch, which can hold it, renames nothing.</summary>
    private async Task<WriteOutcome> RenameByUuidAsync(PimWrite write, string key, AkeneoRename rename, CallContext context)
    {
        if (!provider.HasUuids)
        {
            throw new PimException(PimErrorKind.Input, $"'{key}' cannot be part of an address, so that this server cannot give the product another identifier.") { Subject = key };
        }

        if (AkeneoAssociationCheck.HasAny(write.Body))
        {
            throw new PimException(PimErrorKind.Input, $"'{key}' cannot be part of an address, so that the product gets another identifier by its uuid, and there its associations go by uuids. Change them in a write of their own.") { Subject = key };
        }

        WriteOutcome outcome = await WriteAsync(
            write with { Resource = AkeneoResources.ProductByUuid, Body = AkeneoOutgoing.WithoutIdentifier(write.Body), Present = default }, context).ConfigureAwait(false);
        return outcome with { Key = KeyAfter(rename, key) };
    }

    private static string KeyAfter(AkeneoRename? rename, string key) => rename?.Identifier is { Length: > 0 } identifier ? identifier : key;

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

            throw AkeneoErrors.From(request, response, isOfItem: true);
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
            return await CheckPresentAsync(write, write.Present, key, context).ConfigureAwait(false);
        }

        if (mayBeNew && !NeedsPresent(write, isNew: null))
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
                ReadOnlyMemory<byte> named = await FindByIdentifierAsync(write, key, context).ConfigureAwait(false);
                return !named.IsEmpty ? await CheckPresentAsync(write, named, key, context).ConfigureAwait(false)
                    : throw page.Missing ?? PimException.NotFound(write.Resource.Noun, key);
            }

            await check.CheckAsync(write, isNew: true, context).ConfigureAwait(false);
            return key;
        }

        return await CheckPresentAsync(write, JsonCursor.TakeValue(ref reader, page.Items), key, context).ConfigureAwait(false);
    }

    /// <summary>What has an identifier that looks like a uuid, where nothing has that uuid; empty where nothing does.</summary>
    private async Task<ReadOnlyMemory<byte>> FindByIdentifierAsync(PimWrite write, string key, CallContext context)
    {
        if (write.Resource.ByOtherKey is not { } other || !Guid.TryParse(key, out _))
        {
            return default;
        }

        try
        {
            var query = new PimQuery(write.Resource) { Criteria = [new PimCriterion(other.Key, "IN", new[] { key })] };
            using PimPage? page = await provider.Read(query).NextAsync(context).ConfigureAwait(false);
            if (page is null)
            {
                return default;
            }

            Utf8JsonReader reader = page.OpenItems();
            return PimPage.NextItem(ref reader) ? JsonCursor.TakeValue(ref reader, page.Items).ToArray() : default(ReadOnlyMemory<byte>);
        }
        catch (PimException)
        {
            // what could not be looked for is as missing as it was
            return default;
        }
    }

    private async Task<string> CheckPresentAsync(PimWrite write, ReadOnlyMemory<byte> present, string key, CallContext context)
    {
        await check.CheckAsync(write, present, context).ConfigureAwait(false);
        return JsonCursor.FindString(present.Span, Encoding.UTF8.GetBytes(write.Resource.Key)) ?? key;
    }

    private static string? LastSegment(Uri? location) =>
        location is null ? null : Uri.UnescapeDataString(location.OriginalString.TrimEnd('/').Split('/').Last());
}
