using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo;

/// <summary><c>GET /system-information</c>.</summary>
internal static class SystemInformation
{
    public static HttpResponse Describe(PimSandboxOptions options)
    {
        PhpJsonWriter writer = new();
        writer.BeginObject();
        writer.Name("version").String(options.Version);
        writer.Name("edition").String(options.Edition);
        writer.EndObject();
        return ApiRequest.Json(writer);
    }
}
