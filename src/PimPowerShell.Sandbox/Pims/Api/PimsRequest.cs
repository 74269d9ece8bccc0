using System;
using System.Text.Json;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;
using PimPowerShell.Sandbox.Pims.Auth;
using PimPowerShell.Sandbox.Pims.Schema;
using PimPowerShell.Sandbox.Traffic;

namespace PimPowerShell.Sandbox.Pims.Api;

/// <summary>A request that has found its action and may ask for it.</summary>
internal sealed class PimsRequest(HttpRequest http, string[] parameters, JsonElement body, PimsKey? key, PimsInstance instance, CallTrace trace)
{
    private AttributeMap? _map;

    public HttpRequest Http { get; } = http;

    /// <summary>The values of the path's parameters, in order.</summary>
    public string[] Parameters { get; } = parameters;

    /// <summary>The body of a POST to a management endpoint.</summary>
    public JsonElement Body { get; } = body;

    public CallTrace Trace { get; } = trace;

    /// <summary>The caller's key. Only asset files are given to those who have none.</summary>
    public PimsKey Key => key ?? throw new InvalidOperationException("The action needs no key.");

    /// <summary>
    /// Who is named in the history: the user of the session, or else the key, masked. How a session is told is not documented;
    /// the header goes by the name that the documentation of buckets gives the owner.
    /// </summary>
    public string User => SessionUser ?? Key.Masked;

    /// <summary>Who owns what the caller keeps for itself: the user of the session, or else the key.</summary>
    public string Owner => SessionUser ?? Key.Value;

    private string? SessionUser => Http.Header("ApiUser") is { Length: > 0 } user ? user : null;

    /// <summary>The attributes as the caller's view shows them.</summary>
    public AttributeMap Map => _map ??= instance.Schema.MapFor(Key, Http.Header("ApiView"));

    /// <summary>The beginning of an answer that went well.</summary>
    public PhpJsonWriter Ok(string? status = null)
    {
        PhpJsonWriter writer = new();
        writer.BeginObject().Name("status").String(status ?? instance.Options.PimsStatusText);
        return writer;
    }
}
