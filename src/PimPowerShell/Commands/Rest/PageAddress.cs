using System;
using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Commands.Rest;

/// <summary>The addresses of a list's pages. The options of the caller's own address stay as they are written there.</summary>
internal static class PageAddress
{
    /// <summary>An address with what it does not say itself.</summary>
    public static Uri WithOptions(Uri address, IEnumerable<KeyValuePair<string, string>> options)
    {
        List<KeyValuePair<string, string>> query = Query(address);
        query.AddRange([.. options.Where(option => !query.Any(given => given.Key == option.Key))]);
        return With(address, query);
    }

    /// <summary>The present address with the position that the server's link gives: its links lose other options.</summary>
    public static Uri Next(Uri present, string link)
    {
        var next = new Uri(present, link);
        List<KeyValuePair<string, string>> position = [.. Query(next).Where(option => option.Key is "page" or "search_after")];
        return position.Count == 0 ? next : With(present, [.. Query(present).Where(option => !position.Any(p => p.Key == option.Key)), .. position]);
    }

    private static List<KeyValuePair<string, string>> Query(Uri address) =>
        [.. address.Query.TrimStart('?').Split(['&'], StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split(['='], 2))
            .Select(part => new KeyValuePair<string, string>(part[0], part.Length > 1 ? part[1] : ""))];

    private static Uri With(Uri address, List<KeyValuePair<string, string>> query) =>
        query.Count == 0 ? address : new Uri(address.GetLeftPart(UriPartial.Path) + "?" + string.Join("&", query.Select(option => $"{option.Key}={option.Value}")));
}
