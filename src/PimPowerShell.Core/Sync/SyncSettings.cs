using System;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>What is kept in step, and how.</summary>
/// <param name="Folder">The folder of the state.</param>
/// <param name="Query">The items: their kind, what they lie in, conditions, the size of pages.</param>
public sealed record SyncSettings(string Folder, PimQuery Query)
{
    /// <summary>How far back product models are looked for whose variants are read again.</summary>
    public TimeSpan VariantLookback { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How far a run reads back before the start of the one before.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Reads all items, whenever they changed.</summary>
    public bool IsFull { get; init; }

    /// <summary>Looks for no items that are gone.</summary>
    public bool SkipRemoved { get; init; }

    /// <summary>The time after which nothing more is read; null for any.</summary>
    public TimeSpan? TimeBudget { get; init; }

    /// <summary>What tells how long a run has gone on, each time that it could end; null for the clock of its summary.</summary>
    internal Func<TimeSpan>? Clock { get; init; }
}
