using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.History;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Akeneo;

/// <summary>An Akeneo PIM, version 4 and later, or the SaaS edition.</summary>
public sealed class AkeneoProvider : IPimProvider
{
    internal const string ProviderName = "Akeneo";

    private readonly AkeneoCredential _credential;
    private readonly RequestPipeline _pipeline;
    private readonly ProductIdFormat? _chosenFormat;
    private readonly AkeneoFilter _filter;
    private readonly AkeneoEntityAttributes _entityAttributes;
    private readonly AkeneoItems _items;
    private readonly AkeneoLineComparer _comparer;
    private readonly AkeneoMetadata _metadata;
    private readonly AkeneoCatalog _catalog;
    private readonly AkeneoWriteCheck _writeCheck;
    private readonly AkeneoLimitCheck _limitCheck;
    private readonly AkeneoRenames _renames;
    private readonly AkeneoLineCheck _lineCheck;
    private readonly AkeneoMedia _media;

    /// <summary>Makes a provider; nothing is sent before <see cref="ConnectAsync"/>.</summary>
    /// <param name="url">The address of the PIM's start page.</param>
    /// <param name="credential">Who calls.</param>
    /// <param name="settings">How to talk to the server.</param>
    /// <param name="tokenUrl">Where tokens are given out; null for <c>{url}/api/oauth/v1/token</c>.</param>
    /// <param name="productIdFormat">How products are addressed; null to go by the server's version.</param>
    public AkeneoProvider(Uri url, AkeneoCredential credential, ConnectionSettings settings, Uri? tokenUrl = null, ProductIdFormat? productIdFormat = null)
    {
        Address = new AkeneoAddress(url);
        _credential = credential;
        _chosenFormat = productIdFormat;
        var authentication = new AkeneoAuthentication(credential, tokenUrl is not null ? PimRequest.WithoutUser(tokenUrl) : new Uri(Address.Root, "api/oauth/v1/token"));
        _pipeline = new RequestPipeline(settings, authentication, LaneOf);
        _metadata = new AkeneoMetadata(this);
        _catalog = new AkeneoCatalog(this);
        _entityAttributes = new AkeneoEntityAttributes(this);
        var entityCheck = new AkeneoEntityCheck(_metadata, _catalog, _entityAttributes);
        var singleCheck = new AkeneoSingleCheck(_metadata, _catalog);
        _writeCheck = new AkeneoWriteCheck(_metadata, _catalog, singleCheck, entityCheck);
        _limitCheck = new AkeneoLimitCheck(_metadata, _catalog, _writeCheck, singleCheck, entityCheck);
        _lineCheck = new AkeneoLineCheck(_metadata, _catalog, _writeCheck, entityCheck);
        _renames = new AkeneoRenames(_metadata);
        _items = new AkeneoItems(this, _writeCheck, _renames);
        _media = new AkeneoMedia(this);
        _filter = new AkeneoFilter(this, _metadata, _entityAttributes);
        _comparer = new AkeneoLineComparer(_metadata, _entityAttributes);
        UseFormat(productIdFormat ?? ProductIdFormat.Uuid);
    }

    /// <inheritdoc/>
    public string Name => ProviderName;

    /// <inheritdoc/>
    public Uri Root => Address.Root;

    /// <inheritdoc/>
    public PimServer Server { get; private set; } = new(null, null);

    /// <inheritdoc/>
    public string? UserName => _credential.UserName;

    /// <inheritdoc/>
    public PimCapabilities Capabilities => AkeneoServer.CapabilitiesOf(Server);

    /// <inheritdoc/>
    public IReadOnlyList<PimResource> Resources { get; private set; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<MediaPlace> MediaPlaces => AkeneoMedia.Places;

    /// <inheritdoc/>
    public IPimMetadata Metadata => _metadata;

    /// <inheritdoc/>
    public string ProductKey => Resources[0].Key;

    /// <inheritdoc/>
    public BatchLimits BatchLimits => AkeneoBatch.Limits;

    internal AkeneoAddress Address { get; }

    internal AkeneoCatalog Catalog => _catalog;

    /// <summary>Whether the server is Akeneo's own, which has operations and filters that no other has.</summary>
    internal bool IsHosted => Editions == PimEditions.Hosted;

    /// <summary>Whether the server knows products by uuid, however the session addresses them.</summary>
    internal bool HasUuids => AkeneoServer.FormatOf(Server) == ProductIdFormat.Uuid;

    /// <inheritdoc/>
    public PimEditions Editions => EditionsOf(Server);

    /// <inheritdoc/>
    public PimEditions EditionsOf(PimServer server) => AkeneoServer.EditionsOf(server);

    /// <inheritdoc/>
    public async Task ConnectAsync(CallContext context)
    {
        Server = await AkeneoServer.AskAsync(this, context).ConfigureAwait(false);
        UseFormat(_chosenFormat ?? AkeneoServer.FormatOf(Server));
    }

    /// <inheritdoc/>
    public string DeleteVerb => "Delete";

    /// <summary>What can be listed, found out by asking for one item of each kind.</summary>
    public async Task<PimInspection> InspectAsync(CallContext context)
    {
        var permissions = new Dictionary<string, bool>();
        foreach (PimResource resource in Resources.Where(resource => resource.Paging != PagingStyle.None && !resource.PathNames.Any() && resource.Noun != "WorkflowTask"))
        {
            try
            {
                (await Read(new PimQuery(resource) { PageSize = 1 }).NextAsync(context).ConfigureAwait(false))?.Dispose();
                permissions[resource.Noun] = true;
            }
            catch (PimException e) when (e.Kind is PimErrorKind.Forbidden or PimErrorKind.NotFound)
            {
                permissions[resource.Noun] = false;
            }
        }

        return new PimInspection(permissions, new Dictionary<string, long>(), new Dictionary<string, long>());
    }

    /// <inheritdoc/>
    public HistoryRecorder? Recorder => null;

    /// <inheritdoc/>
    public Task<IReadOnlyList<HistoryEntry>> ReadHistoryAsync(PimResource resource, string key, string? user, CallContext context) =>
        throw new PimException(PimErrorKind.Unsupported, "Akeneo has no history in its API.");

    /// <inheritdoc/>
    public IPageSource Read(PimQuery query) => new AkeneoPages(this, query);

    /// <inheritdoc/>
    public async Task<long?> CountAsync(PimQuery query, CallContext context)
    {
        if (query.Keys is not null || query.Resource is { Paging: PagingStyle.None } or { Paging: PagingStyle.Cursor, TakesPageSize: false } or { TakesCount: false })
        {
            return null;
        }

        // a list by cursor is never counted, so the count is asked for by page number
        var options = query.Options.ToDictionary(option => option.Key, option => option.Value);
        options["with_count"] = "true";
        PimQuery counted = query with { Options = options, PageSize = 1, ByPageNumber = true, StartPage = 1, SearchAfter = null };
        using PimPage? page = await Read(counted).NextAsync(context).ConfigureAwait(false);
        return page?.Total;
    }

    /// <inheritdoc/>
    public Task PreviewAsync(PimWrite write, CallContext context) => _items.CheckAsync(write, context);

    /// <inheritdoc/>
    public async Task<WriteOutcome> WriteAsync(PimWrite write, CallContext context)
    {
        try
        {
            return await _items.WriteAsync(write, context).ConfigureAwait(false);
        }
        finally
        {
            Forget(write.Resource, write.Options);
        }
    }

    /// <inheritdoc/>
    public Task<ActOutcome> ActAsync(PimAct act, CallContext context) => AkeneoActions.SendAsync(this, act, context);

    /// <inheritdoc/>
    public async Task<BatchAnswer> SendBatchAsync(BatchRequest batch, CallContext context)
    {
        try
        {
            return await (SingleWrites.AreNeeded(batch.Resource)
                ? SingleWrites.SendAsync(this, batch, context)
                : _writeCheck.SendAsync(batch, context, fitting => AkeneoBatch.SendAsync(this, fitting, context))).ConfigureAwait(false);
        }
        finally
        {
            Forget(batch.Resource, batch.Options);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<IReadOnlyList<PimFieldError>>> PreviewBatchAsync(BatchRequest batch, CallContext context) => _writeCheck.PreviewAsync(batch, context);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PimFieldError>> CheckAsync(
        PimResource resource, IReadOnlyDictionary<string, string> pathValues, ReadOnlyMemory<byte> line, CallContext context, IReadOnlyDictionary<string, string>? options = null) =>
        _lineCheck.CheckAsync(resource, pathValues, line, context, options, Capabilities.HasFlag(PimCapabilities.CategoryChanges));

    /// <inheritdoc/>
    public Task<IReadOnlyList<PimFieldError>> CheckChangeAsync(
        PimResource resource, IReadOnlyDictionary<string, string> pathValues, ReadOnlyMemory<byte> line, ReadOnlyMemory<byte> present, CallContext context) =>
        _writeCheck.FindAsync(resource, pathValues, line, present, context);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LineSigns>> ScanAsync(
        PimResource resource, IReadOnlyDictionary<string, string> pathValues, IReadOnlyList<ReadOnlyMemory<byte>> lines, bool areChecked, CallContext context) =>
        _limitCheck.ScanAsync(resource, pathValues, lines, areChecked, context);

    /// <inheritdoc/>
    public Task<byte[]> ShapeItemAsync(PimResource resource, byte[] item, string? otherKey, CallContext context, string? readKey = null)
    {
        byte[] shaped = AkeneoOutgoing.Shape(resource, item);
        return otherKey is null ? Task.FromResult(shaped) : KeepIdentifierAsync(shaped, otherKey, readKey, context);
    }

    /// <inheritdoc/>
    public Task<PassedOver?> FindPassedOverAsync(PimResource resource, ReadOnlyMemory<byte> line, CallContext context) => _renames.FindPassedOverAsync(resource, line, context);

    /// <inheritdoc/>
    public Task<LineChanges> CompareAsync(PimResource resource, IReadOnlyDictionary<string, string> pathValues, ReadOnlyMemory<byte> line, ReadOnlyMemory<byte> present, CallContext context) =>
        _comparer.CompareAsync(resource, pathValues, line, present, context);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PimCriterion>> ReadFilterAsync(PimQuery query, IReadOnlyList<PimCondition> filter, CallContext context) =>
        _filter.ReadAsync(query, filter, context);

    /// <inheritdoc/>
    public string WriteFilter(PimQuery query) => AkeneoSearch.Write(query.Resource, query.Criteria, query.Search, query.MoreSearches) ?? "{}";

    /// <inheritdoc/>
    public IEnumerable<string> FilterNames(PimResource resource) => AkeneoFilterFields.Names(resource, IsHosted);

    /// <inheritdoc/>
    public Task<PimFilterField?> FindFilterAsync(PimQuery query, string name, CallContext context) => _filter.FindFieldAsync(query, name, context);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, AttributeDefinition>> GetAttributesAsync(PimQuery item, CallContext context) =>
        _entityAttributes.GetAsync(item.Resource, item.PathValues, [], context);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> ShapeValuesAsync(IReadOnlyDictionary<string, object?> values, string? locale, string? channel, CallContext context) =>
        AkeneoValues.ShapeAsync(Metadata, values, locale, channel, context);

    /// <inheritdoc/>
    public Task<WriteOutcome> UploadAsync(MediaUpload file, CallContext context) => _media.UploadAsync(file, context);

    /// <inheritdoc/>
    public Task PreviewUploadAsync(MediaUpload file, CallContext context) => _media.PreviewAsync(file, context);

    /// <inheritdoc/>
    public Task DownloadAsync(MediaKey file, Func<Stream, CancellationToken, Task> save, CallContext context) => _media.DownloadAsync(file, save, context);

    /// <inheritdoc/>
    public MediaKey? ReadMediaLink(string link) => AkeneoMedia.ReadLink(link);

    /// <inheritdoc/>
    public string MediaValue(string code, string fileName) => code;

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>> ShapeValuesAsync(
        PimQuery item, IReadOnlyDictionary<string, object?> values, string? locale, string? channel, CallContext context) =>
        AkeneoResources.FieldOf(item.Resource, "values")?.Shape == FieldShape.ValueList ? AkeneoCategoryValues.Shape(values) : AkeneoValues.Shape(
        await _entityAttributes.GetAsync(item.Resource, item.PathValues, values.Keys, context).ConfigureAwait(false),
        $"'{item.PathValues.Values.Last()}'", item.Resource.ChannelField, values, locale, channel);

    /// <inheritdoc/>
    public Task<PimResponse> SendAsync(PimRequest request, CallContext context) => _pipeline.SendAsync(request, context);

    /// <inheritdoc/>
    public PimException Refusal(PimRequest request, PimResponse response) => AkeneoErrors.From(request, response);

    /// <inheritdoc/>
    public void Dispose() => _pipeline.Dispose();

    /// <summary>The field that a key is a value of: products are also known by their identifier.</summary>
    internal string KeyField(PimResource resource, string key) =>
        resource.ByOtherKey is { } other && !Guid.TryParse(key, out _) ? other.Key : resource.Key;

    private void UseFormat(ProductIdFormat format) => Resources = format == ProductIdFormat.Uuid
        ? [AkeneoResources.ProductByUuid, AkeneoResources.ProductDraftByUuid, .. AkeneoResources.Common]
        : [AkeneoResources.ProductByIdentifier, AkeneoResources.ProductDraftByIdentifier, .. AkeneoResources.Common];

    /// <summary>Writes of attribute options have a limit of their own, however they come.</summary>
    private RequestLane LaneOf(PimRequest request) => !request.IsRead && Address.IsOption(request.Address) ? RequestLane.AttributeOption : RequestLane.Common;

    /// <summary>What was written may have changed what is known of the structure.</summary>
    private void Forget(PimResource resource, IReadOnlyDictionary<string, string> options)
    {
        _metadata.Forget(resource.Noun);
        _catalog.Forget(resource.Noun, options);
        _entityAttributes.Forget(resource.Noun);
    }

    private async Task<byte[]> KeepIdentifierAsync(byte[] item, string identifier, string? read, CallContext context) =>
        await _metadata.GetIdentifierAttributeAsync(context).ConfigureAwait(false) is { } attribute ? AkeneoOutgoing.KeepIdentifier(item, attribute, identifier, read) : item;
}
