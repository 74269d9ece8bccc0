using System;
using System.Collections;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using PimPowerShell.Core;
using PimPowerShell.Core.Actions;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Arguments;

/// <summary>Finds the body of a call in what a script has of it.</summary>
internal static class ActionInput
{
    private const string BodyMember = "RequestBody";

    // a request gives its body once, and who verifies it wants to convert it then
    private static readonly ConditionalWeakTable<HttpListenerRequest, MemoryStream> s_contents = new();

    /// <summary>A text or bytes, as bytes; null for anything else.</summary>
    public static byte[]? BytesOf(object? input) => PlainTree.Unwrap(input) switch
    {
        string text => Encoding.UTF8.GetBytes(text),
        byte[] bytes => bytes,
        // an array that a script has made of bytes, an empty one too
        object?[] items when items.All(item => PlainTree.Unwrap(item) is byte) => [.. items.Select(item => (byte)PlainTree.Unwrap(item)!)],
        _ => null,
    };

    /// <summary>What was signed of a call: its body, byte for byte; null for what has none.</summary>
    /// <param name="input">A text, bytes, or a request of HttpListener or its context.</param>
    /// <exception cref="PimException">The request cannot be read, or has more than an action may have.</exception>
    public static byte[]? SignedBytes(object? input)
    {
        if (RequestOf(input) is not { } request)
        {
            return BytesOf(input);
        }

        int most = new ActionLimits().MaximumBytes;
        byte[] body = Read(request, most, "Body");
        return body.Length <= most ? body : throw new PimException(PimErrorKind.Input, $"Body: has more than {most} bytes.");
    }

    /// <summary>The body of a call.</summary>
    /// <param name="input">A text, bytes, a request of HttpListener or its context, or the data of a webhook.</param>
    /// <param name="most">How many bytes are read of a request.</param>
    /// <exception cref="PimException">It is none of these, or cannot be read.</exception>
    public static byte[] BodyOf(object? input, int most)
    {
        object? plain = PlainTree.Bare(input);
        if (RequestOf(plain) is { } request)
        {
            return Read(request, most, "InputObject");
        }

        if (BytesOf(plain) is { } bytes)
        {
            return Unpack(bytes);
        }

        object? body = Member(plain);
        return body is null
            ? throw Wrong(plain is PSObject or IDictionary
                ? $"has no {BodyMember}. Give the body as it came, text or bytes, and not what ConvertFrom-Json makes of it."
                : $"is {plain?.GetType().Name ?? "null"}, and has to be the body as text or bytes, an HttpListenerRequest, or an object with {BodyMember}.")
            : BytesOf(body) ?? JsonBytes.Write(writer => JsonTree.Write(writer, PlainTree.From(body)));
    }

    private static HttpListenerRequest? RequestOf(object? input) => PlainTree.Unwrap(input) switch
    {
        HttpListenerRequest request => request,
        HttpListenerContext context => context.Request,
        _ => null,
    };

    private static object? Member(object? input) => input switch
    {
        IDictionary table => table.Keys.Cast<object>().Where(key => BodyMember.Equals(key.ToString(), StringComparison.OrdinalIgnoreCase)).Select(key => table[key]).FirstOrDefault(),
        null => null,
        _ => PSObject.AsPSObject(input).Properties[BodyMember]?.Value,
    };

    /// <summary>The data of a webhook come as text where a runbook is tried out.</summary>
    private static byte[] Unpack(byte[] bytes)
    {
        try
        {
            ReadOnlyMemory<byte> text = LineReader.WithoutMark(bytes);
            if (!JsonCursor.HasMember(text.Span, "data"u8) && JsonCursor.FindValue(text, "RequestBody"u8) is { IsEmpty: false } body)
            {
                using JsonDocument value = JsonDocument.Parse(body);
                return value.RootElement.ValueKind == JsonValueKind.String ? Encoding.UTF8.GetBytes(value.RootElement.GetString()!) : body.ToArray();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // whoever reads the body says what is wrong with it
        }

        return bytes;
    }

    private static byte[] Read(HttpListenerRequest request, int most, string name)
    {
        MemoryStream content = s_contents.GetOrCreateValue(request);

        // several runspaces may be given one request
        lock (content)
        {
            byte[] buffer = new byte[8192];
            try
            {
                int count;
                while (content.Length <= most && (count = request.InputStream.Read(buffer, 0, buffer.Length)) > 0)
                {
                    content.Write(buffer, 0, count);
                }
            }
            catch (Exception e) when (e is IOException or HttpListenerException or ObjectDisposedException)
            {
                throw new PimException(PimErrorKind.Input, $"{name}: the request's body cannot be read: {e.Message}", e) { Subject = name };
            }

            return content.ToArray();
        }
    }

    private static PimException Wrong(string what) => new(PimErrorKind.Input, $"InputObject: {what}") { Subject = "InputObject" };
}
