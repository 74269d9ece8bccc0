using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Api;

/// <summary>Writes refusals, as the body of an answer or as part of a batch's line.</summary>
internal static class ErrorBody
{
    private const string Reference = "http://api.akeneo.com/api-reference.html#";

    public static HttpResponse Response(ApiException error, string anchor)
    {
        PhpJsonWriter writer = new();
        writer.BeginObject().Name("code").Number(error.Status);
        WriteMembers(writer, error, anchor);
        writer.EndObject();
        return new HttpResponse(error.Status, Mime.Json, writer.Written);
    }

    /// <summary>Message, violations and link: what an answer and a line have in common.</summary>
    public static void WriteMembers(PhpJsonWriter writer, ApiException error, string anchor)
    {
        writer.Name("message").String(error.Message);
        if (error.Violations.Count > 0)
        {
            writer.Name("errors").BeginArray();
            foreach (Violation violation in error.Violations)
            {
                WriteViolation(writer, violation);
            }

            writer.EndArray();
        }

        string? link = error.LinksToOperation ? Reference + anchor : error.Documentation;
        if (link is not null)
        {
            writer.Name("_links").BeginObject().Name("documentation").BeginObject();
            writer.Name("href").String(link).EndObject().EndObject();
        }
    }

    private static void WriteViolation(PhpJsonWriter writer, Violation violation)
    {
        writer.BeginObject();
        writer.Name("property").String(violation.Property);
        writer.Name("message").String(violation.Message);
        if (violation.Attribute is not null)
        {
            writer.Name("attribute").String(violation.Attribute);
            writer.Name("locale").String(violation.Locale);
            writer.Name("scope").String(violation.Scope);
        }

        writer.EndObject();
    }
}
