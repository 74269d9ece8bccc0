using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Pims;

namespace PimPowerShell.Core.Model;

/// <summary>The query options of every back end: what one of them lacks is told apart from what is no option at all.</summary>
public static class KnownOptions
{
    /// <summary>The options by their own names.</summary>
    public static IReadOnlyCollection<string> All { get; } =
        [.. AkeneoResources.Common.Concat(PimsResources.All).Append(AkeneoResources.ProductByUuid).Append(AkeneoResources.ProductByIdentifier)
            .SelectMany(resource => resource.ListOptions.Concat(resource.ReadOptions)).Distinct()];
}
