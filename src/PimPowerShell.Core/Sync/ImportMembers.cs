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

/// <summary>
/// Keeps in the <see cref="MemberLists"/> of a server what an import says nothing of, and in other lists what the server that was
/// exported cannot have. One caller at a time.
/// </summary>
/// <param name="provider">The server.</param>
/// <param name="source">What the server that was exported said of itself.</param>
/// <param name="context">The caller.</param>
internal sealed class ImportMembers(IPimProvider provider, PimServer source, CallContext context)
{
    private static readonly Dictionary<string, string> s_nowhere = [];
    private static readonly Dictionary<string, JsonObject> s_nothing = [];

    private readonly CatalogSide _side = new(provider, context);
    private readonly Dictionary<PimResource, MemberLists> _lists = [];
    private readonly Dictionary<BulkPlace, Dictionary<string, JsonObject>> _present = [];
    private LackingItems? _beyond;

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
        LackingItems? beyond = AttributeLists.AreIn(item.Resource) ? _beyond ??= await LackingItems.OfAsync(_side, source).ConfigureAwait(false) : null;
        if (!(Has(item) || beyond is { IsEmpty: false }) || JsonNode.Parse(item.Line.Span) is not JsonObject line
            || !(await PresentAsync(item).ConfigureAwait(false)).TryGetValue(item.Key, out JsonObject? kept))
        {
            return item;
        }

        Lists(item.Resource).Keep(line, kept);
        beyond?.Keep(item.Resource, item.PathValues ?? s_nowhere, line, kept);
        return item with { Line = ItemLine.Bytes(line) };
    }

    /// <summary>Forgets what the server had: it is written to.</summary>
    public void Forget() => _present.Clear();

    private async Task<Dictionary<string, JsonObject>> PresentAsync(BulkItem item)
    {
        if (!_present.TryGetValue(item.Place, out Dictionary<string, JsonObject>? present))
        {
            try
            {
                present = await _side.AllAsync(item.Resource, item.PathValues ?? s_nowhere).ConfigureAwait(false);
            }
            catch (PimException e) when (e.Kind == PimErrorKind.NotFound)
            {
                // what it lies in is not there
                present = s_nothing;
            }

            _present[item.Place] = present;
        }

        return present;
    }

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
