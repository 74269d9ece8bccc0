using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Pims;

/// <summary>The definitions that come with every answer about products, kept from the first one on.</summary>
internal sealed class PimsMetadata(PimsCaller caller, PimsCategories categories) : IPimMetadata
{
    /// <summary>The type of attributes that the server computes.</summary>
    public const string ComputedType = "completeness";

    private volatile Dictionary<string, AttributeDefinition>? _attributes;
    private volatile byte[]? _definition;

    /// <summary>Takes the definitions of an answer, if these are the first.</summary>
    public void Learn(ReadOnlyMemory<byte> definition)
    {
        if (_definition is not null || definition.IsEmpty)
        {
            return;
        }

        byte[] kept = definition.ToArray();
        _attributes = Read(kept);
        _definition = kept;
    }

    /// <summary>Whether the server computes an attribute, as far as its definition has come yet.</summary>
    public bool IsComputed(string attribute) => _attributes is { } known && known.TryGetValue(attribute, out AttributeDefinition? found) && found.Type == ComputedType;

    public async Task<IReadOnlyDictionary<string, AttributeDefinition>> GetAllAsync(CallContext context)
    {
        if (_attributes is null)
        {
            using PimResponse response = await caller.CallAsync("products", "getList", writer =>
            {
                writer.WritePropertyName("params");
                writer.WriteStartObject();
                writer.WriteNumber("cat_id", 0);
                writer.WriteEndObject();
            }, context).ConfigureAwait(false);
            Learn(PimsAnswer.Read(response.Body).Definition);
        }

        return _attributes ?? [];
    }

    public async Task<IReadOnlyDictionary<string, AttributeDefinition>> GetAttributesAsync(IEnumerable<string> codes, CallContext context)
    {
        IReadOnlyDictionary<string, AttributeDefinition> all = await GetAllAsync(context).ConfigureAwait(false);
        return codes.Distinct(StringComparer.OrdinalIgnoreCase).Where(all.ContainsKey).ToDictionary(code => code, code => all[code], StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The SKU is a field of its own.</summary>
    public Task<string?> GetIdentifierAttributeAsync(CallContext context) => Task.FromResult<string?>(null);

    public async Task<IReadOnlyList<string>> GetCodesAsync(string noun, CallContext context) => noun switch
    {
        "Attribute" => [.. (await GetAllAsync(context).ConfigureAwait(false)).Keys.OrderBy(code => code, StringComparer.Ordinal)],
        "Category" => await categories.GetCodesAsync(context).ConfigureAwait(false),
        _ => [],
    };

    /// <summary>The definitions as items: each with its attribute's name as its code.</summary>
    public async Task<PimPage> PageAsync(PimQuery query, CallContext context)
    {
        await GetAllAsync(context).ConfigureAwait(false);
        byte[] definition = _definition ?? [(byte)'{', (byte)'}'];
        HashSet<string>? wanted = query.Keys is null ? null : new(query.Keys, StringComparer.OrdinalIgnoreCase);
        HashSet<string>? types = query.Criteria.FirstOrDefault(criterion => criterion.Field == "type")?.Value is IEnumerable<string> list ? [.. list] : null;
        using JsonDocument document = JsonDocument.Parse(definition);
        return PimPage.Of(JsonBytes.Write(writer =>
        {
            writer.WriteStartArray();
            foreach (JsonProperty attribute in document.RootElement.EnumerateObject().Where(a =>
                (wanted?.Contains(a.Name) ?? true) && (types?.Contains(Text(a.Value, "type") ?? "") ?? true)))
            {
                writer.WriteStartObject();
                writer.WriteString("code", attribute.Name);
                foreach (JsonProperty field in attribute.Value.EnumerateObject().Where(field => field.Name != "code"))
                {
                    field.WriteTo(writer);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }));
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
                Type = Text(attribute.Value, "type") ?? "text",
                IsCollection = string.Equals(Text(attribute.Value, "collection"), "y", StringComparison.OrdinalIgnoreCase),
                AllowedValues = Text(attribute.Value, "type") == "dropdown" ? Dictionary(attribute.Value) : null,
            };
        }

        return attributes;
    }

    /// <summary>The values of a dropdown. A dictionary of several columns has rows, whose first cell is the value.</summary>
    private static HashSet<string>? Dictionary(JsonElement definition) =>
        definition.TryGetProperty("dictionary", out JsonElement dictionary) && dictionary.ValueKind == JsonValueKind.Object
        && dictionary.TryGetProperty("data", out JsonElement data) && data.ValueKind == JsonValueKind.Array
            ? [.. data.EnumerateArray().Select(row => row.ValueKind == JsonValueKind.Array && row.GetArrayLength() > 0 ? row[0] : row)
                .Where(cell => cell.ValueKind == JsonValueKind.String).Select(cell => cell.GetString()!)]
            : null;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
