using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Sync;

/// <summary>Products of another server than the one that a cmdlet writes to, as objects that are read.</summary>
/// <param name="cmdlet">Whose products they are.</param>
/// <param name="provider">The server.</param>
/// <param name="kind">The products, by the key by which they name each other.</param>
internal sealed class ProductSource(PimConnectedCmdlet cmdlet, IPimProvider provider, PimResource kind)
{
    /// <summary>All that a filter finds, as they come.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="isWhole">Whether those come too that a list leaves out by itself.</param>
    public IEnumerable<PSObject> List(object filter, bool isWhole)
    {
        (List<PimCondition> conditions, List<string> searches) = FilterArgument.Read(filter, kind.Noun);
        PimQuery query = (isWhole ? PimQuery.Whole(kind) : new PimQuery(kind)) with
        {
            Search = searches.FirstOrDefault(),
            MoreSearches = [.. searches.Skip(1)],
        };
        return Read(query with { Criteria = cmdlet.Wait(provider.ReadFilterAsync(query, conditions, cmdlet.Context())) });
    }

    /// <summary>Those of some keys.</summary>
    public IReadOnlyList<PSObject> Find(IEnumerable<PimIdentity> identities, out IReadOnlyCollection<PimIdentity> missing)
    {
        Dictionary<string, PimIdentity> wanted = identities.GroupBy(identity => identity.KeyFor(kind), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(static same => same.Key, static same => same.First(), StringComparer.OrdinalIgnoreCase);
        List<PSObject> found = [.. Read(new PimQuery(kind) { Keys = [.. wanted.Keys], ByListOnly = true })];
        foreach (string key in found.SelectMany(static item => new[] { item.Properties["Uuid"]?.Value, item.Properties["Identifier"]?.Value }).OfType<string>())
        {
            wanted.Remove(key);
        }

        missing = wanted.Values;
        return found;
    }

    private IEnumerable<PSObject> Read(PimQuery query)
    {
        IItemConverter converter = cmdlet.Converter(provider, query.Resource);
        using var pages = new PageReader(provider.Read(query), cmdlet.Context());
        while (cmdlet.Wait(pages.ReadAsync()) is { } page)
        {
            foreach (PSObject item in PimResourceCommand.ReadItems(page, converter))
            {
                yield return item;
            }
        }
    }
}
