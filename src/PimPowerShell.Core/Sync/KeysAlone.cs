using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>Makes of a query one for the same items with as little besides their keys as the list can give.</summary>
internal static class KeysAlone
{
    // characters of an address, in which the keys have to find room too
    private const int LongestList = 2000;

    /// <summary>Whether a list of keys costs less than one of items.</summary>
    public static bool AreCheap(PimResource resource) => resource.AttributesOption is not null;

    /// <param name="provider">The back end.</param>
    /// <param name="query">The items.</param>
    /// <param name="context">The caller.</param>
    /// <param name="besides">Attributes whose values are wanted all the same; null for none.</param>
    public static async Task<PimQuery> OfAsync(IPimProvider provider, PimQuery query, CallContext context, IEnumerable<string>? besides = null)
    {
        var options = query.Options.Where(option => !query.Resource.WholeItemOptions.ContainsKey(option.Key)).ToDictionary(static option => option.Key, static option => option.Value);
        if (query.Resource.AttributesOption is { } attributes && await provider.Metadata.GetIdentifierAttributeAsync(context).ConfigureAwait(false) is { } identifier)
        {
            // few attributes instead of all; of many, none is named, and all come
            string list = string.Join(",", [identifier, .. besides ?? []]);
            if (Uri.EscapeDataString(list).Length <= LongestList)
            {
                options[attributes] = list;
            }
        }

        return query with { Options = options };
    }
}
