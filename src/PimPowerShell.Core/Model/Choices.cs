using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Core.Model;

/// <summary>What could have been said instead, for a message.</summary>
internal static class Choices
{
    private const int Most = 20;

    /// <summary>The first of many names, in their order.</summary>
    public static string List(IReadOnlyCollection<string> names) =>
        names.Count == 0 ? "none" : string.Join(", ", names.Take(Most)) + (names.Count > Most ? " and others" : "");
}
