using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;
using PimPowerShell.Sandbox.Traffic;

namespace PimPowerShell.Sandbox.Akeneo.Api;

/// <summary>A request that has found its route.</summary>
internal sealed class ApiRequest(HttpRequest http, Route route, string[] parameters, CallTrace trace)
{
    public HttpRequest Http { get; } = http;

    public Route Route { get; } = route;

    /// <summary>The values of the path's parameters, in order.</summary>
    public string[] Parameters { get; } = parameters;

    public CallTrace Trace { get; } = trace;

    public QueryString Query { get; private init; } = http.Query;

    /// <summary>The absolute URL of a path below the API's root, its segments percent-encoded.</summary>
    public string Url(params string[] segments) =>
        Http.Origin + Route.Root + "/" + string.Join("/", segments.Select(Uri.EscapeDataString));

    /// <summary>The URL of this request without its query.</summary>
    public string OwnUrl => Http.Origin + Http.RawPath;

    public JsonElement ReadJson()
    {
        return PhpJson.TryParse(Http.Body, out JsonElement body) ? body : throw ApiException.BadJson();
    }

    /// <summary>This request with members of a JSON object as further parameters.</summary>
    public ApiRequest WithParameters(IEnumerable<KeyValuePair<string, JsonElement>> members) => new(Http, Route, Parameters, Trace)
    {
        Query = Query.With(members.Select(entry => new KeyValuePair<string, string>(
            entry.Key, entry.Value.ValueKind == JsonValueKind.True ? "true" : PhpJson.Text(entry.Value)))),
    };

    public static HttpResponse Json(PhpJsonWriter writer) => new(200, Mime.Json, writer.Written);

    public static HttpResponse Written(bool created, string location) =>
        HttpResponse.Empty(created ? 201 : 204).With("Location", location);
}
