using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>
/// Lines that are written in two parts, since they are associated with what comes later: what became of the first is kept
/// until the second is written, and gives one result with it.
/// </summary>
internal sealed class LateLines
{
    private readonly HashSet<long> _open = [];
    private readonly Dictionary<long, BulkResult> _written = [];

    /// <summary>Whether the first part of a line is written, and the second is not.</summary>
    public bool Has(long index) => _written.ContainsKey(index);

    /// <summary>What is sent of a line at first: all of it, where it is associated with nothing.</summary>
    public BulkItem First(BulkItem item)
    {
        string[] fields = Fields(item.Resource);
        if (!fields.Any(field => JsonCursor.HasMember(item.Line.Span, Encoding.UTF8.GetBytes(field))) || ItemReferences.Of(item).All(static reference => reference.LateField is null))
        {
            return item;
        }

        _open.Add(item.Index);
        return item with { Line = LineParts.Split(item.Line, item.Resource.Key, fields).First };
    }

    /// <summary>The other part of a line.</summary>
    public static BulkItem Second(BulkItem item) => item with { Line = LineParts.Split(item.Line, item.Resource.Key, Fields(item.Resource)).Late, Part = 1 };

    /// <summary>The result to give for a line; null where its second part is still to be written.</summary>
    public BulkResult? Settle(BulkResult result)
    {
        if (!_open.Remove(result.Item.Index) || !result.IsWritten)
        {
            return result;
        }

        // a new item differs as a whole, and there may be hundreds of thousands
        _written[result.Item.Index] = result with
        {
            Item = result.Item with { Line = default, Tag = null },
            Differences = result.Status == BulkStatus.Created ? [] : result.Differences,
        };
        return null;
    }

    /// <summary>The result of both parts, of that of the second.</summary>
    public BulkResult Join(BulkResult second)
    {
        if (!_written.TryGetValue(second.Item.Index, out BulkResult? first))
        {
            return second;
        }

        _written.Remove(second.Item.Index);
        return DependencyOrder.Join(first, second, second.IsWritten) with { Item = second.Item };
    }

    /// <summary>The results of those whose second part is not written; they wait no longer.</summary>
    public IEnumerable<BulkResult> Leave(string message)
    {
        foreach (BulkResult first in _written.Values.OrderBy(static first => first.Item.Index).ToList())
        {
            yield return Join(new BulkResult(first.Item, BulkStatus.Skipped, null, message, [], 0));
        }
    }

    private static string[] Fields(PimResource resource) => [.. resource.References.Where(static reference => reference.IsLate).Select(static reference => reference.Field).Distinct()];
}
