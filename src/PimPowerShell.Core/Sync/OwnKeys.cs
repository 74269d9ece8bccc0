using System;
using System.Collections.Generic;
using System.Text;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>The keys that a server has given items, by the other key that they have: uuids by identifiers.</summary>
/// <param name="provider">The server.</param>
/// <param name="resource">The kind of thing, by the server's own key.</param>
internal sealed class OwnKeys(IPimProvider provider, PimResource resource)
{
    private readonly PimResource _other = resource.ByOtherKey!;
    private readonly byte[] _name = Encoding.UTF8.GetBytes(resource.Key);
    private readonly byte[] _otherName = Encoding.UTF8.GetBytes(resource.ByOtherKey!.Key);

    /// <summary>Those that are there, by the other key.</summary>
    public async Task<Dictionary<string, string>> FindAsync(IReadOnlyCollection<string> otherKeys, CallContext context)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        await ReadAsync(_other, otherKeys, context, (item, _) =>
        {
            if (JsonCursor.FindString(item.Span, _name) is { } key && JsonCursor.FindString(item.Span, _otherName) is { } otherKey)
            {
                found[otherKey] = key;
            }
        }).ConfigureAwait(false);
        return found;
    }

    /// <summary>The other keys of those that are there and have one, by the server's own.</summary>
    public async Task<Dictionary<string, string>> FindOthersAsync(IReadOnlyCollection<string> keys, CallContext context)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        await ReadAsync(resource, keys, context, (item, names) =>
        {
            if (JsonCursor.FindString(item.Span, _name) is { } key && names.Of(item) is { } otherKey)
            {
                found[key] = otherKey;
            }
        }).ConfigureAwait(false);
        return found;
    }

    private async Task ReadAsync(PimResource kind, IReadOnlyCollection<string> keys, CallContext context, Action<ReadOnlyMemory<byte>, OtherKey> take)
    {
        if (keys.Count == 0)
        {
            return;
        }

        // an item may have hundreds of values: one is enough
        var options = new Dictionary<string, string>();
        string? attribute = await provider.Metadata.GetIdentifierAttributeAsync(context).ConfigureAwait(false);
        if (kind.AttributesOption is { } option && attribute is not null)
        {
            options[option] = attribute;
        }

        var names = new OtherKey(_other, attribute);
        var query = new PimQuery(kind) { Keys = [.. keys], ByListOnly = true, Options = options };
        await foreach (List<ReadOnlyMemory<byte>> items in new ItemSource(provider, context).ReadAsync(query).ConfigureAwait(false))
        {
            items.ForEach(item => take(item, names));
        }
    }
}
