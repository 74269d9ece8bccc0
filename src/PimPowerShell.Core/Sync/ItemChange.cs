using System;
using System.Collections.Generic;
using PimPowerShell.Core.Compare;

namespace PimPowerShell.Core.Sync;

/// <summary>What became of an item.</summary>
public enum ItemChangeKind
{
    /// <summary>It was not there before.</summary>
    Added,
    /// <summary>Something of it differs.</summary>
    Changed,
    /// <summary>It is gone, or the filter finds it no longer.</summary>
    Removed,
}

/// <summary>What became of one item since it was last seen.</summary>
/// <param name="Kind">That.</param>
/// <param name="Key">The item's key.</param>
/// <param name="Item">Its JSON as a read gives it; empty when it is gone.</param>
/// <param name="Before">The same as it was last seen; empty when it was not there.</param>
/// <param name="Differences">What differs of a changed one: the present is what was last seen, the wanted what the server has.</param>
public sealed record ItemChange(ItemChangeKind Kind, string Key, ReadOnlyMemory<byte> Item, ReadOnlyMemory<byte> Before, IReadOnlyList<PimDifference> Differences);
