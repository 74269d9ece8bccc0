using System;
using System.Collections.Generic;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.History;

/// <summary>An item whose changes are to be undone, as it is by now.</summary>
/// <param name="Resource">Its kind, by the key that it is written by.</param>
/// <param name="Key">That key; of one that is not there, the key that it is to be made again with.</param>
/// <param name="Name">What users call it.</param>
/// <param name="Entries">Its changes, with the names by now of what they are associated with.</param>
/// <param name="Present">The item; empty where it is not there.</param>
internal sealed record UndoItem(PimResource Resource, string Key, string Name, IReadOnlyList<HistoryEntry> Entries, ReadOnlyMemory<byte> Present);
