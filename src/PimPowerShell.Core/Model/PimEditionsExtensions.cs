using System.Linq;

namespace PimPowerShell.Core.Model;

/// <summary>What is asked of editions.</summary>
public static class PimEditionsExtensions
{
    private static readonly (PimEditions Edition, string Name)[] s_names =
        [(PimEditions.Community, "the Community"), (PimEditions.Enterprise, "the Enterprise"), (PimEditions.Hosted, "the SaaS")];

    /// <summary>Whether one of them is among others.</summary>
    public static bool Overlap(this PimEditions editions, PimEditions others) => (editions & others) != PimEditions.None;

    /// <summary>Them as words of a sentence; null for all, of which there is nothing to say.</summary>
    public static string? ToWords(this PimEditions editions) => editions == PimEditions.All ? null
        : $"{string.Join(" or ", s_names.Where(one => editions.HasFlag(one.Edition)).Select(static one => one.Name))} edition";
}
