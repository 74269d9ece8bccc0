using System;
using System.Collections.Generic;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Paging;

/// <summary>Writes the envelope of a list (3.2, 3.3).</summary>
internal static class HalPage
{
    /// <param name="writer">Where to write.</param>
    /// <param name="page">The page asked for.</param>
    /// <param name="items">The page's items.</param>
    /// <param name="total">How many items there are in all; asked only when the caller wants to know.</param>
    /// <param name="link">The URL of a page by its number.</param>
    /// <param name="writeItem">Writes one item.</param>
    public static void WriteNumbered<T>(
        PhpJsonWriter writer,
        PageRequest page,
        IReadOnlyList<T> items,
        Func<long> total,
        Func<int, string> link,
        Action<T> writeItem)
    {
        writer.BeginObject().Name("_links").BeginObject();
        Link(writer, "self", link(page.Page));
        Link(writer, "first", link(1));
        if (page.Page > 1)
        {
            Link(writer, "previous", link(page.Page - 1));
        }

        // A full page is taken for a sign of more, even when nothing follows (10, quirk 2).
        if (items.Count == page.Limit)
        {
            Link(writer, "next", link(page.Page + 1));
        }

        writer.EndObject();
        writer.Name("current_page").Number(page.Page);
        if (page.WithCount)
        {
            writer.Name("items_count").Number(total());
        }

        WriteItems(writer, items, writeItem);
    }

    /// <param name="writer">Where to write.</param>
    /// <param name="page">The page asked for.</param>
    /// <param name="items">The page's items.</param>
    /// <param name="link">The URL of the page after a cursor; null for the first page.</param>
    /// <param name="cursorOf">The cursor that points behind an item.</param>
    /// <param name="writeItem">Writes one item.</param>
    /// <param name="total">How many items there are in all; null where the list does not tell (0, fact 10).</param>
    public static void WriteSearchAfter<T>(
        PhpJsonWriter writer,
        PageRequest page,
        IReadOnlyList<T> items,
        Func<string?, string> link,
        Func<T, string> cursorOf,
        Action<T> writeItem,
        Func<long>? total = null)
    {
        writer.BeginObject().Name("_links").BeginObject();
        Link(writer, "self", link(page.SearchAfter));
        Link(writer, "first", link(null));
        if (items.Count == page.Limit)
        {
            Link(writer, "next", link(cursorOf(items[items.Count - 1])));
        }

        writer.EndObject();
        if (total is not null && page.WithCount)
        {
            writer.Name("items_count").Number(total());
        }

        WriteItems(writer, items, writeItem);
    }

    /// <summary>The member that every item of a list begins with.</summary>
    public static void WriteSelf(PhpJsonWriter writer, string url)
    {
        writer.Name("_links").BeginObject();
        Link(writer, "self", url);
        writer.EndObject();
    }

    public static void Link(PhpJsonWriter writer, string relation, string url) =>
        writer.Name(relation).BeginObject().Name("href").String(url).EndObject();

    private static void WriteItems<T>(PhpJsonWriter writer, IReadOnlyList<T> items, Action<T> writeItem)
    {
        writer.Name("_embedded").BeginObject().Name("items").BeginArray();
        foreach (T item in items)
        {
            writeItem(item);
        }

        writer.EndArray().EndObject().EndObject();
    }
}
