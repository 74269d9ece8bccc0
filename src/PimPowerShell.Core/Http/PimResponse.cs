using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;

namespace PimPowerShell.Core.Http;

/// <summary>A whole answer. The body lies in a pooled buffer that <see cref="Dispose"/> gives back.</summary>
public sealed class PimResponse : IDisposable
{
    private readonly HttpResponseHeaders _headers;
    private readonly HttpContentHeaders? _contentHeaders;
    private byte[]? _buffer;

    internal PimResponse(HttpResponseMessage message, byte[]? buffer, int length)
    {
        StatusCode = (int)message.StatusCode;
        _headers = message.Headers;
        _contentHeaders = message.Content?.Headers;
        _buffer = buffer;
        Body = buffer is null ? default : buffer.AsMemory(0, length);
    }

    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; }

    /// <summary>True for 2xx.</summary>
    public bool IsSuccess => StatusCode is >= 200 and < 300;

    /// <summary>The body, valid until <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<byte> Body { get; private set; }

    /// <summary>How many attempts it took, the last one included.</summary>
    public int Attempts { get; internal set; } = 1;

    /// <summary>True when the server may have acted on an attempt before this answer.</summary>
    internal bool MayHaveActedBefore { get; set; }

    /// <summary>The Location header: the address of what was created or changed.</summary>
    public Uri? Location => _headers.Location;

    /// <summary>A header that only this server's answers have, whatever the case of its name; null for none.</summary>
    public string? Header(string name) => _headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;

    /// <summary>The server's clock.</summary>
    public DateTimeOffset? Date => _headers.Date;

    /// <summary>The body's media type without parameters.</summary>
    public string? MediaType => _contentHeaders?.ContentType?.MediaType;

    /// <summary>How long the server asks to wait, from either form of Retry-After.</summary>
    public TimeSpan? RetryAfter
    {
        get
        {
            RetryConditionHeaderValue? value = _headers.RetryAfter;
            TimeSpan? wait = value?.Delta ?? (value?.Date - (Date ?? DateTimeOffset.UtcNow));
            return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
        }
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        byte[]? buffer = _buffer;
        _buffer = null;
        Body = default;
        if (buffer is not null)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
