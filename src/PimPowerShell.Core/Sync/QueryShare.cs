using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>One of several parts of a list, which have no item in common and together are all of it.</summary>
/// <param name="Number">Which one, from 1.</param>
/// <param name="Of">How many there are.</param>
/// <param name="Query">What finds its items.</param>
/// <param name="Estimate">How many items it had when the list was divided.</param>
public sealed record QueryShare(int Number, int Of, PimQuery Query, long Estimate);
