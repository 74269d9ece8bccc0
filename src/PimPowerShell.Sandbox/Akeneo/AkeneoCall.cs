using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Auth;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Traffic;

namespace PimPowerShell.Sandbox.Akeneo;

/// <summary>A call of the API proper: login, headers, permission, and then its handler.</summary>
internal sealed class AkeneoCall(HttpRequest request, Route route, string[] parameters, TokenStore tokens, PimSandboxOptions options) : IBackEndCall
{
    public string RouteName => route.Name;

    public bool IsApi => true;

    public bool WritesOptions => route.WritesOptions;

    public bool HasMortalToken => BearerCheck.Token(request) is string token && !tokens.IsAppToken(token);

    public HttpResponse Execute(CallTrace trace)
    {
        HttpResponse? refusal = BearerCheck.Refusal(request, tokens);
        if (refusal is not null)
        {
            return refusal;
        }

        try
        {
            RequestChecks.Headers(request, route);
            RequestChecks.Query(request.Query);
            RequestChecks.Permission(route, options.ReadOnlyUser, isApp: tokens.IsAppToken(BearerCheck.Token(request)!));
            return route.Handler(new ApiRequest(request, route, parameters, trace));
        }
        catch (ApiException error)
        {
            return ErrorBody.Response(error, route.Anchor);
        }
    }
}
