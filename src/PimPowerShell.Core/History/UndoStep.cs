using System.Collections.Generic;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.History;

/// <summary>What has to be done to one item to undo changes of it.</summary>
/// <param name="Resource">Its kind, by the key that it is written by.</param>
/// <param name="Key">The item.</param>
/// <param name="Name">What users call it.</param>
/// <param name="Changes">What is to be sent; no line where nothing is.</param>
public sealed record UndoStep(PimResource Resource, string Key, string Name, LineChanges Changes)
{
    /// <summary>
    /// What has been changed again since, and is left as it is: <see cref="PimDifference.Present"/> is what the server has,
    /// <see cref="PimDifference.Wanted"/> what the change to be undone had left there.
    /// </summary>
    public IReadOnlyList<PimDifference> ChangedSince { get; init; } = [];

    /// <summary>What it is to be called again, where that is another identifier than it has; null where it keeps its own.</summary>
    public UndoRename? Rename { get; init; }

    /// <summary>Why what the item has of another is left as it is; null where nothing is.</summary>
    public string? InheritedFault { get; init; }

    /// <summary>Why nothing of it can be undone; null where it can.</summary>
    public string? Fault { get; init; }
}

/// <summary>An identifier that an item gets back.</summary>
/// <param name="Change">The value that holds it: the present is what it has, the wanted what it had.</param>
/// <param name="IsOfNew">Whether the item itself is to be made again.</param>
public sealed record UndoRename(PimDifference Change, bool IsOfNew)
{
    /// <summary>What it is called by now; null for nothing.</summary>
    public string? From { get; } = SameJson.Text(Change.Present);

    /// <summary>What it was called; null for nothing.</summary>
    public string? To { get; } = SameJson.Text(Change.Wanted);
}
