using System.Collections.Generic;

namespace PimPowerShell.Sandbox.Pims.Products;

/// <summary>One transaction: who changed which attributes when. The values are as callers see them.</summary>
/// <param name="User">A masked key or the name of a user.</param>
/// <param name="Date">Seconds since 1970.</param>
/// <param name="Old">The values before, by the attributes' own names.</param>
/// <param name="New">The values after, by the same names.</param>
internal sealed record HistoryEntry(string User, long Date, IReadOnlyDictionary<string, object?> Old, IReadOnlyDictionary<string, object?> New);
