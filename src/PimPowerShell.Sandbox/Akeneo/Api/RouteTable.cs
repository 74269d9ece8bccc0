using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Http;

namespace PimPowerShell.Sandbox.Akeneo.Api;

/// <summary>All routes; finds the one that a request is for.</summary>
internal sealed class RouteTable(IEnumerable<Route> routes)
{
    private static readonly string[] _methodOrder = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    private readonly Route[] _routes = [.. routes];

    public IReadOnlyList<Route> Routes => _routes;

    /// <summary>The route and its parameters; refuses with 404 or 405 in the words of the server's framework.</summary>
    public Route Find(HttpRequest request, out string[] parameters)
    {
        // The framework decodes before it splits: a slash that was sent as %2F splits as well (10, quirk 8).
        string decoded = Uri.UnescapeDataString(request.RawPath);
        string[] path = decoded.StartsWith(Route.Root + "/", StringComparison.Ordinal) ? decoded.Substring(Route.Root.Length + 1).Split('/') : [];
        HashSet<string> allowed = [];
        foreach (Route route in _routes)
        {
            string[]? match = route.Match(path);
            if (match is null)
            {
                continue;
            }

            if (route.Method == request.Method)
            {
                parameters = match;
                return route;
            }

            allowed.Add(route.Method);
        }

        string url = request.Origin + request.RawPath;
        if (allowed.Count == 0)
        {
            throw ApiException.NotFound($"No route found for \"{request.Method} {url}\"");
        }

        string methods = string.Join(", ", allowed.OrderBy(method => Array.IndexOf(_methodOrder, method)));
        throw new ApiException(405, $"No route found for \"{request.Method} {url}\": Method Not Allowed (Allow: {methods})") { Allow = methods };
    }
}
