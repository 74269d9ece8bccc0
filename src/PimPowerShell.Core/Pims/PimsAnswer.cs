using System;
using System.Collections.Generic;
using System.Text.Json;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Pims;

/// <summary>
/// What every answer of PIMS has around its content. The status in the body decides, not the one of HTTP: some errors
/// come with 200.
/// </summary>
internal sealed record PimsAnswer(string? Status, string? Message, ReadOnlyMemory<byte> List, ReadOnlyMemory<byte> Definition, long? Count)
{
    public bool IsOk => string.Equals(Status, "OK", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the first level of an answer.</summary>
    /// <param name="body">The body.</param>
    /// <param name="listName">The member whose list is wanted.</param>
    /// <param name="countName">The member that counts the items of all pages.</param>
    /// <exception cref="JsonException">The body is no JSON object.</exception>
    public static PimsAnswer Read(ReadOnlyMemory<byte> body, string listName = "", string countName = "")
    {
        var reader = new Utf8JsonReader(body.Span);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A JSON object was expected.");
        }

        var answer = new PimsAnswer(null, null, default, default, null);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            answer = name switch
            {
                "status" => answer with { Status = JsonCursor.GetStringOrNull(ref reader) },
                "status_message" => answer with { Message = JsonCursor.GetStringOrNull(ref reader) },
                "definition" => answer with { Definition = JsonCursor.TakeValue(ref reader, body) },
                _ when name == listName && reader.TokenType == JsonTokenType.StartArray => answer with { List = JsonCursor.TakeValue(ref reader, body) },
                _ when name == countName && reader.TokenType == JsonTokenType.Number => answer with { Count = reader.GetInt64() },
                _ => answer,
            };
            // stands on the end already where a value was taken
            reader.Skip();
        }

        return answer;
    }

    /// <summary>The SKUs of the list's products, in their order.</summary>
    public List<string> Skus()
    {
        var skus = new List<string>();
        var reader = new Utf8JsonReader(List.IsEmpty ? "[]"u8 : List.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            skus.Add(JsonCursor.FindString(JsonCursor.TakeValue(ref reader, List).Span, "sku"u8) ?? "");
        }

        return skus;
    }

    /// <summary>How many objects the list holds.</summary>
    public int CountItems()
    {
        int count = 0;
        var reader = new Utf8JsonReader(List.IsEmpty ? "[]"u8 : List.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            reader.Skip();
            count++;
        }

        return count;
    }

    /// <summary>The exception for an answer that is no success.</summary>
    public static PimException Refusal(PimRequest request, PimResponse response)
    {
        string? message = null;
        bool isPims = false;
        try
        {
            PimsAnswer answer = Read(response.Body);
            message = answer.Message;
            isPims = answer.Status is not null;
        }
        catch (JsonException)
        {
            // a proxy's page
        }

        int status = response.StatusCode;
        PimErrorKind kind = status switch
        {
            401 => PimErrorKind.TokenRefused,
            403 => PimErrorKind.Forbidden,
            408 => PimErrorKind.Timeout,
            413 => PimErrorKind.TooLarge,
            429 => PimErrorKind.Throttled,
            >= 500 when !isPims => PimErrorKind.ServerFault,
            404 when !isPims => PimErrorKind.WrongServer,
            >= 300 and < 400 => PimErrorKind.WrongServer,
            _ when !isPims => PimErrorKind.WrongServer,
            _ when message == "Product does not exist!" => PimErrorKind.NotFound,
            _ when message?.IndexOf("denied", StringComparison.OrdinalIgnoreCase) >= 0 => PimErrorKind.Forbidden,
            _ => PimErrorKind.Refused,
        };
        string what = $"{request.Method} {request.Address.AbsolutePath} was answered with {(isPims ? "an error" : status.ToString(System.Globalization.CultureInfo.InvariantCulture))}";
        return new PimException(kind, $"{what}: {message ?? "no message"}")
        {
            StatusCode = status,
            ServerMessage = message,
            Attempts = response.Attempts,
        };
    }
}
