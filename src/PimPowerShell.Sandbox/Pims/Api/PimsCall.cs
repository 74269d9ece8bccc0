using System;
using System.Text.Json;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;
using PimPowerShell.Sandbox.Pims.Auth;
using PimPowerShell.Sandbox.Traffic;

namespace PimPowerShell.Sandbox.Pims.Api;

/// <summary>A call on its way: key, body, permission, and then its handler.</summary>
internal sealed class PimsCall : IBackEndCall
{
    private readonly HttpRequest _request;
    private readonly PimsRoute _route;
    private readonly string[] _parameters;
    private readonly PimsInstance _instance;
    private readonly JsonElement _body;
    private readonly bool _hasBody;
    private readonly PimsAction? _action;

    public PimsCall(HttpRequest request, PimsRoute route, string[] parameters, PimsInstance instance)
    {
        _request = request;
        _route = route;
        _parameters = parameters;
        _instance = instance;
        _hasBody = route.IsManagement && PhpJson.TryParse(request.Body, out _body);
        string? name = PhpJson.TryGet(_body, "action", out JsonElement action) ? PhpJson.StringOrNull(action) : null;
        _action = route.Find(name);
        RouteName = route.IsManagement && _action is not null ? route.Name + " " + name : route.Name;
    }

    public string RouteName { get; }

    public bool IsApi => true;

    public bool WritesOptions => false;

    public bool HasMortalToken => false;

    public HttpResponse Execute(CallTrace trace)
    {
        try
        {
            PimsKey key = _instance.Keys.Require(_request.Header("ApiKey"));
            RequireBody();
            PimsAction action = _action ?? throw new PimsException("Action is unknown!");
            return key.May(action.Permission) && !(action.Writes && _instance.Options.ReadOnlyUser)
                ? action.Handler(new PimsRequest(_request, _parameters, _body, key, _instance, trace))
                : throw PimsException.AccessDenied();
        }
        catch (PimsException error)
        {
            return PimsAnswer.Error(error.Message, _instance.Options.PimsErrorStatusCode);
        }
    }

    private void RequireBody()
    {
        if (!_route.IsManagement)
        {
            return;
        }

        if (_request.Header("Content-Type")?.Split(';')[0].Trim().Equals(PimsAnswer.Mime, StringComparison.OrdinalIgnoreCase) != true)
        {
            throw new PimsException("The Content-Type should be application/json!");
        }

        if (!_hasBody)
        {
            throw new PimsException("The request body is not valid JSON!");
        }
    }
}
