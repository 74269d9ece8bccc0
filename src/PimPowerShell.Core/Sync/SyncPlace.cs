namespace PimPowerShell.Core.Sync;

/// <summary>The steps of a run, in their order.</summary>
internal enum SyncStep
{
    /// <summary>All items, or those that changed.</summary>
    Items,
    /// <summary>The variants of models that changed.</summary>
    Variants,
    /// <summary>The keys of all items.</summary>
    Keys,
    /// <summary>What no list had, and what was held back until that is known.</summary>
    Removed,
}

/// <summary>How far a run has come.</summary>
/// <param name="Step">The step that it is at.</param>
/// <param name="Cursor">The cursor of the last page of that step's list; null at the step's start, and where the list has none.</param>
/// <param name="Pages">Where the list has no cursor, the pages that were read.</param>
internal sealed record SyncPlace(SyncStep Step, string? Cursor = null, int Pages = 0);
