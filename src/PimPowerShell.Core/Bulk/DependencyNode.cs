using System.Collections.Generic;

namespace PimPowerShell.Core.Bulk;

/// <summary>One item of a run that is put in order.</summary>
internal sealed class DependencyNode(BulkItem item)
{
    public BulkItem Item { get; } = item;

    public IReadOnlyList<(ItemName Name, string? LateField)> References { get; } = ItemReferences.Of(item);

    /// <summary>What is sent of it.</summary>
    public BulkItem Sent { get; set; } = item;

    /// <summary>What was left out of it; null for nothing.</summary>
    public string? Remark { get; set; }

    /// <summary>What is written when all else is there; null where nothing is.</summary>
    public BulkItem? Late { get; set; }

    public IReadOnlyList<string> LateFields { get; set; } = [];

    public bool IsSettled { get; set; }

    /// <summary>What became of the first part, while the second is not written.</summary>
    public BulkResult? First { get; set; }

    public List<DependencyNode> After { get; } = [];

    public int Waiting { get; set; }

    public int Depth { get; set; }

    public bool IsDone { get; set; }

    public bool IsCyclic { get; set; }

    public (int, int) Wave => (Item.Resource.WriteOrder, Depth);

    /// <summary>A result as that of the whole input.</summary>
    public BulkResult Finish(BulkResult result) => result with
    {
        Item = Item,
        Warnings = Remark is not null && (result.WouldBeSent || result.Status is not (BulkStatus.Failed or BulkStatus.Skipped)) ? [.. result.Warnings, Remark] : result.Warnings,
    };
}
