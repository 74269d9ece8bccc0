using System;
using System.Collections.Generic;
using PimPowerShell.Core.Compare;

namespace PimPowerShell.Core.History;

/// <summary>What one write did to one item.</summary>
/// <param name="Key">The item.</param>
/// <param name="Resource">Its kind: the noun of a <see cref="Model.PimResource"/>.</param>
/// <param name="Time">When the server had taken it, by this machine's clock, or when the server says it was.</param>
/// <param name="User">Who was logged in; null where the back end does not say.</param>
/// <param name="Source">What made the change: a cmdlet's name, or <c>Sync</c>; null where nobody says.</param>
/// <param name="Run">The run that it belongs to; null where nobody says.</param>
/// <param name="Changes">What it changed: <see cref="PimDifference.Present"/> is the value before, <see cref="PimDifference.Wanted"/> the value after.</param>
public sealed record HistoryEntry(
    string Key, string Resource, DateTimeOffset Time, string? User, string? Source, string? Run, IReadOnlyList<PimDifference> Changes)
{
    /// <summary>Whether it changed, made or removed the item.</summary>
    public HistoryDeed Deed { get; init; }

    /// <summary>Another key of the same item, such as a product's identifier beside its uuid; null for none.</summary>
    public string? OtherKey { get; init; }

    /// <summary>What the item was called before, where the write gave it another identifier; null where it did not.</summary>
    public string? FormerKey { get; init; }

    /// <summary>The item that the change was made of, where this one only has what that one has, as a variant what its product models have; null for a change of the item itself.</summary>
    public string? InheritedFrom { get; init; }

    /// <summary>
    /// Where it stands in the history that it was read from: of two, the one that was kept later has the later text by the
    /// order of characters. Null where the back end does not say in which order things happened.
    /// </summary>
    public string? Place { get; init; }
}

/// <summary>What a write does to an item.</summary>
public enum HistoryDeed
{
    /// <summary>It changes an item.</summary>
    Changed,
    /// <summary>It makes an item: nothing has a value before.</summary>
    Made,
    /// <summary>It removes an item: nothing has a value after.</summary>
    Removed,
}
