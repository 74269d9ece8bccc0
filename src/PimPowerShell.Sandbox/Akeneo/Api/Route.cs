using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Http;

namespace PimPowerShell.Sandbox.Akeneo.Api;

/// <summary>What a user's role must allow for a call.</summary>
internal enum Access
{
    List,
    Edit,
    Delete,
}

/// <summary>What a call must carry.</summary>
internal enum RequestBody
{
    None,
    Json,
    JsonLines,
    Form,
    JsonOrForm,
}

/// <summary>Answers a call whose route, login, headers and permission are in order.</summary>
internal delegate HttpResponse RouteHandler(ApiRequest request);

/// <summary>One operation of the API, as data: method, path, what it needs, and who answers it.</summary>
internal sealed class Route(string method, string template, string entities, RouteHandler handler)
{
    public const string Root = "/api/rest/v1";

    public string Method { get; } = method;

    /// <summary>The path below <see cref="Root"/>, e.g. <c>attributes/{attribute_code}/options</c>.</summary>
    public string Template { get; } = template;

    public string[] Segments { get; } = template.Split('/');

    /// <summary>The plural that a refused permission names.</summary>
    public string Entities { get; } = entities;

    public RouteHandler Handler { get; } = handler;

    public Access Access { get; init; }

    public RequestBody Body { get; init; }

    public bool WritesOptions { get; init; }

    /// <summary>Whether only an app's token opens it.</summary>
    public bool ForApps { get; init; }

    /// <summary>Whether the last parameter takes slashes with it, as the codes of media files have them.</summary>
    public bool TakesSlashes { get; init; }

    /// <summary>Whether the answer is a file, which is sent whatever the request accepts.</summary>
    public bool AnswersFile { get; init; }

    public string Name => $"{Method} {Root}/{Template}";

    /// <summary>The operation's name in the documentation, e.g. <c>patch_products__code_</c>.</summary>
    public string Anchor => AnchorOf(Method, Template);

    public static string AnchorOf(string method, string template) =>
        method.ToLowerInvariant() + "_" + new string([.. template.Select(c => c is '/' or '{' or '}' or '-' ? '_' : c)]);

    /// <summary>The path's parameters in order, or null when the path is not this route's.</summary>
    public string[]? Match(IReadOnlyList<string> path)
    {
        int surplus = path.Count - Segments.Length;
        if (surplus < 0 || (surplus > 0 && !TakesSlashes))
        {
            return null;
        }

        int last = Array.FindLastIndex(Segments, segment => segment[0] == '{');
        List<string> parameters = [];
        for (int i = 0, at = 0; i < Segments.Length; i++)
        {
            int taken = i == last ? surplus + 1 : 1;
            if (Segments[i][0] == '{')
            {
                parameters.Add(string.Join("/", path.Skip(at).Take(taken)));
            }
            else if (Segments[i] != path[at])
            {
                return null;
            }

            at += taken;
        }

        return [.. parameters];
    }
}
