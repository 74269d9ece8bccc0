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
        if (request.Method == "GET")
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

    public static void Permission(Route route, bool readOnlyUser)
    {
        if (!readOnlyUser || route.Access == Access.List)
        {
            return;
        }

        // the message for deletion has no full stop (7.4)
        throw new ApiException(403, route.Access == Access.Edit
            ? $"Access forbidden. You are not allowed to create or update {route.Entities}."
            : $"Access forbidden. You are not allowed to delete {route.Entities}");
    }

    /// <summary>The media type of a header, without its parameters.</summary>
    public static string MediaType(string header) => header.Split(';')[0].Trim();

    private static void Accept(string? accept)
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

    private static void ContentType(string? header, string required)
    {
        if (string.IsNullOrEmpty(header))
        {
            throw new ApiException(415, $"The \"Content-Type\" header is missing. \"{required}\" has to be specified as value.");
        }

        string given = MediaType(header!);
        if (!given.Equals(required, StringComparison.OrdinalIgnoreCase))
        {
            throw new ApiException(415, $"\"{given}\" in \"Content-Type\" header is not valid. Only \"{required}\" is allowed.");
        }
    }
}
