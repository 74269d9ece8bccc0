using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>Writes up to 100 items in one request, a line of JSON each, and reads the line that answers each.</summary>
internal static class AkeneoBatch
{
    private const string JsonLines = "application/vnd.akeneo.collection+json";

    /// <summary>The server's own limits, and a body that any proxy lets through.</summary>
    public static BatchLimits Limits { get; } = new(100, 1_000_000, 4 * 1024 * 1024);

    public static async Task<BatchAnswer> SendAsync(AkeneoProvider provider, BatchRequest batch, CallContext context)
    {
        if (batch.Resource.Batch != BatchStyle.JsonLines)
        {
            throw new PimException(PimErrorKind.Unsupported, $"{provider.Name} cannot write {batch.Resource.Noun} in bulk.") { Subject = "Resource" };
        }

        var request = new PimRequest(new HttpMethod("PATCH"), provider.Address.Of(batch.Resource, batch.PathValues, null, batch.Options))
        {
            Body = Join(batch.Lines),
            ContentType = JsonLines,
        };
        try
        {
            using PimResponse response = await provider.SendAsync(request, context).ConfigureAwait(false);
            if (!response.IsSuccess)
            {
                throw provider.Refusal(request, response);
            }

            var lines = new BatchLine?[batch.Lines.Count];
            ReadLines(response.Body.Span, lines);
            PimException? failure = lines.Contains(null)
                ? new PimException(PimErrorKind.Broken, "The server's answer left this line out.") { StatusCode = response.StatusCode }
                : null;
            return new BatchAnswer(lines, response.Attempts, failure);
        }
        catch (PimException e) when (e.PartialBody is { } partial)
        {
            var lines = new BatchLine?[batch.Lines.Count];
            ReadLines(partial, lines);
            return new BatchAnswer(lines, e.Attempts, e);
        }
    }

    private static ReadOnlyMemory<byte> Join(IReadOnlyList<ReadOnlyMemory<byte>> lines)
    {
        byte[] body = new byte[lines.Sum(line => line.Length + 1)];
        int end = 0;
        foreach (ReadOnlyMemory<byte> line in lines)
        {
            line.CopyTo(body.AsMemory(end));
            end += line.Length;
            body[end++] = (byte)'\n';
        }

        return body;
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
        int number = 0;
        int status = 0;
        string? message = null;
        IReadOnlyList<PimFieldError> errors = [];
        if (text.IsEmpty || !reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return default;
        }

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
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return status == 0 ? default : (new BatchLine(status, message, errors), number);
    }
}
