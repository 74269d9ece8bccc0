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
        if (otherKeys.Count == 0)
        {
            return found;
        }

        // an item may have hundreds of values: one is enough
        var options = new Dictionary<string, string>();
        if (_other.AttributesOption is { } option && await provider.Metadata.GetIdentifierAttributeAsync(context).ConfigureAwait(false) is { } attribute)
        {
            options[option] = attribute;
        }

        var query = new PimQuery(_other) { Keys = [.. otherKeys], ByListOnly = true, Options = options };
        await foreach (List<ReadOnlyMemory<byte>> items in new ItemSource(provider, context).ReadAsync(query).ConfigureAwait(false))
        {
            foreach (ReadOnlyMemory<byte> item in items)
            {
                if (JsonCursor.FindString(item.Span, _name) is { } key && JsonCursor.FindString(item.Span, _otherName) is { } otherKey)
                {
                    found[otherKey] = key;
                }
            }
        }

        return found;
    }
}
