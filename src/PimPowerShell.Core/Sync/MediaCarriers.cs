using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Compare;

namespace PimPowerShell.Core.Sync;

/// <summary>
/// By way of what the files of products without an identifier are sent, since the server takes files by identifiers alone:
/// products of the import itself that have a file in the same place, and get it back. Where a run ends in between, the next
/// one finds that their file differs. Thread-safe.
/// </summary>
/// <param name="provider">Knows what a link to a file looks like.</param>
internal sealed class MediaCarriers(IPimProvider provider)
{
    private readonly ConcurrentDictionary<(string Attribute, ValueSpot Place), string> _keys = [];

    /// <summary>Keeps a product whose files are there.</summary>
    public void Keep(BulkItem item)
    {
        if (item.Resource.ByOtherKey is null || FileValues.MapOf(JsonNode.Parse(item.Line.Span)) is not { } values)
        {
            return;
        }

        foreach (KeyValuePair<string, JsonNode?> attribute in values)
        {
            foreach (JsonObject value in (attribute.Value as JsonArray ?? []).OfType<JsonObject>().Where(value => ItemFiles.HasFile(provider, value)))
            {
                _keys.TryAdd((attribute.Key, new ValueSpot(value, item.Resource.ChannelField)), item.Key);
            }
        }
    }

    /// <summary>By way of what a file is sent.</summary>
    /// <exception cref="PimException">Nothing has a file in that place.</exception>
    public string Of(BulkItem item, PimDifference file) =>
        _keys.TryGetValue((file.Attribute!, new ValueSpot(file.Locale, file.Channel, item.Resource.ChannelField)), out string? key) ? key
            : throw new PimException(PimErrorKind.Input, $"The product '{item.Key}' has no identifier, and the server takes files by identifier only. No product of the export that has one has a file as its {file.Attribute}, "
                + "by way of which it could be sent: Send-PimMediaFile sends it with -Via.") { Subject = item.Key };
}
