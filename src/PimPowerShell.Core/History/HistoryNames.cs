using System;

namespace PimPowerShell.Core.History;

/// <summary>What an entry is found by, and what it says of whose it is.</summary>
internal readonly record struct HistoryNames(string Resource, string Key, string? OtherKey, string? FormerKey, HistoryDeed Deed, string? Run, string? Source)
{
    /// <summary>What the item was called before the write.</summary>
    public string Before => FormerKey ?? After;

    /// <summary>What it was called from then on: its identifier, where it is known by that at all.</summary>
    public string After => OtherKey ?? Key;

    /// <summary>The different ones.</summary>
    public string[] All => OtherKey is null ? FormerKey is null ? [Key] : [Key, FormerKey] : FormerKey is null ? [Key, OtherKey] : [Key, OtherKey, FormerKey];

    public static HistoryNames Of(HistoryEntry entry) => new(entry.Resource, entry.Key, entry.OtherKey, entry.FormerKey, entry.Deed, entry.Run, entry.Source);

    public static bool Same(string? name, string? other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);
}
