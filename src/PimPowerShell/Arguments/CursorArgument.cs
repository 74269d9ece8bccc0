using System;
using System.Management.Automation;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Arguments;

/// <summary>Reads what users give -SearchAfter: a cursor of the server, or where that is a uuid the item read last.</summary>
internal static class CursorArgument
{
    /// <param name="given">What was given; null for nothing.</param>
    /// <param name="resource">What is listed.</param>
    /// <exception cref="PimException">The list has no such cursor.</exception>
    public static string? Read(object? given, PimResource resource)
    {
        bool isUuid = resource.Key == "uuid" && resource.Paging is (PagingStyle.SearchAfter or PagingStyle.Cursor);
        object? plain = PlainTree.Unwrap(given);
        string? cursor = plain is null ? null
            : plain is not string && given is PSObject { BaseObject: PSCustomObject } item ? (isUuid ? item.Properties["Uuid"]?.Value?.ToString() : null) ?? throw Wrong("takes the cursor of a link that the server gave, and no object")
            : LanguagePrimitives.ConvertTo<string>(plain);
        return cursor is null || !isUuid || Guid.TryParse(cursor, out _) ? cursor : throw Wrong($"this list goes on behind the uuid of an item, and '{cursor}' is none");
    }

    private static PimException Wrong(string what) => new(PimErrorKind.Input, $"SearchAfter: {what}.") { Subject = "SearchAfter" };
}
