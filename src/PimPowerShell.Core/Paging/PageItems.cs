using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Paging;

/// <summary>Reads lists for what has to be known of their items.</summary>
internal static class PageItems
{
    /// <summary>Hands on each item of a list. It is gone when the call returns.</summary>
    /// <exception cref="PimException">The server refused, could not be reached, or sent something else than such items.</exception>
    public static async Task ReadEachAsync(this IPageSource list, Action<JsonElement> take, CallContext context)
    {
        using var pages = new PageReader(list, context);
        while (await pages.ReadAsync().ConfigureAwait(false) is { } page)
        {
            using (page)
            {
                try
                {
                    foreach (JsonDocument item in page.ReadDocuments())
                    {
                        using (item)
                        {
                            take(item.RootElement);
                        }
                    }
                }
                catch (Exception e) when (e is JsonException or InvalidOperationException)
                {
                    throw PimPage.Unexpected(e);
                }
            }
        }
    }

    /// <summary>The keys of a page's items, as far as they have one.</summary>
    /// <param name="page">The page.</param>
    /// <param name="name">What the key is called.</param>
    public static IEnumerable<string> Keys(this PimPage page, string name)
    {
        byte[] field = Encoding.UTF8.GetBytes(name);
        return page.TakeItems().Select(item => JsonCursor.FindString(item.Span, field)).OfType<string>();
    }
}
