using System;
using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Core.Model;

/// <summary>Looks up kinds of thing by their names.</summary>
public static class ResourceTable
{
    /// <summary>A kind of thing; null where the back end has none of this name.</summary>
    /// <param name="resources">The kinds that a back end keeps.</param>
    /// <param name="noun">The name, in any case.</param>
    public static PimResource? Find(this IEnumerable<PimResource> resources, string noun) =>
        resources.FirstOrDefault(resource => string.Equals(resource.Noun, noun, StringComparison.OrdinalIgnoreCase));

    /// <summary>A kind of thing that the back end is known to have.</summary>
    /// <param name="resources">The kinds that a back end keeps.</param>
    /// <param name="noun">The name, in any case.</param>
    /// <exception cref="ArgumentException">It has none.</exception>
    public static PimResource Get(this IEnumerable<PimResource> resources, string noun) =>
        resources.Find(noun) ?? throw new ArgumentException($"There is no '{noun}'.", nameof(noun));
}
