using System;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;

namespace PimPowerShell.Output;

/// <summary>What became of an item since it was last seen, as users see it.</summary>
internal static class SyncChange
{
    private static readonly string[] s_keys = ["Identifier", "Uuid", "Code"];

    private const string Kind = "SyncChange";

    public static PSObject From(ItemChange change, PimResource resource, IItemConverter converter)
    {
        PSObject read = converter.Read(change.Item.IsEmpty ? change.Before : change.Item);
        return TypedObject.Of(ObjectKind.Prefix + Kind, [
            ("Change", change.Kind.ToString()),
            ("Resource", resource.Noun),
            ("Key", PimIdentity.FindIn(read)?.Text),
            .. s_keys.Select(key => (key, read.Properties[key]?.Value)),
            ("Updated", read.Properties["Updated"]?.Value),
            ("Attributes", change.Differences.Select(static difference => difference.Attribute ?? difference.Property).Distinct(StringComparer.Ordinal).ToArray()),
            ("Differences", Difference.From(change.Key, change.Differences).ToArray()),
            ("Item", change.Item.IsEmpty ? null : read),
        ]);
    }

    /// <summary>The item of a change, where an input is one; anything else as it is.</summary>
    /// <exception cref="PimException">The change is that the item was removed.</exception>
    public static object? ItemOf(object? input)
    {
        if (input is not PSObject change || !ObjectKind.Is(change, Kind))
        {
            return input;
        }

        return change.Properties["Item"]?.Value ?? throw new PimException(PimErrorKind.Input, $"{change.Properties["Resource"]?.Value} '{PimIdentity.FindIn(change)?.Text}' was removed: the change has no item.");
    }

    /// <summary>What a run came to.</summary>
    /// <param name="summary">The run.</param>
    /// <param name="resource">What was read.</param>
    /// <param name="count">How many items the state holds.</param>
    public static PSObject Sum(SyncSummary summary, PimResource resource, int count) => TypedObject.Of("PimPowerShell.SyncSummary", [
        ("Resource", resource.Noun),
        .. Enum.GetValues(typeof(ItemChangeKind)).Cast<ItemChangeKind>().Select(kind => (kind.ToString(), (object?)summary[kind])),
        ("Unchanged", summary.Unchanged),
        ("Read", summary.Read),
        ("Listed", summary.Listed),
        ("Known", count),
        ("IsFull", summary.IsFull),
        ("Since", summary.Since),
        ("Watermark", summary.Watermark),
        ("IsComplete", summary.IsComplete),
        ("EndedBy", summary.EndedBy),
        ("Elapsed", summary.Elapsed),
        ("Requests", summary.Traffic.Requests),
        ("Retries", summary.Traffic.Retries),
        ("ThrottledTime", summary.Traffic.ThrottledTime),
    ]);
}
