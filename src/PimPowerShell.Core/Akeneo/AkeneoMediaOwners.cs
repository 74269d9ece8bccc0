using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Akeneo;

/// <summary>What gets a file as the value of an attribute.</summary>
/// <param name="Part">The field of the form that names it.</param>
/// <param name="Json">That field's content.</param>
/// <param name="ReadAsync">The code of the file that it has as its value; null for none.</param>
internal sealed record MediaOwner(string Part, string Json, Func<CallContext, Task<string?>> ReadAsync);

/// <summary>A product as far as files need it.</summary>
internal sealed record MediaProduct(string? Uuid, string? Identifier);

/// <summary>Products, product models and categories that get files.</summary>
internal sealed class AkeneoMediaOwners(AkeneoProvider provider)
{
    private static readonly string[] s_types = ["pim_catalog_image", "pim_catalog_file"];

    /// <summary>The target with its attribute as the server spells it; what cannot be is said before anything large is sent.</summary>
    public async Task<MediaTarget> PlaceAsync(MediaUpload file, MediaTarget target, CallContext context)
    {
        string code = target.Attribute!;
        IReadOnlyDictionary<string, AttributeDefinition> known = await provider.Metadata.GetAttributesAsync([code], context).ConfigureAwait(false);
        AttributeDefinition attribute = known.TryGetValue(code, out AttributeDefinition? found) ? found
            : throw Bad(code, "does not exist in this PIM, or you have no permission to see it");
        string extension = Path.GetExtension(file.FileName).TrimStart('.');
        if (!s_types.Contains(attribute.Type))
        {
            throw Bad(code, $"takes no files: its type is {attribute.Type}");
        }

        if (attribute.AllowedExtensions.Count > 0 && !attribute.AllowedExtensions.Contains(extension, StringComparer.OrdinalIgnoreCase))
        {
            throw Bad(code, $"takes {string.Join(", ", attribute.AllowedExtensions)}, and not the file '{file.FileName}'");
        }

        // the server counts a megabyte as 1024 * 1024 bytes, or as less
        if (file.Length / 1024m / 1024m > attribute.MaximumFileSize)
        {
            throw Bad(code, $"takes files of {attribute.MaximumFileSize:0.##} MB at most, and '{file.FileName}' has {file.Length} bytes");
        }

        AkeneoValues.CheckPlace(attribute, target.Locale, target.Channel);
        return target with { Attribute = attribute.Code };
    }

    /// <summary>A product by uuid or by identifier; null where there is none.</summary>
    public async Task<MediaProduct?> FindProductAsync(string key, CallContext context)
    {
        if (provider.HasUuids && Guid.TryParse(key, out _) && await ReadOneAsync(AkeneoResources.ProductByUuid, key, context).ConfigureAwait(false) is { } byUuid)
        {
            string? attribute = await provider.Metadata.GetIdentifierAttributeAsync(context).ConfigureAwait(false);
            return new MediaProduct(byUuid.Text("uuid"), attribute is null ? null : ReadValue(byUuid, attribute, null, null));
        }

        // an identifier may look like a uuid
        return await ReadOneAsync(AkeneoResources.ProductByIdentifier, key, context).ConfigureAwait(false) is { } found
            ? new MediaProduct(found.Text("uuid"), found.Text("identifier"))
            : null;
    }

    /// <summary>What a file is sent by whose product has no identifier, and how it is written to.</summary>
    public async Task<(MediaOwner Owner, PimResource Resource, string Key)> FindCarrierAsync(MediaTarget target, CallContext context)
    {
        string via = target.Via!;
        if (await FindProductAsync(via, context).ConfigureAwait(false) is { Identifier: { } identifier } product)
        {
            return (Product(target, identifier), product.Uuid is null ? AkeneoResources.ProductByIdentifier : AkeneoResources.ProductByUuid, product.Uuid ?? identifier);
        }

        MediaTarget model = target with { Key = via };
        return await ReadOneAsync(AkeneoResources.ProductModel, via, context).ConfigureAwait(false) is not null
            ? (Model(model), AkeneoResources.ProductModel, via)
            : throw new PimException(PimErrorKind.Input, $"Via: '{via}' is no product with an identifier, and no product model.") { Subject = via };
    }

    public MediaOwner Product(MediaTarget target, string identifier) =>
        Item("product", "identifier", identifier, AkeneoResources.ProductByIdentifier, target);

    public MediaOwner Model(MediaTarget target) => Item("product_model", "code", target.Key!, AkeneoResources.ProductModel, target);

    public MediaOwner Category(MediaTarget target)
    {
        return new MediaOwner("category", Write("code", target.Key!, "attribute_code", "channel", target), ReadAsync);

        async Task<string?> ReadAsync(CallContext context)
        {
            var query = new PimQuery(provider.Resources.Get("Category"))
            {
                Keys = [target.Key!],
                Options = new Dictionary<string, string> { ["with_enriched_attributes"] = "true" },
            };
            JsonElement category = await ReadOneAsync(query, context).ConfigureAwait(false) ?? throw PimException.NotFound("Category", target.Key!);
            return category.TryGetProperty("values", out JsonElement values) && values.ValueKind == JsonValueKind.Object
                ? values.EnumerateObject().Select(value => value.Value)
                    .Where(value => string.Equals(value.Text("attribute_code")?.Split('|')[0], target.Attribute, StringComparison.OrdinalIgnoreCase)
                        && value.Text("channel") == target.Channel && value.Text("locale") == target.Locale)
                    .Select(value => value.TryGetProperty("data", out JsonElement data) && data.ValueKind == JsonValueKind.Object ? data.Text("file_path") : null)
                    .FirstOrDefault()
                : null;
        }
    }

    /// <summary>Makes a file that the server has the value of an item, or of none that it had.</summary>
    public async Task SetAsync(PimResource resource, string key, MediaTarget target, string? file, CallContext context)
    {
        byte[] body = JsonBytes.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("values");
            writer.WriteStartArray(target.Attribute!);
            writer.WriteStartObject();
            writer.WriteString("locale", target.Locale);
            writer.WriteString("scope", target.Channel);
            writer.WriteString("data", file);
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
        await provider.WriteAsync(new PimWrite(resource, WriteVerb.Upsert, key, body), context).ConfigureAwait(false);
    }

    private MediaOwner Item(string part, string keyName, string key, PimResource resource, MediaTarget target)
    {
        return new MediaOwner(part, Write(keyName, key, "attribute", "scope", target), ReadAsync);

        async Task<string?> ReadAsync(CallContext context) => await ReadOneAsync(resource, key, context).ConfigureAwait(false) is { } item
            ? ReadValue(item, target.Attribute!, target.Locale, target.Channel)
            : throw PimException.NotFound(resource.Noun, key);
    }

    private static string Write(string keyName, string key, string attributeName, string channelName, MediaTarget target) => Encoding.UTF8.GetString(JsonBytes.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString(keyName, key);
        writer.WriteString(attributeName, target.Attribute);
        // the server wants both to be there, even when they are null
        writer.WriteString("locale", target.Locale);
        writer.WriteString(channelName, target.Channel);
        writer.WriteEndObject();
    }));

    private Task<JsonElement?> ReadOneAsync(PimResource resource, string key, CallContext context) => ReadOneAsync(new PimQuery(resource) { Keys = [key] }, context);

    private async Task<JsonElement?> ReadOneAsync(PimQuery query, CallContext context)
    {
        using PimPage? page = await provider.Read(query).NextAsync(context).ConfigureAwait(false);
        foreach (JsonDocument document in page?.ReadDocuments() ?? [])
        {
            using (document)
            {
                return document.RootElement.Clone();
            }
        }

        return null;
    }

    /// <summary>The text that a product or a model has as a value.</summary>
    private static string? ReadValue(JsonElement item, string attribute, string? locale, string? channel) =>
        item.TryGetProperty("values", out JsonElement values) && values.ValueKind == JsonValueKind.Object
            && values.TryGetProperty(attribute, out JsonElement entries) && entries.ValueKind == JsonValueKind.Array
            ? entries.EnumerateArray().Where(entry => entry.Text("locale") == locale && entry.Text("scope") == channel).Select(entry => entry.Text("data")).FirstOrDefault()
            : null;

    private static PimException Bad(string attribute, string message) =>
        new(PimErrorKind.Input, $"The attribute '{attribute}' {message}.") { Subject = attribute };
}
