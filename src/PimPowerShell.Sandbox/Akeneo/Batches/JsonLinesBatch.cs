using System;
using System.Collections.Generic;
using System.Text.Json;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Batches;

/// <summary>Writes one resource as its single PATCH does; true when it was created.</summary>
internal delegate bool Upsert(ApiRequest request, string key, JsonElement body);

/// <summary>A PATCH of a collection: JSON lines in, one line of result each, in order (6.1, 6.2).</summary>
internal sealed class JsonLinesBatch(string keyName, string itemAnchor, Upsert upsert)
{
    private const int LinesMaximum = 100;
    private const int LineBytesMaximum = 1_000_000;

    public HttpResponse Execute(ApiRequest request)
    {
        List<ReadOnlyMemory<byte>> lines = Split(request.Http.Body);
        if (lines.Count > LinesMaximum)
        {
            throw new ApiException(413, $"Too many resources to process, {LinesMaximum} is the maximum allowed.");
        }

        List<BatchLine> parsed = lines.ConvertAll(Parse);
        request.Trace.Hold(Keys(request, parsed));
        PhpJsonWriter writer = new();
        for (int i = 0; i < parsed.Count; i++)
        {
            if (i > 0)
            {
                writer.NewLine();
            }

            WriteResult(writer, request, i + 1, parsed[i]);
        }

        return new HttpResponse(200, Mime.JsonLines, writer.Written);
    }

    /// <summary>Lines between newlines; one at the very end ends the last line and begins no other.</summary>
    private static List<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> body)
    {
        List<ReadOnlyMemory<byte>> lines = [];
        while (body.Length > 0)
        {
            int end = body.Span.IndexOf((byte)'\n');
            lines.Add(end < 0 ? body : body.Slice(0, end));
            body = end < 0 ? default : body.Slice(end + 1);
        }

        return lines;
    }

    private BatchLine Parse(ReadOnlyMemory<byte> line)
    {
        if (line.Length > LineBytesMaximum)
        {
            return new BatchLine(new ApiException(413, "Line is too long."));
        }

        if (!PhpJson.TryParse(line, out JsonElement body))
        {
            return new BatchLine(ApiException.BadJson());
        }

        PhpJson.TryGet(body, keyName, out JsonElement key);
        if (!PhpJson.IsNull(key) && key.ValueKind != JsonValueKind.String)
        {
            return new BatchLine(ApiException.Unprocessable($"{keyName} must be of type string."));
        }

        string? text = PhpJson.StringOrNull(key);
        return string.IsNullOrWhiteSpace(text)
            ? new BatchLine(ApiException.Unprocessable($"{char.ToUpperInvariant(keyName[0])}{keyName.Substring(1)} is missing."))
            : new BatchLine(text!, body);
    }

    private static HashSet<string> Keys(ApiRequest request, List<BatchLine> lines)
    {
        HashSet<string> keys = [];
        foreach (BatchLine line in lines)
        {
            if (line.Key is not null)
            {
                keys.Add(CountedKey(request, line.Key));
            }
        }

        return keys;
    }

    /// <summary>Codes are the same in any case; they are told apart by the collection that they are in.</summary>
    private static string CountedKey(ApiRequest request, string key) => request.Http.RawPath + " " + key.ToLowerInvariant();

    private void WriteResult(PhpJsonWriter writer, ApiRequest request, int number, BatchLine line)
    {
        request.Trace.Counters.Line();
        writer.BeginObject().Name("line").Number(number);
        if (line.Key is not null)
        {
            request.Trace.Counters.KeyProcessed(CountedKey(request, line.Key));
            // a uuid is told in lower case, a code as it was sent (5.2)
            writer.Name(keyName).String(keyName == "uuid" ? line.Key.ToLowerInvariant() : line.Key);
        }

        try
        {
            bool created = line.Refusal is null ? upsert(request, line.Key!, line.Body) : throw line.Refusal;
            writer.Name("status_code").Number(created ? 201 : 204);
        }
        catch (ApiException error)
        {
            writer.Name("status_code").Number(error.Status);
            ErrorBody.WriteMembers(writer, error, itemAnchor);
        }

        writer.EndObject();
    }

    private sealed class BatchLine
    {
        public BatchLine(string key, JsonElement body)
        {
            Key = key;
            Body = body;
        }

        public BatchLine(ApiException refusal) => Refusal = refusal;

        /// <summary>Set when the line could be read.</summary>
        public string? Key { get; }

        public JsonElement Body { get; }

        public ApiException? Refusal { get; }
    }
}
