using System;
using System.Collections.Generic;
using System.Text;

namespace PimPowerShell.Sandbox.Http;

/// <summary>One answer.</summary>
internal sealed class HttpResponse(int status, string? contentType, ReadOnlyMemory<byte> body)
{
    public int Status { get; } = status;

    public string? ContentType { get; } = contentType;

    public ReadOnlyMemory<byte> Body { get; set; } = body;

    /// <summary>When it was made, by the server's clock.</summary>
    public DateTimeOffset Date { get; set; } = DateTimeOffset.UtcNow;

    public List<KeyValuePair<string, string>> Headers { get; } = [];

    public static HttpResponse Empty(int status) => new(status, null, default);

    public static HttpResponse Text(int status, string contentType, string text) =>
        new(status, contentType, Encoding.UTF8.GetBytes(text));

    public HttpResponse With(string header, string value)
    {
        Headers.Add(new(header, value));
        return this;
    }
}
