using System;
using System.Collections.Generic;
using System.Text.Json;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Batches;

/// <summary>A PATCH of a collection by a JSON list: one result for each item, in order, told by code rather than by line (6.3).</summary>
/// <param name="nouns">The word for many of the resource, as in <c>The list of records has an invalid format.</c></param>
/// <param name="itemAnchor">The name of the single PATCH in the documentation.</param>
/// <param name="upsert">Writes one item.</param>
internal sealed class JsonArrayBatch(string nouns, string itemAnchor, Upsert upsert)
{
    private const int ItemsMaximum = 100;

    public HttpResponse Execute(ApiRequest request)
    {
        List<KeyValuePair<string, JsonElement>> items = Read(request.ReadJson());
        HashSet<string> keys = [];
        items.ForEach(item => keys.Add(CountedKey(request, item.Key)));
        request.Trace.Hold(keys);

        PhpJsonWriter writer = new(escapeMarkup: true);
        writer.BeginArray();
        foreach (KeyValuePair<string, JsonElement> item in items)
        {
            WriteResult(writer, request, item.Key, item.Value);
        }

        writer.EndArray();
        return ApiRequest.Json(writer);
    }

    /// <summary>The items by code. One that is no object, or has no code, spoils the whole list.</summary>
    private List<KeyValuePair<string, JsonElement>> Read(JsonElement body)
    {
        List<Violation> violations = [];
        List<KeyValuePair<string, JsonElement>> items = [];
        if (body.ValueKind != JsonValueKind.Array)
        {
            throw Refuse([new("", "Object value found, but an array is required")]);
        }

        foreach (JsonElement item in body.EnumerateArray())
        {
            string at = $"[{items.Count}]";
            PhpJson.TryGet(item, "code", out JsonElement code);
            items.Add(new(PhpJson.StringOrNull(code) ?? "", item));
            if (item.ValueKind != JsonValueKind.Object)
            {
                violations.Add(new(at, FormatCheck.Found(item, "an object")));
            }
            else if (code.ValueKind == JsonValueKind.Undefined)
            {
                violations.Add(new(at + ".code", FormatCheck.Missing("code")));
            }
            else if (code.ValueKind != JsonValueKind.String)
            {
                violations.Add(new(at + ".code", FormatCheck.Found(code, "a string")));
            }
        }

        if (violations.Count > 0)
        {
            throw Refuse(violations);
        }

        return items.Count <= ItemsMaximum
            ? items
            : throw new ApiException(413, $"Too many resources to process, {ItemsMaximum} is the maximum allowed.");
    }

    private ApiException Refuse(IEnumerable<Violation> violations) =>
        ApiException.WithViolations(400, $"The list of {nouns} has an invalid format.", violations);

    private static string CountedKey(ApiRequest request, string key) => request.Http.RawPath + " " + key.ToLowerInvariant();

    private void WriteResult(PhpJsonWriter writer, ApiRequest request, string code, JsonElement body)
    {
        request.Trace.Counters.Line();
        request.Trace.Counters.KeyProcessed(CountedKey(request, code));
        writer.BeginObject().Name("code").String(code);
        try
        {
            bool created = upsert(request, code, body);
            writer.Name("status_code").Number(created ? 201 : 204);
        }
        catch (ApiException error)
        {
            writer.Name("status_code").Number(error.Status);
            ErrorBody.WriteMembers(writer, error, itemAnchor);
        }

        writer.EndObject();
    }
}
