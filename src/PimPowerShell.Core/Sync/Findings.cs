using System;
using System.Collections.Generic;

namespace PimPowerShell.Core.Sync;

/// <summary>What is told of a page, and what is kept of it after that.</summary>
internal sealed class Findings
{
    public List<ItemChange> Told { get; } = [];

    public List<KeyValuePair<string, ReadOnlyMemory<byte>>> Kept { get; } = [];

    /// <summary>Where a run goes on that ends when this is kept; null where it cannot end there.</summary>
    public SyncPlace? Place { get; init; }
}
