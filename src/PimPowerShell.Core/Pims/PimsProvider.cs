using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.History;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Model.Rules;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Pims;

/// <summary>A PIMS server: one address for products, the verb in the body.</summary>
public sealed class PimsProvider : IPimProvider
{
    internal const string ProviderName = "Pims";
    internal const PimCapabilities AllCapabilities = PimCapabilities.History | PimCapabilities.Restore | PimCapabilities.Files;

    private readonly RequestPipeline _pipeline;
    private readonly PimsCaller _caller;
    private readonly PimsProbe _probe;
    private readonly PimsMetadata _metadata;
    private readonly PimsProducts _products;
    private readonly PimsAssetFiles _files;
    private readonly Dictionary<PimResource, PimsKind> _kinds;
    private readonly PimsPermissions _permissions = new();

    /// <summary>Makes a provider; nothing is sent before <see cref="ConnectAsync"/>.</summary>
    /// <param name="url">The instance's address.</param>
    /// <param name="apiKey">The key.</param>
    /// <param name="settings">How to talk to the server.</param>
    /// <param name="view">The view to look through; null for the key's own.</param>
    /// <param name="language">The language in the address.</param>
    /// <param name="fieldNames">The names of fields that the documentation does not show; null for the likeliest.</param>
    public PimsProvider(Uri url, SecureString apiKey, ConnectionSettings settings, string? view = null, string language = "en-us", PimsFieldNames? fieldNames = null)
    {
        _pipeline = new RequestPipeline(settings, new PimsAuthentication(apiKey, view));
        _caller = new PimsCaller(url, language, _pipeline);
        _probe = new PimsProbe(_caller, fieldNames ?? new PimsFieldNames());
        _metadata = new PimsMetadata(_caller, ReadCodesAsync);
        var categories = new PimsCategories(_caller, _permissions);
        var buckets = new PimsBuckets(_caller, _permissions);
        _products = new PimsProducts(_caller, _permissions, _probe, _metadata, categories);
        _files = new PimsAssetFiles(_caller, _permissions);
        _kinds = new PimsKind[]
        {
            _products, categories, new PimsAttributes(_caller, _permissions, _metadata, language), new PimsAttributeGroups(_caller, _permissions),
            new PimsViews(_caller, _permissions), new PimsKeyViews(_caller, _permissions), new PimsKeys(_caller, _permissions),
            new PimsAssets(_caller, _permissions, buckets), buckets,
        }.ToDictionary(kind => kind.Resource);
    }

    /// <inheritdoc/>
    public string Name => ProviderName;

    /// <inheritdoc/>
    public Uri Root => _caller.Root;

    /// <inheritdoc/>
    public PimServer Server { get; } = new(null, null);

    /// <inheritdoc/>
    public string? UserName => null;

    /// <inheritdoc/>
    public IReadOnlyList<PimResource> Resources => PimsResources.All;

    /// <inheritdoc/>
    public PimEditions Editions => PimEditions.All;

    /// <inheritdoc/>
    public PimEditions EditionsOf(PimServer server) => PimEditions.All;

    /// <inheritdoc/>
    public IPimMetadata Metadata => _metadata;

    /// <inheritdoc/>
    public string ProductKey => PimsResources.Product.Key;

    /// <inheritdoc/>
    public PimCapabilities Capabilities => AllCapabilities;

    /// <inheritdoc/>
    public BatchLimits BatchLimits { get; } = new(1, int.MaxValue, int.MaxValue) { PauseOption = PimsWriter.PauseOption };

    /// <inheritdoc/>
    public string DeleteVerb => "Set status 'deleted'";

    /// <inheritdoc/>
    public async Task ConnectAsync(CallContext context)
    {
        try
        {
            // tells a PIMS server from any other, and needs no permission
            (await _caller.GetAsync("pim/status", context, retryUnreachable: false).ConfigureAwait(false)).Dispose();
            using PimResponse key = await _caller.GetAsync("pim/keyinfo", context).ConfigureAwait(false);
            _permissions.Learn(key.Body);
        }
        catch (PimException e) when (e.Kind == PimErrorKind.Refused || e.Kind == PimErrorKind.Forbidden)
        {
            throw new PimException(PimErrorKind.UserRefused, $"The API key was refused. The server said: {e.ServerMessage}", e) { StatusCode = e.StatusCode, ServerMessage = e.ServerMessage };
        }
        catch (JsonException e)
        {
            throw new PimException(PimErrorKind.WrongServer, $"{Root} did not answer as a PIMS server.", e);
        }
    }

    /// <inheritdoc/>
    public IPageSource Read(PimQuery query) => KindOf(query.Resource).Read(query);

    /// <inheritdoc/>
    public Task<long?> CountAsync(PimQuery query, CallContext context) => KindOf(query.Resource).CountAsync(query, context);

    /// <inheritdoc/>
    public HistoryRecorder? Recorder => null;

    /// <inheritdoc/>
    public Task<IReadOnlyList<HistoryEntry>> ReadHistoryAsync(PimResource resource, string key, string? user, CallContext context) =>
        KindOf(resource) == _products ? _products.ReadHistoryAsync(key, user, context)
        : throw new PimException(PimErrorKind.Unsupported, $"Pims has no history of {resource.Noun}.") { Subject = resource.Noun };

    /// <inheritdoc/>
    public Task PreviewAsync(PimWrite write, CallContext context) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<WriteOutcome> WriteAsync(PimWrite write, CallContext context)
    {
        PimsKind kind = KindOf(write.Resource);
        ResourceVerbs needed = write.Verb switch
        {
            WriteVerb.Create => ResourceVerbs.Create,
            WriteVerb.Upsert => ResourceVerbs.Upsert,
            _ => ResourceVerbs.Delete,
        };
        if (!write.Resource.Verbs.HasFlag(needed))
        {
            throw new PimException(PimErrorKind.Unsupported, $"Pims cannot {write.Verb.ToString().ToLowerInvariant()} {write.Resource.Noun}.") { Subject = write.Resource.Noun };
        }

        try
        {
            return await kind.WriteAsync(write, context).ConfigureAwait(false);
        }
        finally
        {
            _metadata.Forget(write.Resource.Noun, kind.ShapesDefinitions);
        }
    }

    /// <inheritdoc/>
    public Task<ActOutcome> ActAsync(PimAct act, CallContext context) =>
        throw new PimException(PimErrorKind.Unsupported, $"Pims has no action {act.Action} for {act.Resource.Noun}.") { Subject = act.Resource.Noun };

    /// <inheritdoc/>
    public Task<IReadOnlyList<PimFieldError>> CheckAsync(
        PimResource resource, IReadOnlyDictionary<string, string> pathValues, ReadOnlyMemory<byte> line, CallContext context, IReadOnlyDictionary<string, string>? options = null) =>
        PimsLineCheck.CheckAsync(_metadata, resource, line, context);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PimFieldError>> CheckChangeAsync(
        PimResource resource, IReadOnlyDictionary<string, string> pathValues, ReadOnlyMemory<byte> line, ReadOnlyMemory<byte> present, CallContext context) =>
        Task.FromResult(KeptFields.Errors(resource, line, present));

    /// <inheritdoc/>
    public Task<IReadOnlyList<LineSigns>> ScanAsync(
        PimResource resource, IReadOnlyDictionary<string, string> pathValues, IReadOnlyList<ReadOnlyMemory<byte>> lines, bool areChecked, CallContext context) => Task.FromResult<IReadOnlyList<LineSigns>>([]);

    /// <inheritdoc/>
    public Task<BatchAnswer> SendBatchAsync(BatchRequest batch, CallContext context) =>
        SingleWrites.AreNeeded(batch.Resource) ? SingleWrites.SendAsync(this, batch, context) : _products.SendAsync(batch, context);

    /// <inheritdoc/>
    public Task<IReadOnlyList<IReadOnlyList<PimFieldError>>> PreviewBatchAsync(BatchRequest batch, CallContext context) =>
        Task.FromResult<IReadOnlyList<IReadOnlyList<PimFieldError>>>([.. batch.Lines.Select(static _ => Array.Empty<PimFieldError>())]);

    /// <inheritdoc/>
    public Task<byte[]> ShapeItemAsync(PimResource resource, byte[] item, string? otherKey, CallContext context, string? readKey = null) => Task.FromResult(item);

    /// <inheritdoc/>
    public Task<PassedOver?> FindPassedOverAsync(PimResource resource, ReadOnlyMemory<byte> line, CallContext context) => Task.FromResult<PassedOver?>(null);

    /// <inheritdoc/>
    public Task<LineChanges> CompareAsync(
        PimResource resource, IReadOnlyDictionary<string, string> pathValues, ReadOnlyMemory<byte> line, ReadOnlyMemory<byte> present, CallContext context) =>
        PimsLineComparer.CompareAsync(_metadata, resource, line, present, context);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PimCriterion>> ReadFilterAsync(PimQuery query, IReadOnlyList<PimCondition> filter, CallContext context)
    {
        PimsFilter.CheckSingle(filter);
        if (!query.Resource.FiltersByAttribute || filter.Count == 0)
        {
            return [.. filter.Select(condition => PimsFilter.OnProperty(query.Resource, condition))];
        }

        _permissions.Require(PimsPermissions.Editor, "read attributes");
        IReadOnlyDictionary<string, AttributeDefinition> known = await _metadata.GetAllAsync(context).ConfigureAwait(false);
        return [.. filter.Select(condition => PimsFilter.OnAttribute(known, condition))];
    }

    /// <inheritdoc/>
    public string WriteFilter(PimQuery query) => throw new PimException(PimErrorKind.Unsupported, "Pims has no search in JSON.");

    /// <inheritdoc/>
    public IEnumerable<string> FilterNames(PimResource resource) => resource.Filters.Keys;

    /// <inheritdoc/>
    public async Task<PimFilterField?> FindFilterAsync(PimQuery query, string name, CallContext context) => query.Resource.FiltersByAttribute
        ? (await _metadata.GetAttributesAsync([name], context).ConfigureAwait(false)).TryGetValue(name, out AttributeDefinition? attribute) ? PimsFilter.Field(attribute) : null
        : query.Resource.Filters.TryGetValue(name, out string[]? operators) ? new PimFilterField(name, operators) : null;

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, AttributeDefinition>> GetAttributesAsync(PimQuery item, CallContext context) => throw NoOwnAttributes(item);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> ShapeValuesAsync(IReadOnlyDictionary<string, object?> values, string? locale, string? channel, CallContext context)
    {
        _products.RequireWrite();
        return locale is null && channel is null
            ? PimsValues.ShapeAsync(_metadata, values, context)
            : throw new PimException(PimErrorKind.Unsupported, "Pims has neither locales nor channels in its values: leave out -Locale and -Channel.");
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> ShapeValuesAsync(PimQuery item, IReadOnlyDictionary<string, object?> values, string? locale, string? channel, CallContext context) =>
        throw NoOwnAttributes(item);

    /// <inheritdoc/>
    public async Task<PimInspection> InspectAsync(CallContext context)
    {
        using PimResponse status = await _caller.GetAsync("pim/status", context).ConfigureAwait(false);
        using JsonDocument document = JsonDocument.Parse(status.Body);
        return new PimInspection(_permissions.Granted, Numbers(document.RootElement, "pim_counters"), Numbers(document.RootElement, "pim_limits"));
    }

    /// <inheritdoc/>
    public Task<WriteOutcome> UploadAsync(MediaUpload file, CallContext context) => _files.UploadAsync(file, context);

    /// <inheritdoc/>
    public Task PreviewUploadAsync(MediaUpload file, CallContext context) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task DownloadAsync(MediaKey file, Func<Stream, CancellationToken, Task> save, CallContext context) => _files.DownloadAsync(file.Code, save, context);

    /// <inheritdoc/>
    public IReadOnlyList<MediaPlace> MediaPlaces => PimsAssetFiles.Places;

    /// <inheritdoc/>
    public MediaKey? ReadMediaLink(string link) =>
        Uri.TryCreate(link, UriKind.Absolute, out _) && PimsAssetFiles.CodeIn(link) is { } code ? new MediaKey(MediaKind.Asset, code) : null;

    /// <inheritdoc/>
    public string MediaValue(string code, string fileName) => _files.AddressOf(code, fileName);

    /// <inheritdoc/>
    public Task<PimResponse> SendAsync(PimRequest request, CallContext context) => _pipeline.SendAsync(request, context);

    /// <inheritdoc/>
    public PimException Refusal(PimRequest request, PimResponse response) => PimsAnswer.Refusal(request, response);

    /// <inheritdoc/>
    public void Dispose()
    {
        _pipeline.Dispose();
        _probe.Dispose();
    }

    private static PimException NoOwnAttributes(PimQuery item) => new(PimErrorKind.Unsupported, $"Pims has no attributes of its own for {item.Resource.Noun}.");

    private PimsKind KindOf(PimResource resource) => _kinds.TryGetValue(resource, out PimsKind? kind) ? kind
        : throw new PimException(PimErrorKind.Unsupported, $"Pims has no {resource.Noun}.") { Subject = resource.Noun };

    private Task<IReadOnlyList<string>> ReadCodesAsync(string noun, CallContext context) =>
        _kinds.Values.FirstOrDefault(kind => kind.Resource.Noun == noun) is { } found ? found.GetCodesAsync(context) : Task.FromResult<IReadOnlyList<string>>([]);

    private static Dictionary<string, long> Numbers(JsonElement root, string name)
    {
        var numbers = new Dictionary<string, long>();
        if (root.TryGetProperty(name, out JsonElement group) && group.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in group.EnumerateObject())
            {
                if (property.Value.ValueKind == JsonValueKind.Object && property.Value.TryGetProperty("value", out JsonElement value) && value.TryGetInt64(out long number))
                {
                    numbers[property.Name] = number;
                }
            }
        }

        return numbers;
    }
}
