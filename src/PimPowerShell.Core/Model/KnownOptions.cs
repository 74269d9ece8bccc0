using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Core.Akeneo;

namespace PimPowerShell.Core.Model;

/// <summary>The query options of every back end, so that what one of them lacks is told apart from what is no option at all.</summary>
public static class KnownOptions
{
    private static readonly ILookup<string, string> s_byNoun =
        PimBackEnd.All.SelectMany(backEnd => backEnd.Resources).Append(AkeneoResources.ProductByIdentifier)
            .SelectMany(resource => resource.ListOptions.Concat(resource.ReadOptions).Concat(resource.WriteOptions).Select(option => (resource.Noun, Option: option)))
            .Distinct().ToLookup(entry => entry.Noun, entry => entry.Option, System.StringComparer.OrdinalIgnoreCase);

    /// <summary>The options that any back end has for a kind of thing, by their own names.</summary>
    public static IEnumerable<string> Of(string noun) => s_byNoun[noun];
}
