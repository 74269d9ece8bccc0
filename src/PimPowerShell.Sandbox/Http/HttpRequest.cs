using System;
using System.Collections.Generic;

namespace PimPowerShell.Sandbox.Http;

/// <summary>One request, read to the end of its body.</summary>
internal sealed class HttpRequest
{
    private QueryString? _query;

    public HttpRequest(string method, string target, Dictionary<string, string> headers, ReadOnlyMemory<byte> body)
    {
        Method = method;
        Headers = headers;
        Body = body;
        int mark = target.IndexOf('?');
        RawPath = mark < 0 ? target : target.Substring(0, mark);
        RawQuery = mark < 0 ? "" : target.Substring(mark + 1);
    }

    public string Method { get; }

    /// <summary>The path as sent, percent-encoded.</summary>
    public string RawPath { get; }

    /// <summary>The query as sent, without the question mark.</summary>
    public string RawQuery { get; }

    /// <summary>Names are compared without case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    public ReadOnlyMemory<byte> Body { get; }

    public QueryString Query => _query ??= QueryString.Parse(RawQuery);

    /// <summary>Scheme and host as the client named them: what absolute links begin with.</summary>
    public string Origin => "http://" + (Header("Host") ?? "localhost");

    public string? Header(string name) => Headers.TryGetValue(name, out string? value) ? value : null;
}
