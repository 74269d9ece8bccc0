using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>Keeps in the <see cref="MemberLists"/> of a server what an import says nothing of. One caller at a time.</summary>
/// <param name="provider">The server.</param>
/// <param name="context">The caller.</param>
internal sealed class ImportMembers(IPimProvider provider, CallContext context)
{
    private static readonly Dictionary<string, string> s_nowhere = [];

    private readonly CatalogSide _side = new(provider, context);
    private readonly Dictionary<PimResource, MemberLists> _lists = [];
    private readonly Dictionary<PimResource, Dictionary<string, JsonObject>> _present = [];

    /// <summary>Takes note of a whole line of the import.</summary>
    public void Note(BulkItem item)
    {
        if (Has(item) && JsonNode.Parse(item.Line.Span) is JsonObject line)
        {
            Lists(item.Resource).Note(line);
        }
    }

    /// <summary>A line, or a part of one, as it is sent.</summary>
    /// <exception cref="PimException">What the server has cannot be read.</exception>
    public async Task<BulkItem> KeepAsync(BulkItem item)
    {
        if (!Has(item) || JsonNode.Parse(item.Line.Span) is not JsonObject line)
        {
            return item;
        }

        if (!_present.TryGetValue(item.Resource, out Dictionary<string, JsonObject>? present))
        {
            _present[item.Resource] = present = await _side.AllAsync(item.Resource, s_nowhere).ConfigureAwait(false);
        }

        if (!present.TryGetValue(item.Key, out JsonObject? kept))
        {
            return item;
        }

        Lists(item.Resource).Keep(line, kept);
        return item with { Line = ItemLine.Bytes(line) };
    }

    /// <summary>Forgets what the server had: it is written to.</summary>
    public void Forget() => _present.Clear();

    private bool Has(BulkItem item) => Lists(item.Resource).Fields.Any(field => JsonCursor.HasMember(item.Line.Span, Encoding.UTF8.GetBytes(field)));

    private MemberLists Lists(PimResource resource)
    {
        if (!_lists.TryGetValue(resource, out MemberLists? lists))
        {
            _lists[resource] = lists = new MemberLists(resource);
        }

        return lists;
    }
}
