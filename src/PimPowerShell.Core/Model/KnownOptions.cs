using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Core.Akeneo;

namespace PimPowerShell.Core.Model;

/// <summary>The query options of every back end, so that what one of them lacks is told apart from what is no option at all.</summary>
public static class KnownOptions
{
    private static readonly PimResource[] s_resources =
        [.. PimBackEnd.All.SelectMany(backEnd => backEnd.Resources), AkeneoResources.ProductByIdentifier];

    private static readonly ILookup<string, string> s_byNoun =
        ByNoun(resource => resource.ListOptions.Concat(resource.ReadOptions).Concat(resource.WriteOptions));

    private static readonly ILookup<string, string> s_ofWrites = ByNoun(resource => resource.WriteOptions);

    /// <summary>The options that any back end has for a kind of thing, by their own names.</summary>
    public static IEnumerable<string> Of(string noun) => s_byNoun[noun];

    /// <summary>Those of them that a write takes.</summary>
    public static IEnumerable<string> OfWrites(string noun) => s_ofWrites[noun];

    private static ILookup<string, string> ByNoun(Func<PimResource, IEnumerable<string>> options) =>
        s_resources.SelectMany(resource => options(resource).Select(option => (resource.Noun, Option: option)))
            .Distinct().ToLookup(entry => entry.Noun, entry => entry.Option, StringComparer.OrdinalIgnoreCase);
}
