using System;
using System.Collections.Generic;

namespace PimPowerShell.Core.Sync;

/// <summary>What is told of a page, and what is kept of it after that.</summary>
internal sealed class Findings
{
    public List<ItemChange> Told { get; } = [];

    public List<KeyValuePair<string, ReadOnlyMemory<byte>>> Kept { get; } = [];
}
