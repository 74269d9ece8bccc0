using System.Collections.Generic;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.History;

/// <summary>What has to be done to one item to undo changes of it.</summary>
/// <param name="Resource">Its kind, by the key that it is named by.</param>
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

    /// <summary>Why nothing of it can be undone; null where it can.</summary>
    public string? Fault { get; init; }
}
