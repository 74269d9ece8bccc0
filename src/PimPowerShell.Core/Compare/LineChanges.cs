using System;
using System.Collections.Generic;

namespace PimPowerShell.Core.Compare;

/// <summary>What of a line has to be sent.</summary>
/// <param name="Line">The line with its key and what differs; empty when nothing does. Of an item that is not there yet, the whole line.</param>
/// <param name="Differences">What differs, one by one. The key, for an item that is not there and of which the line has no more.</param>
public sealed record LineChanges(ReadOnlyMemory<byte> Line, IReadOnlyList<PimDifference> Differences)
{
    /// <summary>The item that the line was compared with; empty where it is not there, or nobody keeps it.</summary>
    internal ReadOnlyMemory<byte> Present { get; init; }
}
