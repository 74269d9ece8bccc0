using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>What a catalog is made of, in the order in which it is written.</summary>
public static class CatalogPlan
{
    /// <summary>The kinds of things of a back end's catalog: what others refer to comes before them.</summary>
    public static IReadOnlyList<PimResource> Of(IPimProvider provider) =>
        [.. provider.Resources.Where(static resource => resource.WriteOrder > 0).OrderBy(static resource => resource.WriteOrder)];

    /// <summary>Those of them that a caller wants.</summary>
    /// <param name="provider">The back end.</param>
    /// <param name="include">Their nouns; null for all.</param>
    /// <param name="exclude">The nouns of those that are left out.</param>
    /// <exception cref="PimException">There is no such kind of thing, or nothing is left.</exception>
    public static IReadOnlyList<PimResource> Of(IPimProvider provider, IReadOnlyCollection<string>? include, IReadOnlyCollection<string> exclude)
    {
        IReadOnlyList<PimResource> all = Of(provider);
        if ((include ?? []).Concat(exclude).FirstOrDefault(noun => !all.Any(resource => Is(resource, noun))) is { } unknown)
        {
            throw new PimException(PimErrorKind.Input, $"{provider.Name} has no {unknown} in its catalog. It has {string.Join(", ", all.Select(static resource => resource.Noun))}.") { Subject = unknown };
        }

        PimResource[] wanted = [.. all.Where(resource => include?.Any(noun => Is(resource, noun)) != false && !exclude.Any(noun => Is(resource, noun)))];
        return wanted.Length > 0 ? wanted : throw new PimException(PimErrorKind.Input, "Nothing is left of the catalog: see -Include and -Exclude.");
    }

    /// <summary>The name of the file that has the items of one kind: <c>family-variants.jsonl</c>.</summary>
    public static string FileName(PimResource resource)
    {
        var name = new StringBuilder();
        foreach (char c in resource.Noun)
        {
            name.Append(char.IsUpper(c) && name.Length > 0 ? "-" : "").Append(char.ToLowerInvariant(c));
        }

        if (name[name.Length - 1] == 'y')
        {
            name.Remove(name.Length - 1, 1).Append("ie");
        }

        return name.Append("s.jsonl").ToString();
    }

    /// <summary>Whether items of a kind lie below others of it.</summary>
    internal static bool HasLevels(PimResource resource) => ParentField(resource) is not null;

    /// <summary>The key of the item above that of a line, or above an item as it was read, of its own kind; null for none.</summary>
    internal static string? Parent(PimResource resource, ReadOnlyMemory<byte> line)
    {
        if (ParentField(resource) is not { } field)
        {
            return null;
        }

        // a map of attributes has two names in lines: one as what was read, another as what is sent
        ReadOnlyMemory<byte> members = resource.Values is not { } shape ? line
            : JsonCursor.FindValue(line, "values"u8) is { IsEmpty: false } read ? read
            : JsonCursor.FindValue(line, "attributes"u8) is { IsEmpty: false } sent ? sent : shape.ValuesOf(line);
        return members.IsEmpty || JsonCursor.FindString(members.Span, Encoding.UTF8.GetBytes(field)) is not { Length: > 0 } parent ? null : parent;
    }

    /// <summary>The same of an item as it was read.</summary>
    internal static string? Parent(PimResource resource, JsonObject item) =>
        ParentField(resource) is { } field ? ItemLine.Text(ItemLine.Map(resource, item) ?? item, field) : null;

    private static string? ParentField(PimResource resource) => resource.Values is { } shape
        ? shape.Fields.FirstOrDefault(static field => field.Value == "Parent").Key
        : resource.References.FirstOrDefault(reference => reference.Noun == resource.Noun && reference.Form == ReferenceForm.Code)?.Field;

    private static bool Is(PimResource resource, string noun) => resource.Noun.Equals(noun, StringComparison.OrdinalIgnoreCase);
}
