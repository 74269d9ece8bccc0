using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.CompilerServices;
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

    /// <summary>The objects of the list, each with its SKU, in their order.</summary>
    public List<PimsRow> Rows { get; } = [];

    /// <summary>Reads the first level of an answer, and where the objects of its list begin and end.</summary>
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
                _ when name == listName && reader.TokenType == JsonTokenType.StartArray => answer with { List = ReadList(ref reader, body, answer.Rows) },
                _ when name == countName && reader.TokenType == JsonTokenType.Number => answer with { Count = reader.GetInt64() },
                _ => answer,
            };
            // stands on the end already where a value was taken
            reader.Skip();
        }

        return answer;
    }

    /// <summary>The exception for an answer that is no success.</summary>
    public static PimException Refusal(PimRequest request, PimResponse response)
    {
        string? message = null;
        bool isPims = false;
        try
        {
            PimsAnswer answer = Read(response.Body);
            message = answer.Message is { } words ? request.Hide(words) : null;
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
            >= 300 and < 400 => PimErrorKind.WrongServer,
            _ when !isPims => PimErrorKind.WrongServer,
            _ when message is "Product does not exist!" or "View does not exist" => PimErrorKind.NotFound,
            _ when message?.IndexOf("denied", StringComparison.OrdinalIgnoreCase) >= 0 => PimErrorKind.Forbidden,
            _ => PimErrorKind.Refused,
        };
        string what = $"{request.Method} {request.ShownAddress.AbsolutePath} was answered with {(isPims ? "an error" : status.ToString(CultureInfo.InvariantCulture))}";
        return new PimException(kind, $"{what}: {message ?? "no message"}")
        {
            StatusCode = status,
            ServerMessage = message,
            Attempts = response.Attempts,
        };
    }

    /// <summary>The list under the reader, which has to be walked over anyway to find its end.</summary>
    [MethodImpl(Jit.Hot)]
    private static ReadOnlyMemory<byte> ReadList(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, List<PimsRow> rows)
    {
        int start = (int)reader.TokenStartIndex;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                rows.Add(ReadRow(ref reader, body));
            }
            else
            {
                reader.Skip();
            }
        }

        return body.Slice(start, (int)reader.BytesConsumed - start);
    }

    [MethodImpl(Jit.Hot)]
    private static PimsRow ReadRow(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body)
    {
        int start = (int)reader.TokenStartIndex;
        string? sku = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isSku = reader.ValueTextEquals("sku"u8);
            reader.Read();
            sku = isSku ? JsonCursor.GetStringOrNull(ref reader) : sku;
            reader.Skip();
        }

        return new PimsRow(sku ?? "", body.Slice(start, (int)reader.BytesConsumed - start));
    }
}
