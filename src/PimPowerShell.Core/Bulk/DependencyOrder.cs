using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Bulk;

/// <summary>
/// Puts the items of a run into waves, so that each comes after what it refers to, as far as the run has that. Kinds of
/// things follow each other in the order of the table; parents come before their children. Associations between items of
/// the run are written when both ends are there, in a wave of their own. Safe to use from several threads.
/// </summary>
internal sealed class DependencyOrder
{
    private readonly List<DependencyNode> _nodes = [];
    private readonly Dictionary<long, DependencyNode> _byIndex = [];
    private readonly Dictionary<ItemName, List<DependencyNode>> _byName = [];
    private readonly HashSet<ItemName> _written = [];

    /// <summary>Takes an item.</summary>
    public void Add(BulkItem item)
    {
        var node = new DependencyNode(item);
        lock (_nodes)
        {
            _nodes.Add(node);
            _byIndex[item.Index] = node;
            foreach (ItemName name in ItemName.Of(item))
            {
                if (!_byName.TryGetValue(name, out List<DependencyNode>? same))
                {
                    _byName[name] = same = [];
                }

                same.Add(node);
            }
        }
    }

    /// <summary>Takes note of an item that is on the server, of this run or an earlier one.</summary>
    public void SetWritten(BulkItem item)
    {
        lock (_nodes)
        {
            _written.UnionWith(ItemName.Of(item));
        }
    }

    /// <summary>What all items are associated with, and the run has not.</summary>
    public IReadOnlyList<ItemName> OutsideTargets()
    {
        lock (_nodes)
        {
            return Outside(_nodes.SelectMany(static node => node.References));
        }
    }

    /// <summary>What the items of a wave are associated with as they are sent, and the run has not.</summary>
    public IReadOnlyList<ItemName> OutsideTargets(IEnumerable<BulkItem> items)
    {
        lock (_nodes)
        {
            return Outside(
                from item in items
                let node = _byIndex[item.Index]
                from reference in node.References
                where reference.LateField is { } field && node.LateFields.Contains(field) == ReferenceEquals(item, node.Late)
                select reference);
        }
    }

    private IReadOnlyList<ItemName> Outside(IEnumerable<(ItemName Name, string? LateField)> references) =>
        [.. references.Where(reference => reference.LateField is not null && !_byName.ContainsKey(reference.Name) && !_written.Contains(reference.Name))
            .Select(static reference => reference.Name).Distinct()];

    /// <summary>Leaves some of what the items are associated with out of what is sent of them, which their results say. To be called before <see cref="Waves"/>.</summary>
    public void LeaveOut(ICollection<ItemName> targets)
    {
        foreach (DependencyNode node in targets.Count == 0 ? [] : _nodes)
        {
            ItemName[] left = [.. node.References.Where(reference => reference.LateField is not null && targets.Contains(reference.Name)).Select(static reference => reference.Name).Distinct()];
            if (left.Length > 0)
            {
                string[] fields = [.. node.References.Select(static reference => reference.LateField).OfType<string>().Distinct()];
                node.Sent = node.Item with { Line = LineParts.Without(node.Item.Line, fields, left) };
                node.Remark = $"Not associated with {string.Join(", ", left)}: neither the input nor the server has {(left.Length == 1 ? "it" : "them")}.";
            }
        }
    }

    /// <summary>The waves. Each is to be answered before the next is asked for.</summary>
    /// <param name="isCyclic">Takes the members of a cycle, which are in no wave.</param>
    public IEnumerable<IReadOnlyList<BulkItem>> Waves(Action<BulkItem, string> isCyclic)
    {
        Level(isCyclic);
        foreach (IGrouping<(int, int), DependencyNode> wave in _nodes.Where(static node => !node.IsCyclic).GroupBy(static node => node.Wave).OrderBy(static wave => wave.Key).ToList())
        {
            yield return [.. wave.Select(First)];
        }

        IReadOnlyList<BulkItem> late = [.. _nodes.Where(static node => node.First is not null).Select(static node => node.Late!)];
        if (late.Count > 0)
        {
            yield return late;
        }
    }

    /// <summary>A prerequisite of the run that was not written; null when all were.</summary>
    public ItemName? Missing(BulkItem item)
    {
        lock (_nodes)
        {
            foreach ((ItemName name, string? lateField) in _byIndex[item.Index].References)
            {
                if (lateField is null && _byName.ContainsKey(name) && !_written.Contains(name))
                {
                    return name;
                }
            }
        }

        return null;
    }

    /// <summary>The result to give for an input; null when a second part of it is still to be written.</summary>
    public BulkResult? Settle(BulkResult result)
    {
        lock (_nodes)
        {
            if (!_byIndex.TryGetValue(result.Item.Index, out DependencyNode? node))
            {
                return result;
            }

            bool isWritten = result.IsWritten || result.WouldBeSent;
            if (ReferenceEquals(result.Item, node.Late))
            {
                node.IsSettled = true;
                return node.Finish(Join(node.First!, result, isWritten));
            }

            if (isWritten)
            {
                _written.UnionWith(ItemName.Of(node.Item));
                if (node.Late is not null)
                {
                    node.First = result;
                    return null;
                }
            }

            node.IsSettled = true;
            return node.Finish(result);
        }
    }

    /// <summary>Items, or second parts of them, that nothing is known of yet.</summary>
    public IReadOnlyList<BulkItem> Unsettled()
    {
        lock (_nodes)
        {
            return [.. _nodes.Where(static node => !node.IsSettled).Select(static node => node.First is null ? node.Item : node.Late!)];
        }
    }

    /// <summary>The one result of a line that was written in two parts.</summary>
    public static BulkResult Join(BulkResult first, BulkResult late, bool isWritten, string part = "what associates it with others") => (isWritten ? first with { Warnings = [.. first.Warnings, .. late.Warnings] }
        : first.Status == BulkStatus.Unchanged && late.Status == BulkStatus.Skipped ? late
        : late with { Message = $"The item was written, but not {part}: {late.Message}" }) with
        {
            Attempts = first.Attempts + late.Attempts,
            Differences = [.. first.Differences, .. late.Differences],
            WouldBeSent = first.WouldBeSent || late.WouldBeSent,
            // of what was sent nothing may say that it never was
            Status = isWritten && first.Status != BulkStatus.Unchanged ? first.Status
                : late.Status == BulkStatus.Skipped && first.Status is BulkStatus.Created or BulkStatus.Updated ? BulkStatus.Failed : late.Status,
        };

    /// <summary>The item as its wave sends it: without the associations with those that are not there before it.</summary>
    private BulkItem First(DependencyNode node)
    {
        // what an earlier line of the same key writes late, a later one must not overtake
        IEnumerable<string> before = _byName[ItemName.Of(node.Item).Last()].TakeWhile(other => other != node).SelectMany(static other => other.LateFields)
            .Where(field => JsonCursor.HasMember(node.Sent.Line.Span, Encoding.UTF8.GetBytes(field)));
        string[] late = [.. node.References
            .Where(reference => reference.LateField is not null && _byName.TryGetValue(reference.Name, out List<DependencyNode>? targets) && targets.Any(target => target.Wave.CompareTo(node.Wave) >= 0))
            .Select(static reference => reference.LateField!).Concat(before).Distinct()];
        node.LateFields = late;
        if (late.Length == 0)
        {
            return node.Sent;
        }

        (byte[] first, byte[] second) = LineParts.Split(node.Sent.Line, node.Item.Resource.Key, late);
        node.Late = node.Item with { Line = second };
        return node.Item with { Line = first };
    }

    /// <summary>Finds how deep each item lies below others of its kind, and those that lie below themselves.</summary>
    private void Level(Action<BulkItem, string> isCyclic)
    {
        foreach (DependencyNode node in _nodes)
        {
            foreach (DependencyNode before in Before(node))
            {
                before.After.Add(node);
                node.Waiting++;
            }
        }

        var ready = new Queue<DependencyNode>(_nodes.Where(static node => node.Waiting == 0));
        int done = 0;
        while (done < _nodes.Count)
        {
            while (ready.Count > 0)
            {
                DependencyNode node = ready.Dequeue();
                node.IsDone = true;
                done++;
                foreach (DependencyNode after in node.After)
                {
                    // writes of one key stay in their order within a wave
                    int depth = node.Item.Key.Equals(after.Item.Key, StringComparison.OrdinalIgnoreCase) ? node.Depth : node.Depth + 1;
                    after.Depth = Math.Max(after.Depth, depth);
                    if (--after.Waiting == 0)
                    {
                        ready.Enqueue(after);
                    }
                }
            }

            if (done < _nodes.Count)
            {
                Break(_nodes.First(static node => !node.IsDone), ready, isCyclic);
            }
        }
    }

    /// <summary>Takes the members of the cycle that a node lies on, or below, out of the order.</summary>
    private void Break(DependencyNode start, Queue<DependencyNode> ready, Action<BulkItem, string> isCyclic)
    {
        List<DependencyNode> path = [];
        for (DependencyNode node = start; !path.Contains(node); node = Before(node).First(static before => !before.IsDone))
        {
            path.Add(node);
            start = Before(node).First(static before => !before.IsDone);
        }

        List<DependencyNode> cycle = path.GetRange(path.IndexOf(start), path.Count - path.IndexOf(start));
        string message = "Cycle: " + string.Join(" -> ", cycle.Append(start).Select(static node => node.Item.Key));
        foreach (DependencyNode node in cycle.Where(static node => !node.IsCyclic))
        {
            node.IsCyclic = true;
            isCyclic(node.Item, message);
            node.Waiting = 0;
            ready.Enqueue(node);
        }
    }

    private IEnumerable<DependencyNode> Before(DependencyNode node)
    {
        foreach ((ItemName name, string? lateField) in node.References)
        {
            if (lateField is null && name.Noun == node.Item.Resource.Noun && _byName.TryGetValue(name, out List<DependencyNode>? targets))
            {
                foreach (DependencyNode target in targets)
                {
                    yield return target;
                }
            }
        }

        List<DependencyNode> same = _byName[ItemName.Of(node.Item).Last()];
        int place = same.IndexOf(node);
        if (place > 0)
        {
            yield return same[place - 1];
        }
    }
}
