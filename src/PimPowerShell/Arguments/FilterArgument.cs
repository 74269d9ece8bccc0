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
    public static (List<PimCondition> Conditions, List<string> Searches) Read(object? filter)
    {
        var conditions = new List<PimCondition>();
        var searches = new List<string>();
        if (filter is not null)
        {
            Add(filter, conditions, searches);
        }

        return (conditions, searches);
    }

    private static void Add(object? filter, List<PimCondition> conditions, List<string> searches)
    {
        if (filter is PSObject view && FilterView.IsFilter(view))
        {
            conditions.Add(FilterView.Read(view));
            return;
        }

        if (ProductQueryView.FilterOf(filter) is { } divided)
        {
            searches.Add(divided);
            return;
        }

        switch (filter is PSObject wrapped ? wrapped.BaseObject : filter)
        {
            case string json:
                searches.Add(json);
                break;
            case IDictionary table:
                conditions.AddRange(FilterTable.Read(PlainTree.ToDictionary(table)));
                break;
            case IEnumerable list:
                foreach (object? part in list.Cast<object?>())
                {
                    Add(part, conditions, searches);
                }

                break;
            case var other:
                throw new PimException(PimErrorKind.Input,
                    $"Filter: takes a table such as @{{ family = 'shoes' }}, a condition of New-PimFilter or a search in JSON, not {other?.GetType().Name ?? "null"}.") { Subject = "Filter" };
        }
    }
}
