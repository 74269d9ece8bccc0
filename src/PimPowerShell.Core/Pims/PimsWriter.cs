using System;
using System.Collections.Generic;
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
    public const string PauseOption = "pause_re_indexing";

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
        bool pause = batch.Options.ContainsKey(PauseOption);
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
        return new WriteOutcome(204, sku) { Warnings = PimsEcho.Compare(metadata, body, response.Body) };
    }

    private async Task<WriteOutcome> CreateAsync(string sku, ReadOnlyMemory<byte> body, bool pause, bool isUpsert, CallContext context)
    {
        // what was there before is nobody's work of now; an upsert writes it either way
        bool canBeTold = isUpsert || await LookAsync(sku, context).ConfigureAwait(false) is { IsThere: false };
        try
        {
            using PimResponse response = await caller.CallAsync("products", "createProduct", writer => Write(writer, sku, body, pause), context,
                mayRepeat: false, hasActed: canBeTold ? async c => await LookAsync(sku, c).ConfigureAwait(false) is not { IsThere: false } : null).ConfigureAwait(false);
            return new WriteOutcome(201, sku) { Warnings = PimsEcho.Compare(metadata, body, response.Body) };
        }
        catch (PimException e) when (canBeTold && e.Kind is (PimErrorKind.Broken or PimErrorKind.Timeout or PimErrorKind.ServerFault))
        {
            // the answer was lost, not necessarily the work
            if (await LookAsync(sku, context, body).ConfigureAwait(false) is { IsThere: true } found)
            {
                // or it was there before, and then nothing of this has come to it
                WriteOutcome? edited = isUpsert ? await EditAsync(sku, body, pause, context).ConfigureAwait(false) : null;
                return new WriteOutcome(201, sku) { Warnings = edited?.Warnings ?? found.Warnings };
            }

            throw;
        }
    }

    /// <summary>Whether a product is there, and what of it is otherwise than it was sent; null when even that cannot be known.</summary>
    private async Task<Look?> LookAsync(string sku, CallContext context, ReadOnlyMemory<byte> sent = default)
    {
        try
        {
            using PimResponse response = await caller.CallAsync("products", "listProduct", writer => writer.WriteString("sku", sku), context).ConfigureAwait(false);
            return new Look(true, sent.IsEmpty ? [] : PimsEcho.Compare(metadata, sent, response.Body));
        }
        catch (PimException e)
        {
            return e.Kind == PimErrorKind.NotFound ? new Look(false, []) : null;
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

    private sealed record Look(bool IsThere, IReadOnlyList<string> Warnings);
}
