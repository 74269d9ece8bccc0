using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>
/// Writes up to 100 items in one request, and reads what answers each: lines of JSON are answered by their numbers,
/// the items of a JSON array by their codes.
/// </summary>
internal static class AkeneoBatch
{
    private const string JsonLines = "application/vnd.akeneo.collection+json";
    private const string JsonArray = "application/json";

    /// <summary>The server's own limits, and a body that any proxy lets through.</summary>
    public static BatchLimits Limits { get; } = new(100, 1_000_000, 4 * 1024 * 1024);

    public static async Task<BatchAnswer> SendAsync(AkeneoProvider provider, BatchRequest batch, CallContext context)
    {
        if (batch.Resource.Batch == BatchStyle.None)
        {
            throw new PimException(PimErrorKind.Unsupported, $"{provider.Name} cannot write {batch.Resource.Noun} in bulk.") { Subject = "Resource" };
        }

        bool isArray = batch.Resource.Batch == BatchStyle.Array;
        ArraySegment<byte> body = isArray ? Join(batch.Lines, "["u8, (byte)',', (byte)']') : Join(batch.Lines, [], (byte)'\n', (byte)'\n');
        var request = new PimRequest(new HttpMethod("PATCH"), provider.Address.Of(batch.Resource, batch.PathValues, null, batch.Options))
        {
            Body = body,
            ContentType = isArray ? JsonArray : JsonLines,
            MayRepeat = batch.MayRepeat,
        };
        var lines = new BatchLine?[batch.Lines.Count];
        try
        {
            using PimResponse response = await provider.SendAsync(request, context).ConfigureAwait(false);
            if (!response.IsSuccess)
            {
                throw provider.Refusal(request, response);
            }

            // a request that went wrong may still be read from
            ArrayPool<byte>.Shared.Return(body.Array!);
            ReadAnswers(batch, response.Body, lines);
            PimException? failure = lines.Contains(null)
                ? new PimException(PimErrorKind.Broken, $"The server's answer left this {(isArray ? "item" : "line")} out.") { StatusCode = response.StatusCode }
                : null;
            return new BatchAnswer(lines, response.Attempts, failure);
        }
        catch (PimException e) when (e.PartialBody is { } partial)
        {
            ReadAnswers(batch, partial, lines);
            return new BatchAnswer(lines, e.Attempts, e);
        }
    }

    /// <summary>Writes one item that has no address of its own.</summary>
    public static async Task<WriteOutcome> SendOneAsync(AkeneoProvider provider, PimWrite write, string key, CallContext context)
    {
        BatchAnswer answer = await SendAsync(provider, new BatchRequest(write.Resource, write.PathValues, write.Options, [WithKey(write.Body, write.Resource.Key, key)]) { MayRepeat = true }, context).ConfigureAwait(false);
        BatchLine line = answer.Lines[0] ?? throw answer.Failure!;
        return line.StatusCode is >= 200 and < 300
            ? new WriteOutcome(line.StatusCode, key) { Warnings = line.Warnings }
            : throw new PimException(AkeneoErrors.KindOf(line.StatusCode), $"{write.Resource.Noun} '{key}' was answered with {line.StatusCode}: {PimFieldError.Describe(line.Message ?? "no message", line.Errors)}")
            {
                StatusCode = line.StatusCode, ServerMessage = line.Message, Errors = line.Errors, Attempts = answer.Attempts,
            };
    }

    /// <summary>The line of an item whose key an address would have said.</summary>
    private static ReadOnlyMemory<byte> WithKey(ReadOnlyMemory<byte> item, string name, string key) => JsonCursor.HasMember(item.Span, Encoding.UTF8.GetBytes(name)) ? item
        : JsonBytes.Write(writer =>
        {
            using JsonDocument document = JsonDocument.Parse(item);
            writer.WriteStartObject();
            writer.WriteString(name, key);
            foreach (JsonProperty member in document.RootElement.EnumerateObject())
            {
                member.WriteTo(writer);
            }

            writer.WriteEndObject();
        });

    /// <summary>All items in one body from the pool, each with a separator behind it, the last one with the end of all.</summary>
    private static ArraySegment<byte> Join(IReadOnlyList<ReadOnlyMemory<byte>> lines, ReadOnlySpan<byte> start, byte separator, byte end)
    {
        byte[] body = ArrayPool<byte>.Shared.Rent(start.Length + lines.Sum(static line => line.Length + 1));
        start.CopyTo(body);
        int length = start.Length;
        foreach (ReadOnlyMemory<byte> line in lines)
        {
            line.CopyTo(body.AsMemory(length));
            length += line.Length;
            body[length++] = separator;
        }

        body[length - 1] = end;
        return new ArraySegment<byte>(body, 0, length);
    }

    private static void ReadAnswers(BatchRequest batch, ReadOnlyMemory<byte> body, BatchLine?[] lines)
    {
        if (batch.Resource.Batch == BatchStyle.Array)
        {
            ReadItems(batch, body.Span, lines);
        }
        else
        {
            ReadLines(body.Span, lines);
        }
    }

    /// <summary>Puts each answer at the place of the first item that has its code and no answer yet; an answer that was cut short is none.</summary>
    private static void ReadItems(BatchRequest batch, ReadOnlySpan<byte> body, BatchLine?[] lines)
    {
        byte[] name = Encoding.UTF8.GetBytes(batch.Resource.Key);
        string?[] keys = [.. batch.Lines.Select(line => JsonCursor.FindString(line.Span, name))];
        try
        {
            var reader = new Utf8JsonReader(body);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                (BatchLine? answer, _, string? key) = ReadObject(ref reader, name);
                int place = Array.FindIndex(keys, known => string.Equals(known, key, StringComparison.OrdinalIgnoreCase));
                if (answer is not null && key is not null && place >= 0)
                {
                    lines[place] = answer;
                    keys[place] = null;
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            // the end of a broken answer, or no answer of a PIM's; the items behind it stay without one
        }
    }

    /// <summary>Puts each answer at the place of its line; an answer that was cut short is none.</summary>
    private static void ReadLines(ReadOnlySpan<byte> body, BatchLine?[] lines)
    {
        while (!body.IsEmpty)
        {
            int end = body.IndexOf((byte)'\n');
            ReadOnlySpan<byte> text = end < 0 ? body : body.Slice(0, end);
            body = end < 0 ? default : body.Slice(end + 1);
            try
            {
                if (ReadLine(text) is ({ } answer, >= 1 and var number) && number <= lines.Length)
                {
                    lines[number - 1] = answer;
                }
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
            {
                // the last line of a broken answer, or no line of a PIM's; its input stays without one
            }
        }
    }

    private static (BatchLine? Answer, int Number) ReadLine(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        if (text.IsEmpty || !reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return default;
        }

        (BatchLine? answer, int number, _) = ReadObject(ref reader, default);
        return (answer, number);
    }

    /// <param name="reader">Stands at the start of the object, and at its end afterwards.</param>
    /// <param name="keyName">The member that says which item is answered; empty where its number does.</param>
    private static (BatchLine? Answer, int Number, string? Key) ReadObject(ref Utf8JsonReader reader, ReadOnlySpan<byte> keyName)
    {
        int number = 0;
        int status = 0;
        string? message = null;
        string? key = null;
        IReadOnlyList<PimFieldError> errors = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("line"u8))
            {
                reader.Read();
                number = reader.GetInt32();
            }
            else if (reader.ValueTextEquals("status_code"u8))
            {
                reader.Read();
                status = reader.GetInt32();
            }
            else if (reader.ValueTextEquals("message"u8))
            {
                reader.Read();
                message = JsonCursor.GetStringOrNull(ref reader);
            }
            else if (reader.ValueTextEquals("errors"u8))
            {
                reader.Read();
                errors = AkeneoErrors.ReadErrors(ref reader);
            }
            else if (!keyName.IsEmpty && reader.ValueTextEquals(keyName))
            {
                reader.Read();
                key = JsonCursor.GetStringOrNull(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return (status == 0 ? null : new BatchLine(status, AkeneoErrors.Helped(message), errors), number, key);
    }
}
