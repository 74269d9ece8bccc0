using System;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Pims.Auth;

namespace PimPowerShell.Sandbox.Pims.Api;

/// <summary>One thing that a caller can ask for, and the permission that it takes.</summary>
internal sealed record PimsAction(Permissions Permission, Func<PimsRequest, HttpResponse> Handler)
{
    public bool Writes { get; init; }
}
