using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Auth;

/// <summary><c>POST /api/oauth/v1/token</c>, with the refusals of section 2.4.</summary>
internal sealed class TokenEndpoint(Credentials credentials, TokenStore tokens, PimSandboxOptions options)
{
    public const string Path = "/api/oauth/v1/token";

    private const int BodyMaximum = 300;

    public HttpResponse Execute(HttpRequest request, PimSandboxCounters counters)
    {
        try
        {
            if (request.Method != "POST")
            {
                throw new ApiException(405, $"No route found for \"{request.Method} {request.Origin}{Path}\": Method Not Allowed (Allow: POST)") { Allow = "POST" };
            }

            return Grant(request, counters);
        }
        catch (ApiException error)
        {
            counters.GrantRefused();
            HttpResponse response = ErrorBody.Response(error, "");
            return error.Allow is null ? response : response.With("Allow", error.Allow);
        }
    }

    private HttpResponse Grant(HttpRequest request, PimSandboxCounters counters)
    {
        if (request.Body.Length > BodyMaximum)
        {
            throw new ApiException(413, $"Request content exceeded the maximum allowed size of {BodyMaximum} bytes");
        }

        Dictionary<string, string> fields = Fields(request);
        string grant = Field(fields, "grant_type");
        if (grant == "refresh_token")
        {
            string refreshToken = Field(fields, "refresh_token");
            Require(refreshToken.Length > 0, "Parameter \"grant_type\" or \"refresh_token\" is missing or empty");
            RequireClient(request);
            Require(tokens.TryRedeem(refreshToken), "Refresh token is invalid or has expired");
            counters.Renewed();
            return Granted();
        }

        string user = Field(fields, "username");
        string password = Field(fields, "password");
        Require(
            grant == "password" && user.Length > 0 && password.Length > 0,
            "Parameter \"grant_type\", \"username\" or \"password\" is missing, empty or invalid");
        RequireClient(request);
        Require(user == credentials.UserName && password == credentials.Password, "No user found for the given username and password");
        counters.PasswordGranted();
        return Granted();
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw ApiException.Unprocessable(message);
        }
    }

    private void RequireClient(HttpRequest request) => Require(
        request.Header("Authorization") == "Basic " + Base64(credentials.ClientId + ":" + credentials.ClientSecret),
        "Parameter \"client_id\" is missing or does not match any client, or secret is invalid");

    private HttpResponse Granted()
    {
        TokenPair pair = tokens.Issue();
        PhpJsonWriter writer = new();
        writer.BeginObject();
        writer.Name("access_token").String(pair.Access);
        writer.Name("expires_in").Number(options.TokenLifetimeSec);
        writer.Name("token_type").String("bearer");
        writer.Name("scope").Null();
        writer.Name("refresh_token").String(pair.Refresh);
        writer.EndObject();
        return ApiRequest.Json(writer).With("Cache-Control", "no-store, private").With("Pragma", "no-cache");
    }

    private static Dictionary<string, string> Fields(HttpRequest request)
    {
        string? header = request.Header("Content-Type");
        if (string.IsNullOrEmpty(header))
        {
            throw new ApiException(415, $"The \"Content-Type\" header is missing. \"{Mime.Json}\" or \"{Mime.Form}\" has to be specified as value.");
        }

        string type = RequestChecks.MediaType(header!).ToLowerInvariant();
        return type switch
        {
            Mime.Json => JsonFields(request.Body),
            Mime.Form => FormFields(request.Body),
            _ => throw new ApiException(415, $"\"{type}\" in \"Content-Type\" header is not valid. Only \"{Mime.Json}\" or \"{Mime.Form}\" are allowed."),
        };
    }

    private static Dictionary<string, string> JsonFields(ReadOnlyMemory<byte> body)
    {
        if (!PhpJson.TryParse(body, out JsonElement json))
        {
            throw ApiException.BadJson();
        }

        Dictionary<string, string> fields = [];
        foreach (KeyValuePair<string, JsonElement> entry in PhpJson.Entries(json))
        {
            fields[entry.Key] = PhpJson.StringOrNull(entry.Value) ?? "";
        }

        return fields;
    }

    private static Dictionary<string, string> FormFields(ReadOnlyMemory<byte> body)
    {
        Dictionary<string, string> fields = [];
        foreach (KeyValuePair<string, string> pair in QueryString.Parse(Encoding.UTF8.GetString(body.ToArray())).Parameters)
        {
            fields[pair.Key] = pair.Value;
        }

        return fields;
    }

    private static string Field(Dictionary<string, string> fields, string name) =>
        fields.TryGetValue(name, out string? value) ? value : "";

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
