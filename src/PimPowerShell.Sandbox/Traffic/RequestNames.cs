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

    public static PimSandboxRequest Describe(HttpRequest request, string route, int status)
    {
        string? contentType = request.Header("Content-Type")?.Split(';')[0].Trim().ToLowerInvariant();
        return new(route, status, contentType, Distinct(request.Query), [.. InBody(request, contentType).Distinct()]);
    }

    private static IEnumerable<string> InBody(HttpRequest request, string? contentType)
    {
        if (contentType == UrlEncoded)
        {
            return Distinct(QueryString.Parse(Encoding.UTF8.GetString(request.Body.ToArray())));
        }

        if (contentType == MultipartReader.MediaType)
        {
            return MultipartReader.TryRead(request.Header("Content-Type"), request.Body, out IReadOnlyList<MultipartPart> parts) ? parts.Select(part => part.Name) : [];
        }

        // a batch has an object in each line, and a line that is none is the server's to refuse
        return InJson(request.Body) ?? Encoding.UTF8.GetString(request.Body.ToArray()).Split('\n').SelectMany(line => InJson(Encoding.UTF8.GetBytes(line)) ?? []);
    }

    private static string[]? InJson(ReadOnlyMemory<byte> json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? [.. document.RootElement.EnumerateArray().SelectMany(Members)]
                : Members(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string[] Members(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? [.. element.EnumerateObject().Select(member => member.Name)] : [];

    private static string[] Distinct(QueryString query) => [.. query.Parameters.Select(parameter => parameter.Key).Distinct()];
}
