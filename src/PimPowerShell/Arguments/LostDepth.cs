using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Core;
using PimPowerShell.Core.Json;
using PimPowerShell.Output;

namespace PimPowerShell.Arguments;

/// <summary>PowerShell keeps objects to a depth, and below it the name of a type instead of what was there.</summary>
internal static class LostDepth
{
    /// <summary>Passes what came whole from another process or a file, and all else.</summary>
    /// <exception cref="PimException">A value was lost on the way.</exception>
    public static void Check(object? input)
    {
        if (input is PSObject item && ObjectKind.IsFromElsewhere(item) && Find(item, "") is { } place)
        {
            throw new PimException(PimErrorKind.Input,
                $"{place}: the value was lost where the object was kept or passed on, and the name of its type is left. Give Export-Clixml a greater -Depth, or read the item again.") { Subject = place };
        }
    }

    /// <summary>Where a text stands that is what PowerShell makes of an object; null for nowhere.</summary>
    private static string? Find(object? node, string place) => PlainTree.Unwrap(node) switch
    {
        string text => ItemText.IsOfObject(text) ? place : null,
        IDictionary table => Find(JsonTree.Pairs(table), place),
        IEnumerable<KeyValuePair<string, object?>> members => Find(members, place),
        IEnumerable list => list.Cast<object?>().Select(item => Find(item, place)).FirstOrDefault(static found => found is not null),
        _ => null,
    };

    private static string? Find(IEnumerable<KeyValuePair<string, object?>> members, string place) => members
        .Select(member => Find(member.Value, place.Length == 0 ? member.Key : $"{place}.{member.Key}")).FirstOrDefault(static found => found is not null);
}
