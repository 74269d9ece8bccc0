using System.Collections.Generic;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Auth;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo;

/// <summary><c>GET /api/rest/v1</c>: what the server can do, told to anybody (1.22).</summary>
internal static class RootEndpoint
{
    public static HttpResponse Describe(HttpRequest request, RouteTable routes)
    {
        PhpJsonWriter writer = new();
        writer.BeginObject();
        writer.Name("host").String(request.Origin);
        writer.Name("authentication").BeginObject();
        WriteRoute(writer, "fos_oauth_server_token", TokenEndpoint.Path, "POST");
        writer.EndObject();
        writer.Name("routes").BeginObject();
        HashSet<string> names = [];
        foreach (Route route in routes.Routes)
        {
            string name = Name(route);
            if (names.Add(name))
            {
                WriteRoute(writer, name, Route.Root + "/" + route.Template, route.Method);
            }
        }

        writer.EndObject().EndObject();
        return ApiRequest.Json(writer);
    }

    private static string Name(Route route)
    {
        string path = Route.AnchorOf("pim_api", route.Template.Replace("/{", "{")).Replace("__", "_").TrimEnd('_');
        string verb = route.Method switch
        {
            "GET" when route.Template.EndsWith("}") => "get",
            "GET" => "list",
            "POST" => "create",
            "PATCH" or "PUT" => "partial_update",
            _ => "delete",
        };
        return path + "_" + verb;
    }

    private static void WriteRoute(PhpJsonWriter writer, string name, string path, string method)
    {
        writer.Name(name).BeginObject();
        writer.Name("route").String(path);
        writer.Name("methods").BeginArray().String(method).EndArray();
        writer.EndObject();
    }
}
