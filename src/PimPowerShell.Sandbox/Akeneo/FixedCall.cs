using System;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Traffic;

namespace PimPowerShell.Sandbox.Akeneo;

/// <summary>A call that needs no login: the token endpoint, the root, and paths that lead nowhere.</summary>
internal sealed class FixedCall(string routeName, bool isApi, Func<CallTrace, HttpResponse> execute) : IBackEndCall
{
    public string RouteName => routeName;

    public bool IsApi => isApi;

    public bool WritesOptions => false;

    public bool HasMortalToken => false;

    public HttpResponse Execute(CallTrace trace) => execute(trace);
}
