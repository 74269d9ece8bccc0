using System;

namespace PimPowerShell.Sandbox.Http;

/// <summary>The bytes received are not a request that this server takes.</summary>
internal sealed class HttpProtocolException(int status, string reason) : Exception(reason)
{
    public int Status { get; } = status;
}
