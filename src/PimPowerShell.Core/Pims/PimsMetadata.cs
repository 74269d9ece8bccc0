using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Pims;

/// <summary>The definitions that come with every answer about products, kept from the first one on.</summary>
/// <param name="caller">Makes the calls.</param>
/// <param name="readCodes">Reads the codes of a kind of thing.</param>
internal sealed class PimsMetadata(PimsCaller caller, Func<string, CallContext, Task<IReadOnlyList<string>>> readCodes) : IPimMetadata
{
    /// <summary>The type of attributes that the server computes.</summary>
    public const string ComputedType = "completeness";

    private readonly CodeCache _codes = new();
    private volatile Known? _known;

    /// <summary>Whether definitions have come already.</summary>
    public bool IsKnown => _known is not null;

    /// <summary>Takes the definitions of an answer, if these are the first.</summary>
    public void Learn(ReadOnlyMemory<byte> definition)
    {
        if (_known is not null || definition.IsEmpty)
        {
            return;
        }

        byte[] kept = definition.ToArray();
        _known = new Known(kept, Read(kept));
    }

    /// <summary>Forgets what a write may have changed, so that it is read again.</summary>
    /// <param name="noun">The kind of thing that was written.</param>
    /// <param name="shapesDefinitions">Whether the definitions depend on it.</param>
    public void Forget(string noun, bool shapesDefinitions)
    {
        _codes.Forget(noun);
        if (shapesDefinitions)
        {
            _codes.Forget("Attribute");
            _codes.Forget("AttributeGroup");
            _known = null;
        }
    }

    /// <summary>Whether the server computes an attribute, as far as its definition has come yet.</summary>
    public bool IsComputed(string attribute) => Find(attribute)?.Type == ComputedType;

    /// <summary>An attribute's definition, where it has come already.</summary>
    public AttributeDefinition? Find(string attribute) => _known is { } known && known.Attributes.TryGetValue(attribute, out AttributeDefinition? found) ? found : null;

    public async Task<IReadOnlyDictionary<string, AttributeDefinition>> GetAllAsync(CallContext context) => (await LoadAsync(context).ConfigureAwait(false)).Attributes;

    public async Task<IReadOnlyDictionary<string, AttributeDefinition>> GetAttributesAsync(IEnumerable<string> codes, CallContext context)
    {
        IReadOnlyDictionary<string, AttributeDefinition> all = await GetAllAsync(context).ConfigureAwait(false);
        return codes.Distinct(StringComparer.OrdinalIgnoreCase).Where(all.ContainsKey).ToDictionary(code => code, code => all[code], StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The SKU is a field of its own.</summary>
    public Task<string?> GetIdentifierAttributeAsync(CallContext context) => Task.FromResult<string?>(null);

    public async Task<IReadOnlyList<string>> GetCodesAsync(string noun, CallContext context, IReadOnlyDictionary<string, string>? pathValues = null, PimCriterion? only = null)
    {
        long asked = Stopwatch.GetTimestamp();
        return _codes.Find(noun) ?? _codes.Keep([.. (await readCodes(noun, context).ConfigureAwait(false)).OrderBy(code => code, StringComparer.Ordinal)], asked, noun);
    }

    /// <summary>There are none.</summary>
    public Task<IReadOnlyList<string>> GetUnitsAsync(string measurementFamily, CallContext context) => Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>There are none.</summary>
    public Task<CatalogPlaces> GetPlacesAsync(CallContext context) => Task.FromResult(CatalogPlaces.None);

    /// <summary>There are no families: a product has what the view has, less what the server computes.</summary>
    public async Task<IReadOnlyList<string>?> GetFamilyAttributesAsync(string? family, CallContext context) => family is not null ? null
        : [.. (await GetAllAsync(context).ConfigureAwait(false)).Values.Where(attribute => !attribute.IsComputed).Select(attribute => attribute.Code)];

    /// <summary>What a value says is what it is called.</summary>
    public Task<IReadOnlyDictionary<string, string>> GetLabelsAsync(
        string noun, string locale, IReadOnlyCollection<string> codes, IReadOnlyDictionary<string, string> pathValues, CallContext context) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(codes.Distinct().ToDictionary(code => code));

    /// <summary>The definitions as they came: an object with a member an attribute.</summary>
    public async Task<ReadOnlyMemory<byte>> GetDefinitionAsync(CallContext context) => (await LoadAsync(context).ConfigureAwait(false)).Definition;

    private async Task<Known> LoadAsync(CallContext context)
    {
        if (_known is { } known)
        {
            return known;
        }

        using PimResponse response = await caller.CallAsync("products", "getList", writer =>
        {
            writer.WritePropertyName("params");
            writer.WriteStartObject();
            writer.WriteNumber("cat_id", 0);
            writer.WriteEndObject();
        }, context).ConfigureAwait(false);
        Learn(PimsAnswer.Read(response.Body).Definition);
        return _known ?? new Known("{}"u8.ToArray(), []);
    }

    private static Dictionary<string, AttributeDefinition> Read(byte[] definition)
    {
        using JsonDocument document = JsonDocument.Parse(definition);
        var attributes = new Dictionary<string, AttributeDefinition>(StringComparer.OrdinalIgnoreCase);
        foreach (JsonProperty attribute in document.RootElement.EnumerateObject())
        {
            attributes[attribute.Name] = new AttributeDefinition
            {
                Code = attribute.Name,
                Type = attribute.Value.Text("type") ?? "text",
                IsComputed = attribute.Value.Text("type") == ComputedType,
                HoldsLinks = attribute.Value.Text("type") == "media",
                Form = IsSet(attribute.Value, "collection") ? ValueForm.List : ValueForm.Text,
                IsCollection = IsSet(attribute.Value, "collection"),
                IsUnique = IsSet(attribute.Value, "isUnique"),
                AllowedValues = attribute.Value.Text("type") == "dropdown" ? Dictionary(attribute.Value) : null,
            };
        }

        return attributes;
    }

    private static bool IsSet(JsonElement definition, string flag) => string.Equals(definition.Text(flag), "y", StringComparison.OrdinalIgnoreCase);

    /// <summary>The values of a dropdown. A dictionary of several columns has rows, whose first cell is the value.</summary>
    private static HashSet<string>? Dictionary(JsonElement definition) =>
        definition.TryGetProperty("dictionary", out JsonElement dictionary) && dictionary.ValueKind == JsonValueKind.Object
        && dictionary.TryGetProperty("data", out JsonElement data) && data.ValueKind == JsonValueKind.Array
            ? [.. data.EnumerateArray().Select(row => row.ValueKind == JsonValueKind.Array && row.GetArrayLength() > 0 ? row[0] : row)
                .Where(cell => cell.ValueKind == JsonValueKind.String).Select(cell => cell.GetString()!)]
            : null;

    private sealed record Known(ReadOnlyMemory<byte> Definition, Dictionary<string, AttributeDefinition> Attributes);
}
