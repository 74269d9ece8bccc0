using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using PimPowerShell.Sandbox.Http;

namespace PimPowerShell.Sandbox.Traffic;

/// <summary>The names that a request goes by, which is what the log keeps of it.</summary>
internal static class RequestNames
{
    private const string UrlEncoded = "application/x-www-form-urlencoded";
    private const string Items = "[]";

    public static PimSandboxRequest Describe(HttpRequest request, string route, int status)
    {
        string? contentType = request.Header("Content-Type")?.Split(';')[0].Trim().ToLowerInvariant();
        string[] paths = [.. InBody(request, contentType).Distinct()];
        return new(route, status, contentType, Distinct(request.Query), [.. paths.Where(static path => path.IndexOf('.') < 0)]) { BodyPaths = paths };
    }

    private static IEnumerable<string> InBody(HttpRequest request, string? contentType)
    {
        if (contentType == UrlEncoded)
        {
            return Distinct(QueryString.Parse(Encoding.UTF8.GetString(request.Body.ToArray())));
        }

        if (contentType == MultipartReader.MediaType)
        {
            return MultipartReader.TryRead(request.Header("Content-Type"), request.Body, out IReadOnlyList<MultipartPart> parts) ? parts.SelectMany(InPart) : [];
        }

        // a batch has an object in each line, and a line that is none is the server's to refuse
        return InJson(request.Body) ?? Encoding.UTF8.GetString(request.Body.ToArray()).Split('\n').SelectMany(line => InJson(Encoding.UTF8.GetBytes(line)) ?? []);
    }

    /// <summary>A field of a form, which may hold an object.</summary>
    private static IEnumerable<string> InPart(MultipartPart part) =>
        [part.Name, .. part.FileName is null && InJson(part.Bytes, part.Name + ".") is { } within ? within : []];

    private static string[]? InJson(ReadOnlyMemory<byte> json, string prefix = "")
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? [.. document.RootElement.EnumerateArray().SelectMany(item => Members(item, prefix))]
                : [.. Members(document.RootElement, prefix)];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Members(JsonElement element, string prefix) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().SelectMany(member => Within(member.Value, prefix + member.Name).Prepend(prefix + member.Name))
        : [];

    private static IEnumerable<string> Within(JsonElement value, string path) => value.ValueKind == JsonValueKind.Array
        ? value.EnumerateArray().SelectMany(item => Within(item, path + Items))
        : Members(value, path + ".");

    private static string[] Distinct(QueryString query) => [.. query.Parameters.Select(parameter => parameter.Key).Distinct()];
}
