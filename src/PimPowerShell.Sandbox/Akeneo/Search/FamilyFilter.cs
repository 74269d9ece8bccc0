using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Structure;

namespace PimPowerShell.Sandbox.Akeneo.Search;

/// <summary>Filters on the family (4.2).</summary>
internal sealed class FamilyFilter(Catalog catalog, EditionTraits edition)
{
    public void Add(SearchFilter filter, ItemCriteria criteria)
    {
        switch (filter.Operator)
        {
            case "EMPTY":
                criteria.Add(item => item.Family is null);
                break;
            case "NOT EMPTY":
                criteria.Add(item => item.Family is not null);
                break;
            case "IN CHILDREN" or "NOT IN CHILDREN" when edition.IsSaas:
                AddIn(WithThoseBelow(Require(filter)), filter.Operator == "IN CHILDREN", criteria);
                break;
            case "IN" or "NOT IN":
                AddIn(Require(filter), filter.Operator == "IN", criteria);
                break;
            default:
                throw FilterValues.Unsupported(filter);
        }
    }

    private static void AddIn(HashSet<string> families, bool wanted, ItemCriteria criteria) =>
        criteria.Add(item => (item.Family is not null && families.Contains(item.Family)) == wanted);

    private HashSet<string> Require(SearchFilter filter)
    {
        HashSet<string> families = FilterValues.Codes(filter);
        return families.FirstOrDefault(code => catalog.Family(code) is null) is not string unknown
            ? families
            : throw ApiException.Unprocessable($"Property \"family\" expects a valid family code. The family does not exist, \"{unknown}\" given.");
    }

    private HashSet<string> WithThoseBelow(HashSet<string> families)
    {
        while (catalog.Families.Values.Where(family => family.Parent is not null && families.Contains(family.Parent) && !families.Contains(family.Code)).ToList() is { Count: > 0 } below)
        {
            families.UnionWith(below.Select(family => family.Code));
        }

        return families;
    }
}
