using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.History;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Output;

/// <summary>Entries of a history as users see them, and back.</summary>
internal static class HistoryView
{
    private const string EntryKind = "ProductHistory";
    private const string ChangeKind = "ProductChange";

    /// <summary>One object for an entry: Old and New have a property for each changed value, named as the columns of rows are.</summary>
    public static PSObject Entry(HistoryEntry entry)
    {
        (PSObject old, PSObject now) = (new PSObject(), new PSObject());
        foreach (PimDifference change in entry.Changes)
        {
            (object? before, object? after) = (Difference.Value(change.Present), Difference.Value(change.Wanted));
            string[] path = change.Attribute is null ? [.. Path(after ?? before)] : [];
            string name = path.Length > 0 ? string.Join("-", path) : string.Join("-", new[] { NameOf(change), change.Locale, change.Channel }.OfType<string>());
            Set(old, name, Within(before, path));
            Set(now, name, Within(after, path));
        }

        PSObject view = Start(EntryKind, entry);
        Add(view, "Attributes", now.Properties.Select(static property => property.Name).ToArray());
        Add(view, "Old", old);
        Add(view, "New", now);
        Finish(view, entry);
        Add(view, "Changes", Difference.From(entry.Key, entry.Changes).ToArray());
        return view;
    }

    /// <summary>One object for each changed value.</summary>
    public static IEnumerable<PSObject> Changes(HistoryEntry entry) => entry.Changes.Select(change =>
    {
        PSObject view = Start(ChangeKind, entry);
        Add(view, "Attribute", NameOf(change));
        Add(view, "Old", Difference.Value(change.Present));
        Add(view, "New", Difference.Value(change.Wanted));
        Finish(view, entry);
        Add(view, "Property", change.Property);
        Add(view, "Locale", change.Locale);
        Add(view, "Channel", change.Channel);
        return view;
    });

    /// <summary>The entry that an object was made of.</summary>
    /// <exception cref="PimException">It was made of none.</exception>
    public static HistoryEntry Read(PSObject view)
    {
        bool isChange = ObjectKind.Is(view, ChangeKind);
        if (!isChange && !ObjectKind.Is(view, EntryKind))
        {
            throw new PimException(PimErrorKind.Input, "Only what Get-PimProductHistory gives can be undone, with -Expand or without.");
        }

        try
        {
            PimDifference[] changes = isChange
                ? [Change(view, "Old", "New", Text(view, "Property") is "values" or "attributes" ? Text(view, "Attribute") : null)]
                : [.. (LanguagePrimitives.GetEnumerable(view.Properties["Changes"].Value) ?? Array.Empty<object>()).Cast<object>()
                    .Select(static item => PSObject.AsPSObject(item)).Select(static item => Change(item, "Present", "Wanted", Text(item, "Attribute")))];
            string identifier = Text(view, "Identifier")!;
            string key = Text(view, "Key")!;
            return new HistoryEntry(
                key, Text(view, "Resource")!, Time(view.Properties["Time"].Value), Text(view, "User"), Text(view, "Source"), Text(view, "Run"), changes)
            {
                OtherKey = identifier == key ? null : identifier,
                FormerKey = Text(view, "FormerIdentifier"),
                InheritedFrom = Text(view, "InheritedFrom"),
                Deed = (HistoryDeed)Enum.Parse(typeof(HistoryDeed), Text(view, "Action")!),
                Place = Text(view, "Place"),
            };
        }
        catch (Exception e) when (e is NullReferenceException or ArgumentNullException or ArgumentException or PSInvalidCastException)
        {
            throw new PimException(PimErrorKind.Input, "The object lacks properties that Get-PimProductHistory gives it.", e);
        }
    }

    private static PSObject Start(string kind, HistoryEntry entry)
    {
        var view = new PSObject();
        view.TypeNames.Insert(0, ObjectKind.Prefix + kind);
        Add(view, "Identifier", entry.OtherKey ?? entry.Key);
        Add(view, "Time", entry.Time);
        Add(view, "User", entry.User);
        return view;
    }

    private static void Finish(PSObject view, HistoryEntry entry)
    {
        Add(view, "Source", entry.Source);
        Add(view, "Run", entry.Run);
        Add(view, "Action", entry.Deed.ToString());
        Add(view, "Resource", entry.Resource);
        Add(view, "Key", entry.Key);
        if (entry.FormerKey is not null)
        {
            Add(view, "FormerIdentifier", entry.FormerKey);
        }

        if (entry.InheritedFrom is not null)
        {
            Add(view, "InheritedFrom", entry.InheritedFrom);
        }

        if (entry.Place is not null)
        {
            Add(view, "Place", entry.Place);
        }
    }

    private static string NameOf(PimDifference change) => change.Attribute ?? change.Property;

    private static PimDifference Change(PSObject item, string old, string now, string? attribute) =>
        new(Text(item, "Property")!, attribute, Text(item, "Locale"), Text(item, "Channel"), Json(item.Properties[old].Value), Json(item.Properties[now].Value));

    /// <summary>A time; one that was kept in a file is an object of its parts.</summary>
    private static DateTimeOffset Time(object? value) => value is PSObject { BaseObject: not DateTimeOffset } parts && parts.Properties["UtcDateTime"]?.Value is { } time
        ? new DateTimeOffset(DateTime.SpecifyKind(LanguagePrimitives.ConvertTo<DateTime>(time), DateTimeKind.Utc))
        : LanguagePrimitives.ConvertTo<DateTimeOffset>(value);

    private static ReadOnlyMemory<byte> Json(object? value) =>
        value is null ? default : JsonBytes.Write(writer => JsonTree.Write(writer, value, PlainTree.Unwrap));

    /// <summary>The names that lead into an object whose objects have one member each: the type and the kind of an association.</summary>
    private static IEnumerable<string> Path(object? value)
    {
        while (value is PSObject { BaseObject: PSCustomObject } item && item.Properties.Count() == 1)
        {
            PSPropertyInfo only = item.Properties.Single();
            yield return only.Name;
            value = only.Value;
        }
    }

    private static object? Within(object? value, string[] path) => path.Aggregate(value, static (item, name) => (item as PSObject)?.Properties[name]?.Value);

    private static string? Text(PSObject view, string name) => view.Properties[name]?.Value is { } value ? LanguagePrimitives.ConvertTo<string>(value) : null;

    private static void Set(PSObject view, string name, object? value)
    {
        view.Properties.Remove(name);
        Add(view, name, value);
    }

    private static void Add(PSObject view, string name, object? value) => view.Properties.Add(new PSNoteProperty(name, value));
}
