using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Akeneo;

/// <summary>Reads the server's error bodies, which a proxy in between may have replaced by HTML or nothing.</summary>
internal static class AkeneoErrors
{
    private const int LongestQuote = 300;

    public static PimException From(PimRequest request, PimResponse response)
    {
        (string? message, IReadOnlyList<PimFieldError> errors) = Read(response.Body.Span);
        int status = response.StatusCode;
        if (request.Authorization is not null && response.MediaType != "application/json")
        {
            // what is no PIM may repeat the login that it was sent
            message = null;
        }

        PimErrorKind kind = status == 401 && request.Authenticate ? PimErrorKind.TokenRefused : KindOf(status);
        var text = new StringBuilder();
        text.Append(request.Method).Append(' ').Append(request.Address.AbsolutePath).Append(" was answered with ").Append(status);
        if (response.Attempts > 1)
        {
            text.Append(" after ").Append(response.Attempts).Append(" attempts");
        }

        if (kind == PimErrorKind.WrongServer)
        {
            text.Append(", a redirect to ").Append(response.Location?.ToString() ?? "nowhere");
        }

        text.Append(": ").Append(PimFieldError.Describe(message ?? "no message", errors));
        return new PimException(kind, text.ToString())
        {
            StatusCode = status, ServerMessage = message, Errors = errors, Attempts = response.Attempts,
            MayHaveActed = response.MayHaveActedBefore || status is 408 or >= 500,
            IsNoRoute = kind == PimErrorKind.NotFound && message?.StartsWith("No route found", StringComparison.Ordinal) == true,
        };
    }

    /// <summary>What a status says of a request, or of one item of a batch.</summary>
    public static PimErrorKind KindOf(int status) => status switch
    {
        403 => PimErrorKind.Forbidden,
        404 => PimErrorKind.NotFound,
        408 => PimErrorKind.Timeout,
        413 => PimErrorKind.TooLarge,
        429 => PimErrorKind.Throttled,
        >= 500 => PimErrorKind.ServerFault,
        >= 300 and < 400 => PimErrorKind.WrongServer,
        _ => PimErrorKind.Refused,
    };

    public static (string? Message, IReadOnlyList<PimFieldError> Errors) Read(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? ReadObject(ref reader) : (Quote(body), []);
        }
        catch (JsonException)
        {
            return (Quote(body), []);
        }
    }

    public static List<PimFieldError> ReadErrors(ref Utf8JsonReader reader)
    {
        var errors = new List<PimFieldError>();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return errors;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var error = new PimFieldError(null, "");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string name = reader.GetString()!;
                reader.Read();
                string? value = JsonCursor.GetStringOrNull(ref reader);
                reader.Skip();
                error = name switch
                {
                    "property" => error with { Property = value },
                    "message" => error with { Message = value ?? "" },
                    "attribute" => error with { Attribute = value },
                    "locale" => error with { Locale = value },
                    "scope" or "channel" => error with { Scope = value },
                    _ => error,
                };
            }

            errors.Add(error);
        }

        return errors;
    }

    private static (string? Message, IReadOnlyList<PimFieldError> Errors) ReadObject(ref Utf8JsonReader reader)
    {
        string? message = null;
        List<PimFieldError> errors = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isMessage = reader.ValueTextEquals("message"u8);
            bool isErrors = reader.ValueTextEquals("errors"u8);
            reader.Read();
            if (isErrors)
            {
                errors = ReadErrors(ref reader);
                continue;
            }

            message = isMessage ? JsonCursor.GetStringOrNull(ref reader) ?? message : message;
            reader.Skip();
        }

        return (message, errors);
    }

    private static string? Quote(ReadOnlySpan<byte> body)
    {
        string text = Encoding.UTF8.GetString(body.Slice(0, Math.Min(body.Length, LongestQuote)).ToArray()).Trim();
        return text.Length == 0 ? null : text[0] == '<' ? "a page of HTML, which is no PIM's answer" : text;
    }
}
