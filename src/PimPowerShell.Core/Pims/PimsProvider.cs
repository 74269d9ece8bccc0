using System;
using System.Collections.Generic;
using System.Linq;
using System.Security;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Pims;

/// <summary>A PIMS server: one address for products, the verb in the body.</summary>
public sealed class PimsProvider : IPimProvider
{
    private readonly RequestPipeline _pipeline;
    private readonly PimsCaller _caller;
    private readonly PimsProbe _probe;
    private readonly PimsCategories _categories;
    private readonly PimsMetadata _metadata;
    private readonly PimsWriter _writer;
    private IReadOnlyDictionary<string, bool> _permissions = new Dictionary<string, bool>();

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
        _categories = new PimsCategories(_caller);
        _metadata = new PimsMetadata(_caller, _categories);
        _writer = new PimsWriter(_caller, _metadata);
    }

    /// <inheritdoc/>
    public string Name => "Pims";

    /// <inheritdoc/>
    public Uri Root => _caller.Root;

    /// <inheritdoc/>
    public PimServer Server { get; } = new(null, null);

    /// <inheritdoc/>
    public string? UserName => null;

    /// <inheritdoc/>
    public IReadOnlyList<PimResource> Resources => PimsResources.All;

    /// <inheritdoc/>
    public IPimMetadata Metadata => _metadata;

    /// <inheritdoc/>
    public string ProductKey => PimsResources.Product.Key;

    /// <inheritdoc/>
    public PimCapabilities Capabilities => PimCapabilities.History | PimCapabilities.Restore;

    /// <inheritdoc/>
    public BatchLimits BatchLimits { get; } = new(1, int.MaxValue, int.MaxValue) { MarksLast = true };

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
            _permissions = ReadPermissions(key.Body);
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
    public IPageSource Read(PimQuery query)
    {
        if (query.Resource == PimsResources.Attribute)
        {
            Require("pim_editor", "read attributes");
            return new OnePage(context => _metadata.PageAsync(query, context));
        }

        if (query.Resource == PimsResources.Category)
        {
            Require("pim_user", "read categories");
            return new OnePage(context => _categories.PageAsync(query, context));
        }

        Require("pim_editor", "read products");
        if (query.Keys is { } skus)
        {
            return new PimsKeyPages(_caller, _probe.Names, _metadata, [.. skus.Distinct(StringComparer.Ordinal)]);
        }

        var list = new PimsListRequest(query, _probe.Names);
        if (list.Category is not null)
        {
            Require("pim_user", "look up categories");
        }

        return new PimsProductPages(_caller, _probe, _metadata, _categories, list);
    }

    /// <inheritdoc/>
    public async Task<long?> CountAsync(PimQuery query, CallContext context)
    {
        if (query.Keys is not null || query.Resource != PimsResources.Product)
        {
            return null;
        }

        using PimPage? page = await Read(query).NextAsync(context).ConfigureAwait(false);
        return page?.Total ?? 0;
    }

    /// <inheritdoc/>
    public IPageSource ReadHistory(string key, string? user)
    {
        Require("pim_editor", "read the history of products");
        return new PimsHistory(_caller, _probe, key, user);
    }

    /// <inheritdoc/>
    public async Task<WriteOutcome> WriteAsync(PimWrite write, CallContext context)
    {
        Require("pim_editor", "change products");
        return await _writer.WriteAsync(write, context).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<BatchAnswer> SendBatchAsync(BatchRequest batch, CallContext context)
    {
        Require("pim_editor", "change products");
        return await _writer.SendAsync(batch, context).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PimCriterion>> ReadFilterAsync(PimResource resource, IReadOnlyDictionary<string, object?> filter, CallContext context)
    {
        Require("pim_editor", "read attributes");
        IReadOnlyDictionary<string, AttributeDefinition> known = await _metadata.GetAttributesAsync(filter.Keys, context).ConfigureAwait(false);
        return [.. filter.Select(entry => Criterion(known.TryGetValue(entry.Key, out AttributeDefinition? attribute) ? attribute.Code
            : throw new PimException(PimErrorKind.Input, $"Filter: this view has no attribute '{entry.Key}'.") { Subject = entry.Key }, entry.Value))];
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> ShapeValuesAsync(IReadOnlyDictionary<string, object?> values, string? locale, string? channel, CallContext context)
    {
        Require("pim_editor", "change products");
        return locale is null && channel is null
            ? PimsValues.ShapeAsync(_metadata, values, context)
            : throw new PimException(PimErrorKind.Unsupported, "Pims has neither locales nor channels in its values: leave out -Locale and -Channel.");
    }

    /// <inheritdoc/>
    public async Task<PimInspection> InspectAsync(CallContext context)
    {
        using PimResponse status = await _caller.GetAsync("pim/status", context).ConfigureAwait(false);
        using JsonDocument document = JsonDocument.Parse(status.Body);
        return new PimInspection(_permissions, Numbers(document.RootElement, "pim_counters"), Numbers(document.RootElement, "pim_limits"));
    }

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

    private static PimCriterion Criterion(string field, object? value)
    {
        if (value is System.Collections.IDictionary condition && condition.Contains("operator"))
        {
            return new PimCriterion(field, condition["operator"]!.ToString().ToUpperInvariant(), condition["value"]);
        }

        return value is System.Collections.IDictionary { Count: 1 } byOperator
            ? new PimCriterion(field, byOperator.Keys.Cast<object>().First().ToString().ToUpperInvariant(), byOperator.Values.Cast<object?>().First())
            : new PimCriterion(field, value is System.Collections.IList ? "IN" : "=", value);
    }

    /// <summary>Says what the key lacks before anything is sent; a key whose permissions could not be read is not judged.</summary>
    private void Require(string permission, string what)
    {
        if (_permissions.TryGetValue(permission, out bool isGranted) && !isGranted)
        {
            throw new PimException(PimErrorKind.Forbidden, $"The API key lacks the permission {permission} that it needs to {what}.") { Subject = permission };
        }
    }

    /// <summary>Permissions are numbers or texts, 1 or 0, and stand at the first level or one below.</summary>
    private static Dictionary<string, bool> ReadPermissions(ReadOnlyMemory<byte> body)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        var permissions = new Dictionary<string, bool>();
        Collect(document.RootElement);
        return permissions;

        void Collect(JsonElement element)
        {
            foreach (JsonProperty property in element.EnumerateObject())
            {
                if (property.Value.ValueKind == JsonValueKind.Object)
                {
                    Collect(property.Value);
                }
                else if (property.Name is "pim_security" or "pim_manager" or "pim_user" or "pim_editor" or "pim_import" or "pim_export")
                {
                    permissions[property.Name] = property.Value.ToString() is "1" or "True" or "true";
                }
            }
        }
    }

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

    private sealed class OnePage(Func<CallContext, Task<PimPage>> read) : IPageSource
    {
        private bool _isRead;

        public async Task<PimPage?> NextAsync(CallContext context)
        {
            if (_isRead)
            {
                return null;
            }

            _isRead = true;
            return await read(context).ConfigureAwait(false);
        }
    }
}
