using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;

namespace PimPowerShell.Output;

/// <summary>What became of an item since it was last seen, as users see it.</summary>
internal static class SyncChange
{
    private static readonly string[] s_keys = ["Identifier", "Uuid", "Code"];

    public static PSObject From(ItemChange change, PimResource resource, IItemConverter converter)
    {
        PSObject read = Read(change.Item.IsEmpty ? change.Before : change.Item, converter);
        var view = new PSObject();
        view.TypeNames.Insert(0, "PimPowerShell.SyncChange");
        Add("Change", change.Kind.ToString());
        Add("Resource", resource.Noun);
        foreach (string key in s_keys)
        {
            Add(key, read.Properties[key]?.Value);
        }

        Add("Updated", read.Properties["Updated"]?.Value);
        Add("Attributes", change.Differences.Select(static difference => difference.Attribute ?? difference.Property).Distinct(StringComparer.Ordinal).ToArray());
        Add("Differences", Difference.From(change.Key, change.Differences).ToArray());
        Add("Item", change.Item.IsEmpty ? null : read);
        return view;

        void Add(string name, object? value) => view.Properties.Add(new PSNoteProperty(name, value), preValidated: true);
    }

    /// <summary>What a run came to.</summary>
    /// <param name="summary">The run.</param>
    /// <param name="resource">What was read.</param>
    /// <param name="count">How many items the state holds.</param>
    public static PSObject Sum(SyncSummary summary, PimResource resource, int count)
    {
        var view = new PSObject();
        view.TypeNames.Insert(0, "PimPowerShell.SyncSummary");
        Add("Resource", resource.Noun);
        foreach (ItemChangeKind kind in Enum.GetValues(typeof(ItemChangeKind)))
        {
            Add(kind.ToString(), summary[kind]);
        }

        Add("Unchanged", summary.Unchanged);
        Add("Read", summary.Read);
        Add("Listed", summary.Listed);
        Add("Known", count);
        Add("IsFull", summary.IsFull);
        Add("Since", summary.Since);
        Add("Watermark", summary.Watermark);
        Add("IsComplete", summary.IsComplete);
        Add("Elapsed", summary.Elapsed);
        Add("Requests", summary.Traffic.Requests);
        Add("Retries", summary.Traffic.Retries);
        Add("ThrottledTime", summary.Traffic.ThrottledTime);
        return view;

        void Add(string name, object? value) => view.Properties.Add(new PSNoteProperty(name, value), preValidated: true);
    }

    private static PSObject Read(ReadOnlyMemory<byte> item, IItemConverter converter)
    {
        var reader = new Utf8JsonReader(item.Span);
        reader.Read();
        return converter.Read(ref reader, item);
    }
}
