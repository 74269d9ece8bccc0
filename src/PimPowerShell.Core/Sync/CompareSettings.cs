using System.Collections.Generic;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>What to compare, and how.</summary>
public sealed record CompareSettings
{
    /// <summary>The kinds of thing by their nouns; null for all that both servers have, read and write in bulk.</summary>
    public IReadOnlyList<string>? Nouns { get; init; }

    /// <summary>Which items to compare, on either server; empty for all.</summary>
    public IReadOnlyList<PimCondition> Conditions { get; init; } = [];

    /// <summary>Searches in the API's own JSON, joined with <see cref="Conditions"/>.</summary>
    public IReadOnlyList<string> Searches { get; init; } = [];

    /// <summary>Gives what is equal too.</summary>
    public bool IncludesEqual { get; init; }

    /// <summary>Passes over values, labels and associations that the reference has none of.</summary>
    public bool IgnoresExtraValues { get; init; }
}
