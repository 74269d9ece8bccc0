using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>
/// Lines that are written in parts, since they are associated with what comes later, or have files: what became of the first
/// part is kept until the others are written, and gives one result with them.
/// </summary>
internal sealed class LateLines
{
    private readonly HashSet<long> _associated = [];
    private readonly HashSet<long> _withFiles = [];
    private readonly Dictionary<long, BulkResult> _written = [];

    /// <summary>Whether the first part of a line is written, and what associates it is not.</summary>
    public bool Has(long index) => _associated.Contains(index) && _written.ContainsKey(index);

    /// <summary>Whether a line is written, and its files are not.</summary>
    public bool HasFiles(long index) => _withFiles.Contains(index) && _written.ContainsKey(index);

    /// <summary>What is sent of a line at first: all of it, where it is associated with nothing.</summary>
    /// <param name="item">The line, without its files.</param>
    /// <param name="isWhole">Whether it is sent in one all the same.</param>
    /// <param name="hasFiles">Whether its files are sent later.</param>
    public BulkItem First(BulkItem item, bool isWhole, bool hasFiles)
    {
        if (hasFiles)
        {
            _withFiles.Add(item.Index);
        }

        string[] fields = Fields(item.Resource);
        if (isWhole || !fields.Any(field => JsonCursor.HasMember(item.Line.Span, Encoding.UTF8.GetBytes(field))) || ItemReferences.Of(item).All(static reference => reference.LateField is null))
        {
            return item;
        }

        _associated.Add(item.Index);
        return item with { Line = LineParts.Split(item.Line, item.Resource.Key, fields).First };
    }

    /// <summary>The other part of a line.</summary>
    public static BulkItem Second(BulkItem item) => item with { Line = LineParts.Split(item.Line, item.Resource.Key, Fields(item.Resource)).Late, Part = 1 };

    /// <summary>The result to give for a line; null where more of it is still to be written.</summary>
    public BulkResult? Settle(BulkResult result)
    {
        long index = result.Item.Index;
        if (!_associated.Contains(index) && !_withFiles.Contains(index))
        {
            return result;
        }

        if (!result.IsWritten && !result.WouldBeSent)
        {
            Forget(index);
            return result;
        }

        // a new item differs as a whole, and there may be hundreds of thousands
        _written[index] = result with
        {
            Item = result.Item with { Line = default, Tag = null },
            Differences = result.Status == BulkStatus.Created ? [] : result.Differences,
        };
        return null;
    }

    /// <summary>The result of both parts, of that of the second; null where its files are still to be sent.</summary>
    public BulkResult? Join(BulkResult second)
    {
        long index = second.Item.Index;
        if (!_written.TryGetValue(index, out BulkResult? first))
        {
            return second;
        }

        BulkResult joined = DependencyOrder.Join(first, second, second.IsWritten) with { Item = second.Item };
        _associated.Remove(index);
        if (second.IsWritten && _withFiles.Contains(index))
        {
            _written[index] = joined with { Item = joined.Item with { Line = default, Tag = null } };
            return null;
        }

        Forget(index);
        return joined;
    }

    /// <summary>The result of a line and its files, of that of the files.</summary>
    public BulkResult JoinFiles(BulkResult files)
    {
        if (!_written.TryGetValue(files.Item.Index, out BulkResult? first))
        {
            return files;
        }

        Forget(files.Item.Index);
        return DependencyOrder.Join(first, files, files.IsWritten || files.WouldBeSent, "its files") with { Item = files.Item };
    }

    /// <summary>The results of those of which something is not written; they wait no longer.</summary>
    public IEnumerable<BulkResult> Leave(string message)
    {
        foreach (BulkResult first in _written.Values.OrderBy(static first => first.Item.Index).ToList())
        {
            var left = new BulkResult(first.Item, BulkStatus.Skipped, null, message, [], 0);
            yield return _associated.Contains(first.Item.Index) ? Join(left)! : JoinFiles(left);
        }
    }

    private void Forget(long index)
    {
        _written.Remove(index);
        _associated.Remove(index);
        _withFiles.Remove(index);
    }

    private static string[] Fields(PimResource resource) => [.. resource.References.Where(static reference => reference.IsLate).Select(static reference => reference.Field).Distinct()];
}
