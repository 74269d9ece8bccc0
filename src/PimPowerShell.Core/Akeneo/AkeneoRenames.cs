using System;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>
/// Finds products that are to get another identifier. Where products go by their identifier, the one in the address or in
/// the field wins over the one among the values, without a word; a product takes another only as the field of a write of its own.
/// </summary>
internal sealed class AkeneoRenames(AkeneoMetadata metadata)
{
    /// <summary>The other identifier that an item has among its values; null where it has none, or it is that of the key.</summary>
    public async Task<AkeneoRename?> FindAsync(PimResource resource, string? key, ReadOnlyMemory<byte> item, CallContext context) =>
        await AttributeInAsync(resource, item, context).ConfigureAwait(false) is { } attribute
        && JsonCursor.FindValue(item, "values"u8) is { IsEmpty: false } values && values.Span[0] == (byte)'{'
        && AkeneoOutgoing.FindIdentifier(values, attribute, out string? identifier) && identifier != key
            ? new AkeneoRename(attribute, identifier)
            : null;

    /// <summary>What a batch passes over of a line; null where it takes all.</summary>
    public async Task<PassedOver?> FindPassedOverAsync(PimResource resource, ReadOnlyMemory<byte> line, CallContext context)
    {
        try
        {
            return await AttributeInAsync(resource, line, context).ConfigureAwait(false) is not null
                && JsonCursor.FindString(line.Span, "identifier"u8) is { } key && await FindAsync(resource, key, line, context).ConfigureAwait(false) is { } rename
                ? new PassedOver(AkeneoOutgoing.WithoutValue(line, rename.Attribute),
                    $"{rename.Attribute} is {(rename.Identifier is null ? "empty" : $"'{rename.Identifier}'")} among the values, and that is passed over: a batch by identifier renames nothing. Set-PimProduct does, and so does a line with the uuid where the session goes by uuid.")
                : null;
        }
        catch (JsonException)
        {
            // the server says what is wrong with it
            return null;
        }
    }

    /// <summary>The attribute that holds identifiers, where an item may have a value of it: most have not, and hundreds of others.</summary>
    private async Task<string?> AttributeInAsync(PimResource resource, ReadOnlyMemory<byte> item, CallContext context) =>
        resource == AkeneoResources.ProductByIdentifier && JsonCursor.MayHaveMember(item.Span, "values")
        && await metadata.GetIdentifierAttributeAsync(context).ConfigureAwait(false) is { } attribute && JsonCursor.MayHaveMember(item.Span, attribute) ? attribute : null;
}

/// <summary>Another identifier for a product.</summary>
/// <param name="Attribute">The attribute that holds it.</param>
/// <param name="Identifier">The identifier; null for none at all.</param>
internal sealed record AkeneoRename(string Attribute, string? Identifier);
