using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Paging;

/// <summary>Answers a list that is held as a whole, by page numbers.</summary>
internal static class NumberedList
{
    public static HttpResponse Answer<T>(ApiRequest request, PageRequest page, IReadOnlyList<T> all, Action<PhpJsonWriter, T> writeItem)
    {
        List<T> items = [.. all.Skip((int)Math.Min(int.MaxValue, page.Offset)).Take(page.Limit)];
        PhpJsonWriter writer = new(escapeMarkup: true);
        HalPage.WriteNumbered(
            writer,
            page,
            items,
            () => all.Count,
            number => request.OwnUrl + LinkQuery.Structure(request, page, number),
            item => writeItem(writer, item));
        return ApiRequest.Json(writer);
    }
}
