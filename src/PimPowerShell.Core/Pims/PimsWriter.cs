using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Pims;

/// <summary>Creates and changes products, one call each, and compares what the server echoes with what was sent.</summary>
internal sealed class PimsWriter(PimsCaller caller, PimsMetadata metadata)
{
    private volatile bool _lastWasNew;

    /// <summary>The body that cmdlets make: <c>{"sku":"...","attributes":{...}}</c>.</summary>
    public async Task<WriteOutcome> WriteAsync(PimWrite write, CallContext context)
    {
        string sku = write.Key ?? throw new PimException(PimErrorKind.Input, "A product needs its sku.");
        if (write.Verb == WriteVerb.Delete)
        {
            WriteOutcome deleted = await EditAsync(sku, """{"attributes":{"status":"deleted"}}"""u8.ToArray(), pause: false, context).ConfigureAwait(false);
            return deleted.Warnings.Count == 0 ? deleted
                : throw new PimException(PimErrorKind.Refused, $"Product '{sku}' was not deleted. {deleted.Warnings[0]}") { Subject = sku };
        }

        await PimsValues.CheckAsync(metadata, write.Body, context).ConfigureAwait(false);

        return write.Verb == WriteVerb.Create
            ? await CreateAsync(sku, write.Body, pause: false, isUpsert: false, context).ConfigureAwait(false)
            : await UpsertAsync(sku, write.Body, pause: false, write.MustExist, context).ConfigureAwait(false);
    }

    /// <summary>A batch of one.</summary>
    public async Task<BatchAnswer> SendAsync(BatchRequest batch, CallContext context)
    {
        ReadOnlyMemory<byte> line = batch.Lines.Single();
        string sku = Json.JsonCursor.FindString(line.Span, "sku"u8)!;
        await PimsValues.CheckAsync(metadata, line, context).ConfigureAwait(false);
        bool pause = !batch.IsLast && batch.Options.ContainsKey("pause_re_indexing");
        try
        {
            WriteOutcome outcome = await UpsertAsync(sku, line, pause, mustExist: false, context).ConfigureAwait(false);
            return new BatchAnswer([new BatchLine(outcome.StatusCode, null, []) { Warnings = outcome.Warnings }], 1, null);
        }
        catch (PimException e) when (e.Kind is PimErrorKind.Refused or PimErrorKind.NotFound)
        {
            return new BatchAnswer([new BatchLine(422, e.ServerMessage ?? e.Message, [])], e.Attempts, null);
        }
    }

    private async Task<WriteOutcome> UpsertAsync(string sku, ReadOnlyMemory<byte> body, bool pause, bool mustExist, CallContext context)
    {
        if (mustExist)
        {
            return await EditAsync(sku, body, pause, context).ConfigureAwait(false);
        }

        // there is no action that does both; what the last product was, the next one most likely is
        bool createFirst = _lastWasNew;
        try
        {
            return createFirst
                ? await CreateAsync(sku, body, pause, isUpsert: true, context).ConfigureAwait(false)
                : await EditAsync(sku, body, pause, context).ConfigureAwait(false);
        }
        catch (PimException e) when (e.Kind == PimErrorKind.NotFound || e.ServerMessage == "Product already exists!")
        {
            _lastWasNew = !createFirst;
            return createFirst
                ? await EditAsync(sku, body, pause, context).ConfigureAwait(false)
                : await CreateAsync(sku, body, pause, isUpsert: true, context).ConfigureAwait(false);
        }
    }

    private async Task<WriteOutcome> EditAsync(string sku, ReadOnlyMemory<byte> body, bool pause, CallContext context)
    {
        using PimResponse response = await caller.CallAsync("products", "editProduct", writer => Write(writer, sku, body, pause), context).ConfigureAwait(false);
        return new WriteOutcome(204, sku) { Warnings = Compare(body, response.Body) };
    }

    private async Task<WriteOutcome> CreateAsync(string sku, ReadOnlyMemory<byte> body, bool pause, bool isUpsert, CallContext context)
    {
        // what was there before is nobody's work of now; an upsert writes it either way
        bool canBeTold = isUpsert || await LookAsync(sku, context).ConfigureAwait(false) == false;
        try
        {
            using PimResponse response = await caller.CallAsync("products", "createProduct", writer => Write(writer, sku, body, pause), context,
                mayRepeat: false, hasActed: canBeTold ? async c => await LookAsync(sku, c).ConfigureAwait(false) != false : null).ConfigureAwait(false);
            return new WriteOutcome(201, sku) { Warnings = Compare(body, response.Body) };
        }
        catch (PimException e) when (canBeTold && e.Kind is (PimErrorKind.Broken or PimErrorKind.Timeout or PimErrorKind.ServerFault))
        {
            // the answer was lost, not necessarily the work
            if (await LookAsync(sku, context).ConfigureAwait(false) == true)
            {
                // or it was there before, and then nothing of this has come to it
                if (isUpsert)
                {
                    await EditAsync(sku, body, pause, context).ConfigureAwait(false);
                }

                return new WriteOutcome(201, sku);
            }

            throw;
        }
    }

    /// <summary>Whether a product is there; null when even that cannot be known.</summary>
    private async Task<bool?> LookAsync(string sku, CallContext context)
    {
        try
        {
            (await caller.CallAsync("products", "listProduct", writer => writer.WriteString("sku", sku), context).ConfigureAwait(false)).Dispose();
            return true;
        }
        catch (PimException e)
        {
            return e.Kind == PimErrorKind.NotFound ? false : null;
        }
    }

    private void Write(Utf8JsonWriter writer, string sku, ReadOnlyMemory<byte> body, bool pause)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        writer.WriteString("sku", sku);
        if (pause)
        {
            writer.WriteString("pauseReIndexing", "Y");
        }

        writer.WritePropertyName("data");
        writer.WriteStartObject();
        writer.WritePropertyName("attributes");
        writer.WriteStartObject();
        foreach (JsonProperty attribute in document.RootElement.GetProperty("attributes").EnumerateObject().Where(a => !metadata.IsComputed(a.Name)))
        {
            attribute.WriteTo(writer);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>The server ignores names that it does not know, without a word; the product that it answers with shows which.</summary>
    private List<string> Compare(ReadOnlyMemory<byte> sent, ReadOnlyMemory<byte> answer)
    {
        var warnings = new List<string>();
        using JsonDocument asked = JsonDocument.Parse(sent);
        using JsonDocument given = JsonDocument.Parse(answer);
        if (!given.RootElement.TryGetProperty("data", out JsonElement data) || !data.TryGetProperty("attributes", out JsonElement attributes))
        {
            return warnings;
        }

        if (data.TryGetProperty("definition", out JsonElement definition))
        {
            metadata.Learn(System.Text.Encoding.UTF8.GetBytes(definition.GetRawText()));
        }

        foreach (JsonProperty attribute in asked.RootElement.GetProperty("attributes").EnumerateObject().Where(a => !metadata.IsComputed(a.Name)))
        {
            if (!attributes.TryGetProperty(attribute.Name, out JsonElement kept))
            {
                if (Text(attribute.Value).Length > 0)
                {
                    warnings.Add($"The server ignored the attribute '{attribute.Name}': it has none of this name, or the key's view does not show it.");
                }
            }
            else if (!Same(attribute.Value, kept))
            {
                warnings.Add($"The server has '{Text(kept)}' for the attribute '{attribute.Name}' instead of '{Text(attribute.Value)}'.");
            }
        }

        return warnings;
    }

    private static bool Same(JsonElement asked, JsonElement kept)
    {
        if (asked.ValueKind == JsonValueKind.Array && kept.ValueKind == JsonValueKind.Array)
        {
            return asked.EnumerateArray().Select(Text).OrderBy(text => text, StringComparer.Ordinal)
                .SequenceEqual(kept.EnumerateArray().Select(Text).OrderBy(text => text, StringComparer.Ordinal));
        }

        string a = Text(asked);
        string b = Text(kept);
        return a == b
            || (decimal.TryParse(a, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal x) && decimal.TryParse(b, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal y) && x == y);
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        JsonValueKind.Array when value.GetArrayLength() == 0 => "",
        _ => value.GetRawText(),
    };
}
