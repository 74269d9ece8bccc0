using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Sync;
using PimPowerShell.Output;

namespace PimPowerShell;

/// <summary>How an item of one server stands to that of the same key on another, with what it takes to make them equal.</summary>
public sealed class CatalogDifference
{
    private CatalogDifference(string status, string resource, string key)
    {
        Status = status;
        Resource = resource;
        Key = key;
    }

    /// <summary>Missing: the reference alone has it; Extra: the other server alone; Different; Equal.</summary>
    public string Status { get; }

    /// <summary>The kind of thing.</summary>
    public string Resource { get; }

    /// <summary>Its code; of a product its identifier, or the uuid where it has none.</summary>
    public string Key { get; }

    /// <summary>What it lies in, as the API names that: <c>attribute</c> of an option; empty for most.</summary>
    public IDictionary Owners { get; private set; } = new Hashtable();

    /// <summary>What differs: objects with Key, Property, Attribute, Locale, Channel, Present (on the other server) and Wanted (on the reference).</summary>
    public object[] Differences { get; private set; } = [];

    /// <summary>Those of the values that are files, which have to be sent by themselves: objects as in Differences.</summary>
    public object[] Files { get; private set; } = [];

    /// <summary>What Invoke-PimBulkUpsert sends: a line of JSON with the whole of a missing item, and with what differs of others; null for nothing.</summary>
    public string? Change { get; private set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Status} {Resource} '{Key}'";

    internal static CatalogDifference From(ItemComparison item)
    {
        var owners = new Hashtable();
        foreach (KeyValuePair<string, string> owner in item.PathValues)
        {
            owners[owner.Key] = owner.Value;
        }

        return new CatalogDifference(item.Status.ToString(), item.Resource.Noun, item.Key)
        {
            Owners = owners,
            Differences = [.. Difference.From(item.Key, item.Differences)],
            Files = [.. Difference.From(item.Key, item.Files)],
            Change = item.Line.IsEmpty ? null : Encoding.UTF8.GetString(item.Line.ToArray()),
        };
    }

    /// <summary>What a user handed in, if it is one of these, or one that was kept with Export-Clixml; null for anything else.</summary>
    internal static CatalogDifference? Read(object? input)
    {
        if (input is not PSObject item)
        {
            return input as CatalogDifference;
        }

        if (item.BaseObject is CatalogDifference difference)
        {
            return difference;
        }

        return !ObjectKind.Is(item, nameof(CatalogDifference)) || Text("Status") is not { } status || Text("Resource") is not { } resource || Text("Key") is not { } key ? null
            : new CatalogDifference(status, resource, key)
            {
                Owners = Value("Owners") as IDictionary ?? new Hashtable(),
                Files = (Value("Files") as IEnumerable)?.Cast<object>().ToArray() ?? [],
                Change = Text("Change"),
            };

        object? Value(string name) => PlainTree.Base(item.Properties[name]?.Value);

        string? Text(string name) => Value(name) as string;
    }
}
