using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace PimPowerShell.Core.Http;

/// <summary>Which limit of the server a request counts against, besides the common one.</summary>
public enum RequestLane
{
    /// <summary>Only the common limit.</summary>
    Common,
    /// <summary>Writes of attribute options: 3 a second for a whole Akeneo PIM.</summary>
    AttributeOption,
}

/// <summary>One request, in a form that can be sent more than once.</summary>
public sealed class PimRequest
{
    /// <summary>Makes a request to an absolute address.</summary>
    public PimRequest(HttpMethod method, Uri address)
    {
        Method = method;
        Address = WithoutUser(address);
        MayRepeat = method != HttpMethod.Post;
    }

    /// <summary>The HTTP method.</summary>
    public HttpMethod Method { get; }

    /// <summary>The absolute address.</summary>
    public Uri Address { get; }

    /// <summary>The body; empty for none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Opens a body that is too large to be held, once for each attempt; null where <see cref="Body"/> is the body.</summary>
    public Func<Stream>? OpenBody { get; init; }

    /// <summary>How many bytes <see cref="OpenBody"/> gives.</summary>
    public long BodyLength { get; init; }

    /// <summary>The body's media type; null sends no body at all.</summary>
    public string? ContentType { get; init; }

    /// <summary>The media type that the answer should have.</summary>
    public string Accept { get; init; } = "application/json";

    /// <summary>
    /// Whether the request may be sent again after an attempt that the server may have acted on.
    /// True for all methods but POST, unless set.
    /// </summary>
    public bool MayRepeat { get; init; }

    /// <summary>
    /// For a request that may not simply be repeated: looks whether the server has acted on it.
    /// The request is sent again only when this answers false.
    /// </summary>
    public Func<CallContext, Task<bool>>? HasActedAsync { get; init; }

    /// <summary>False sends no credential of the session, for a host that is not the session's.</summary>
    public bool Authenticate { get; init; } = true;

    /// <summary>False fails at the first unsuccessful connection, for a first contact with a mistyped host.</summary>
    public bool RetryUnreachable { get; init; } = true;

    /// <summary>
    /// Takes the body of a successful answer as it arrives, instead of <see cref="PimResponse.Body"/>.
    /// Called again from the start when a transfer broke and is repeated.
    /// </summary>
    public Func<Stream, CancellationToken, Task>? Download { get; init; }

    /// <summary>Secrets that the address or the body has to name: the log and the errors have *** in their place.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>The address as it may be shown.</summary>
    internal Uri ShownAddress => Secrets.Count == 0 ? Address : new Uri(Address, Hide(Address.PathAndQuery));

    /// <summary>A fixed Authorization header, used by token requests.</summary>
    internal string? Authorization { get; init; }

    /// <summary>The address without the name and password that may stand before its host: it is logged, and quoted in errors.</summary>
    internal static Uri WithoutUser(Uri address) =>
        address.UserInfo.Length == 0 ? address : new UriBuilder(address) { UserName = "", Password = "" }.Uri;

    /// <summary>A text without the secrets: a server may repeat in its answer what it was asked.</summary>
    internal string Hide(string text) => Secrets.Where(static secret => secret.Length > 0).Aggregate(text,
        static (shown, secret) => shown.Replace(Uri.EscapeDataString(secret), SecretMask.Hidden).Replace(secret, SecretMask.Hidden));

    /// <summary>True for a POST that changes nothing, such as a search.</summary>
    internal bool OnlyReads { get; init; }

    internal bool IsRead => OnlyReads || Method == HttpMethod.Get || Method == HttpMethod.Head;
}
