using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Http;

namespace PimPowerShell.Sandbox.Akeneo.Api;

/// <summary>What every call is checked for before its handler sees it.</summary>
internal static class RequestChecks
{
    public static void Headers(HttpRequest request, Route route)
    {
        if (request.Method == "GET" && !route.AnswersFile)
        {
            Accept(request.Header("Accept"));
        }

        switch (route.Body)
        {
            case RequestBody.Json:
                ContentType(request.Header("Content-Type"), Mime.Json);
                break;
            case RequestBody.JsonLines:
                ContentType(request.Header("Content-Type"), Mime.JsonLines);
                break;
            case RequestBody.Form:
                ContentType(request.Header("Content-Type"), MultipartReader.MediaType);
                break;
            case RequestBody.JsonOrForm:
                ContentType(request.Header("Content-Type"), Mime.Json, MultipartReader.MediaType);
                break;
        }
    }

    public static void Query(QueryString query)
    {
        foreach (KeyValuePair<string, string> parameter in query.Parameters)
        {
            if (parameter.Key.Contains("["))
            {
                throw ApiException.BadRequest("Bracket syntax is not supported in query parameters.");
            }
        }
    }

    public static void Permission(Route route, bool readOnlyUser, bool isApp)
    {
        bool mayWrite = !readOnlyUser || route.Access == Access.List;
        if (mayWrite && (isApp || !route.ForApps))
        {
            return;
        }

        // the message for the deletion of products has no full stop (7.4)
        throw new ApiException(403, "Access forbidden. You are not allowed to " + route.Access switch
        {
            Access.List => $"list {route.Entities}.",
            Access.Edit => $"create or update {route.Entities}.",
            _ => $"delete {route.Entities}{(route.Entities == "products" ? "" : ".")}",
        });
    }

    /// <summary>The media type of a header, without its parameters.</summary>
    public static string MediaType(string header) => header.Split(';')[0].Trim();

    public static void Accept(string? accept)
    {
        if (string.IsNullOrEmpty(accept))
        {
            return;
        }

        bool allowed = accept!.Split(',').Select(MediaType)
            .Any(type => type is "*/*" or "application/*" || type.Equals(Mime.Json, StringComparison.OrdinalIgnoreCase));
        if (!allowed)
        {
            throw new ApiException(406, $"\"{accept}\" in \"Accept\" header is not valid. Only \"{Mime.Json}\" is allowed.");
        }
    }

    private static void ContentType(string? header, params string[] required)
    {
        string names = string.Join(" or ", required.Select(type => $"\"{type}\""));
        if (string.IsNullOrEmpty(header))
        {
            throw new ApiException(415, $"The \"Content-Type\" header is missing. {names} has to be specified as value.");
        }

        string given = MediaType(header!);
        if (!required.Contains(given, StringComparer.OrdinalIgnoreCase))
        {
            throw new ApiException(415, $"\"{given}\" in \"Content-Type\" header is not valid. Only {names} {(required.Length == 1 ? "is" : "are")} allowed.");
        }
    }
}
