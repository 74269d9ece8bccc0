using System;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Auth;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Traffic;

namespace PimPowerShell.Sandbox.Akeneo;

/// <summary>Behaves as an Akeneo PIM does.</summary>
internal sealed class AkeneoBackEnd : IBackEnd
{
    private readonly PimSandboxOptions _options;
    private readonly TokenStore _tokens;
    private readonly TokenEndpoint _tokenEndpoint;
    private readonly RouteTable _routes;

    public AkeneoBackEnd(PimSandboxOptions options, Credentials credentials)
    {
        _options = options;
        _tokens = new TokenStore(options, credentials.AppToken);
        _tokenEndpoint = new TokenEndpoint(credentials, _tokens, options);
        _routes = new RouteTable(AkeneoRoutes.Create(options));
    }

    public IBackEndCall? Find(HttpRequest request)
    {
        if (request.RawPath == TokenEndpoint.Path)
        {
            return new FixedCall(request.Method + " " + TokenEndpoint.Path, isApi: false, trace => _tokenEndpoint.Execute(request, trace.Counters));
        }

        if (request.RawPath == Route.Root && request.Method == "GET")
        {
            return new FixedCall("GET " + Route.Root, isApi: false, _ => Root(request));
        }

        if (!request.RawPath.StartsWith("/api/", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            Route route = _routes.Find(request, out string[] parameters);
            return new AkeneoCall(request, route, parameters, _tokens, _options);
        }
        catch (ApiException error)
        {
            HttpResponse response = ErrorBody.Response(error, "");
            return new FixedCall(
                request.Method + " " + request.RawPath,
                isApi: true,
                _ => error.Allow is null ? response : response.With("Allow", error.Allow));
        }
    }

    private HttpResponse Root(HttpRequest request)
    {
        try
        {
            RequestChecks.Accept(request.Header("Accept"));
            return RootEndpoint.Describe(request, _routes);
        }
        catch (ApiException error)
        {
            return ErrorBody.Response(error, "");
        }
    }

    public HttpResponse TooManyRequests() =>
        ErrorBody.Response(new ApiException(429, "You have exceeded the limit of API requests per second."), "");

    public void ExpireTokens() => _tokens.ExpireAll();
}
