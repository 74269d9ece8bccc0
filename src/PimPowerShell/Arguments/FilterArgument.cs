using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Arguments;

/// <summary>Reads what users give -Filter: a table, a search in JSON, a condition of New-PimFilter, a part of Split-PimProductQuery, or several of these.</summary>
internal static class FilterArgument
{
    /// <param name="filter">The filter; null for none.</param>
    /// <param name="noun">The kind of thing that is searched for; null where it is not known.</param>
    /// <exception cref="PimException">It is no filter, or a part of another list.</exception>
    public static (List<PimCondition> Conditions, List<string> Searches) Read(object? filter, string? noun = null)
    {
        var conditions = new List<PimCondition>();
        var searches = new List<string>();
        if (filter is not null)
        {
            Add(filter, noun, conditions, searches);
        }

        return (conditions, searches);
    }

    private static void Add(object? filter, string? noun, List<PimCondition> conditions, List<string> searches)
    {
        if (filter is PSObject view && FilterView.IsFilter(view))
        {
            conditions.Add(FilterView.Read(view));
            return;
        }

        if (ProductQueryView.FilterOf(filter) is { } divided)
        {
            if (noun is not null && ProductQueryView.ResourceOf(filter) is { } divides && divides != noun)
            {
                throw new PimException(PimErrorKind.Input, $"Filter: is a part of the list of {divides}, which Split-PimProductQuery divided, and not of {noun}.") { Subject = "Filter" };
            }

            searches.Add(divided);
            return;
        }

        switch (PlainTree.Base(filter))
        {
            case string json:
                searches.Add(json);
                break;
            case IDictionary table:
                conditions.AddRange(FilterTable.Read(PlainTree.ToDictionary(table, UnwrapPart)));
                break;
            case IEnumerable list:
                foreach (object? part in list.Cast<object?>())
                {
                    Add(part, noun, conditions, searches);
                }

                break;
            case var other:
                throw new PimException(PimErrorKind.Input,
                    $"Filter: takes a table such as @{{ family = 'shoes' }}, a condition of New-PimFilter or a search in JSON, not {other?.GetType().Name ?? "null"}.") { Subject = "Filter" };
        }
    }

    /// <summary>What is combined may be conditions of New-PimFilter.</summary>
    private static object? UnwrapPart(object? value) => value is PSObject view && FilterView.IsFilter(view) ? FilterView.Read(view) : PlainTree.UnwrapValue(value);
}
