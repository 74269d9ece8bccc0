using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace PimPowerShell.Core.Tests.Support;

/// <summary>
/// The operations that Akeneo publishes: the Swagger file of the classic editions and the Postman file of the SaaS
/// edition together. Path parameters have other names in each, so they count by their place: <c>families/{}/variants/{}</c>.
/// </summary>
internal sealed class PublishedApi
{
    public const string ClassicFile = "akeneo-web-api.json";
    public const string SaasFile = "akeneo-saas-postman.json";

    private const string Root = "/api/rest/v1";

    private readonly Dictionary<(string Path, string Method), HashSet<string>> _operations = [];

    private PublishedApi()
    {
    }

    /// <summary>Both files.</summary>
    public static PublishedApi Read()
    {
        var api = new PublishedApi();
        api.AddSwagger();
        api.AddPostman();
        return api;
    }

    public IEnumerable<string> Paths => _operations.Keys.Select(operation => operation.Path).Distinct();

    public bool HasPath(string path) => _operations.Keys.Any(operation => operation.Path == path);

    public bool Has(string path, string method) => _operations.ContainsKey((path, method));

    /// <summary>The query options of an operation; none where it is not published.</summary>
    public IReadOnlyCollection<string> Options(string path, string method = "GET") =>
        _operations.TryGetValue((path, method), out HashSet<string>? options) ? options : [];

    /// <summary>A path without the names of its parameters.</summary>
    public static string ByPlace(string path) =>
        string.Join("/", path.Split('/').Select(part => part.StartsWith('{') || part.StartsWith(':') ? "{}" : part));

    private void AddSwagger()
    {
        using JsonDocument file = SharedReference.Read(ClassicFile);
        foreach (JsonProperty path in file.RootElement.GetProperty("paths").EnumerateObject())
        {
            foreach (JsonProperty operation in path.Value.EnumerateObject())
            {
                Add(path.Name, operation.Name, operation.Value.TryGetProperty("parameters", out JsonElement parameters)
                    ? parameters.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "query").Select(parameter => parameter.GetProperty("name").GetString()!)
                    : []);
            }
        }
    }

    private void AddPostman()
    {
        using JsonDocument file = SharedReference.Read(SaasFile);
        AddFolder(file.RootElement);
    }

    private void AddFolder(JsonElement folder)
    {
        foreach (JsonElement item in folder.GetProperty("item").EnumerateArray())
        {
            if (!item.TryGetProperty("request", out JsonElement request))
            {
                AddFolder(item);
                continue;
            }

            JsonElement url = request.GetProperty("url");
            string path = "/" + string.Join("/", url.GetProperty("path").EnumerateArray().Select(part => part.GetString()));
            Add(path, request.GetProperty("method").GetString()!, url.TryGetProperty("query", out JsonElement query)
                ? query.EnumerateArray().Select(option => option.GetProperty("key").GetString()!)
                : []);
        }
    }

    private void Add(string path, string method, IEnumerable<string> options)
    {
        if (!path.StartsWith(Root, StringComparison.Ordinal))
        {
            return;
        }

        (string, string) operation = (ByPlace(path[Root.Length..].TrimStart('/')), method.ToUpperInvariant());
        if (!_operations.TryGetValue(operation, out HashSet<string>? known))
        {
            _operations[operation] = known = [];
        }

        known.UnionWith(options);
    }
}
