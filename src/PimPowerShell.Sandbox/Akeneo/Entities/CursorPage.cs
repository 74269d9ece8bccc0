using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Paging;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Entities;

/// <summary>Writes the page of a list that knows cursors alone (3.3).</summary>
internal static class CursorPage
{
    /// <param name="writer">Where to write.</param>
    /// <param name="request">The request, whose parameters the links repeat.</param>
    /// <param name="page">The page asked for.</param>
    /// <param name="all">All items of the list.</param>
    /// <param name="cursorOf">The cursor that points behind an item.</param>
    /// <param name="writeItem">Writes one item.</param>
    public static void Write<T>(PhpJsonWriter writer, ApiRequest request, PageRequest page, IEnumerable<T> all, Func<T, string> cursorOf, Action<T> writeItem)
    {
        // The cursor is compared, not looked up: what it names may have been deleted since.
        T[] items =
        [
            .. all.Where(item => page.SearchAfter is null || StringComparer.OrdinalIgnoreCase.Compare(cursorOf(item), page.SearchAfter) > 0)
                .OrderBy(cursorOf, StringComparer.OrdinalIgnoreCase)
                .Take(page.Limit),
        ];
        HalPage.WriteSearchAfter(writer, page, items, cursor => request.OwnUrl + LinkQuery.Cursor(request, cursor), cursorOf, writeItem);
    }
}
