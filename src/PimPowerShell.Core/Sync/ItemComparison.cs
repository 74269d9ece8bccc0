using System;
using System.Collections.Generic;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>How an item of one server stands to the item of the same key on another.</summary>
public enum ComparisonStatus
{
    /// <summary>Both say the same.</summary>
    Equal,
    /// <summary>The reference alone has it.</summary>
    Missing,
    /// <summary>Both have it, and they differ.</summary>
    Different,
    /// <summary>The other server alone has it.</summary>
    Extra,
}

/// <summary>What was found of one item.</summary>
/// <param name="Status">How the two stand to each other.</param>
/// <param name="Resource">The kind of thing, by the key that both servers share.</param>
/// <param name="Key">Its key.</param>
/// <param name="PathValues">The keys of what it lies in.</param>
public sealed record ItemComparison(ComparisonStatus Status, PimResource Resource, string Key, IReadOnlyDictionary<string, string> PathValues)
{
    /// <summary>What differs, one by one; for a missing item everything.</summary>
    public IReadOnlyList<PimDifference> Differences { get; init; } = [];

    /// <summary>Those of the differences that are files, which no line can bring from one server to the other.</summary>
    public IReadOnlyList<PimDifference> Files { get; init; } = [];

    /// <summary>The line that makes the other server's item equal but for files; empty where there is nothing to write.</summary>
    public ReadOnlyMemory<byte> Line { get; init; }
}
