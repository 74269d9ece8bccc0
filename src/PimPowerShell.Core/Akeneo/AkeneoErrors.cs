using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Akeneo;

/// <summary>Reads the server's error bodies, which a proxy in between may have replaced by HTML or nothing.</summary>
internal static class AkeneoErrors
{
    /// <summary>What helps where a name is no field, as the columns of a file are none.</summary>
    public const string RowHint = "If it is a column of a file, send what ConvertFrom-PimRow makes of its rows";

    private const int LongestQuote = 300;

    /// <param name="request">What was refused.</param>
    /// <param name="response">How.</param>
    /// <param name="isOfItem">Whether it wrote an item, which may have been a row.</param>
    public static PimException From(PimRequest request, PimResponse response, bool isOfItem = false)
    {
        (string? message, IReadOnlyList<PimFieldError> errors) = Read(response.Body.Span);
        int status = response.StatusCode;
        if (request.Authorization is not null && response.MediaType != "application/json")
        {
            // what is no PIM may repeat the login that it was sent
            message = null;
        }

        message = message is null ? null : request.Hide(message);
        errors = [.. errors.Select(error => error with { Message = request.Hide(error.Message) })];
        PimErrorKind kind = status == 401 && request.Authenticate ? PimErrorKind.TokenRefused : KindOf(status);
        var text = new StringBuilder();
        text.Append(request.Method).Append(' ').Append(request.ShownAddress.AbsolutePath).Append(" was answered with ").Append(status);
        if (response.Attempts > 1)
        {
            text.Append(" after ").Append(response.Attempts).Append(" attempts");
        }

        if (kind == PimErrorKind.WrongServer)
        {
            text.Append(", a redirect to ").Append(response.Location is { } place ? SecretMask.HideAddress(request.Hide(place.ToString())) : "nowhere");
        }

        text.Append(": ").Append(PimFieldError.Describe((isOfItem ? Helped(message) : message) ?? "no message", errors));
        return new PimException(kind, text.ToString())
        {
            StatusCode = status, ServerMessage = message, Errors = errors, Attempts = response.Attempts,
            MayHaveActed = response.MayHaveActedBefore || status is 408 or >= 500,
            IsNoRoute = kind == PimErrorKind.NotFound && message?.StartsWith("No route found", StringComparison.Ordinal) == true,
        };
    }

    /// <summary>The server's words about an item, with what helps where there is something.</summary>
    public static string? Helped(string? message) =>
        message?.StartsWith("Property \"", StringComparison.Ordinal) == true && message.IndexOf("\" does not exist", StringComparison.Ordinal) > 0 ? $"{message} {RowHint}." : message;

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
        string text = Encoding.UTF8.GetString(body.ToArray()).Trim();
        return text.Length == 0 ? null : text[0] == '<' ? "a page of HTML, which is no PIM's answer" : Shorten(SecretMask.Hide(Encoding.UTF8.GetBytes(text)));

        static string Shorten(string shown) => shown.Substring(0, Math.Min(shown.Length, LongestQuote));
    }
}
