using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Pims.Api;

/// <summary>The two envelopes.</summary>
internal static class PimsAnswer
{
    public const string Mime = "application/json";

    public static HttpResponse Of(PhpJsonWriter writer) => new(200, Mime, writer.Written);

    public static HttpResponse Error(string message, int status)
    {
        PhpJsonWriter writer = new();
        writer.BeginObject().Name("status").String("Error").Name("status_message").String(message).EndObject();
        return new HttpResponse(status, Mime, writer.Written);
    }
}
