using System;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Http;

namespace PimPowerShell.Sandbox.Akeneo.Auth;

/// <summary>Whether a call is logged in (2.5).</summary>
internal static class BearerCheck
{
    private const string Scheme = "Bearer ";

    public static string? Token(HttpRequest request)
    {
        string? header = request.Header("Authorization");
        return header is not null && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header.Substring(Scheme.Length).Trim()
            : null;
    }

    /// <summary>The refusal of a call that is not logged in, or null.</summary>
    public static HttpResponse? Refusal(HttpRequest request, TokenStore tokens)
    {
        string? token = Token(request);
        if (token is null)
        {
            return Unauthorized("Authentication is required", "Bearer realm=\"Service\"");
        }

        return tokens.Check(token) switch
        {
            TokenState.Good => null,
            TokenState.Expired => InvalidToken("The access token provided has expired."),
            _ => InvalidToken("The access token provided is invalid."),
        };
    }

    private static HttpResponse InvalidToken(string message) =>
        Unauthorized(message, $"Bearer realm=\"Service\", error=\"invalid_grant\", error_description=\"{message}\"");

    private static HttpResponse Unauthorized(string message, string challenge) =>
        ErrorBody.Response(new ApiException(401, message), "").With("WWW-Authenticate", challenge);
}
