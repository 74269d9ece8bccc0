using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;
using PimPowerShell.Core.Sync;

namespace PimPowerShell.Core.History;

/// <summary>
/// A back end whose changes are kept in a <see cref="HistoryStore"/>: each item is read before it is written, and what the
/// write changed is kept once the server has acknowledged it. Where the back end has no history of its own, the store is it.
/// </summary>
/// <param name="inner">The back end; disposed with this.</param>
/// <param name="store">Where changes are kept.</param>
public sealed class RecordingProvider(IPimProvider inner, HistoryStore store) : IPimProvider
{
    /// <summary>What a back end can do with a store that it may not be able to do without.</summary>
    public const PimCapabilities AddedCapabilities = PimCapabilities.History;

    private readonly HistoryRecorder _recorder = new(store, inner);

    /// <inheritdoc/>
    public HistoryRecorder? Recorder => _recorder;

    /// <inheritdoc/>
    public PimCapabilities Capabilities => inner.Capabilities | AddedCapabilities;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HistoryEntry>> ReadHistoryAsync(PimResource resource, string key, string? user, CallContext context)
    {
        IReadOnlyList<HistoryEntry>? own = inner.Capabilities.HasFlag(PimCapabilities.History) ? await inner.ReadHistoryAsync(resource, key, user, context).ConfigureAwait(false) : null;
        IReadOnlyList<HistoryEntry> kept = await Task.Run(() => store.Find(resource.Noun, key), context.Cancellation).ConfigureAwait(false);
        return own is null ? kept : HistoryRuns.Join(own, kept);
    }

    /// <inheritdoc/>
    public Task PreviewAsync(PimWrite write, CallContext context) => inner.PreviewAsync(write, context);

    /// <inheritdoc/>
    public async Task<WriteOutcome> WriteAsync(PimWrite write, CallContext context)
    {
        if (!write.Resource.KeepsHistory)
        {
            return await inner.WriteAsync(write, context).ConfigureAwait(false);
        }

        ReadOnlyMemory<byte> present = write.Verb == WriteVerb.Create ? default
            : !write.Present.IsEmpty ? write.Present
            : await PresentItem.FindAsync(inner, write.Resource, write.Key!, write.PathValues, context).ConfigureAwait(false);
        if (write.Verb == WriteVerb.Delete)
        {
            return await RemoveAsync(write, present, context).ConfigureAwait(false);
        }

        LineChanges changes = await inner.CompareAsync(write.Resource, write.PathValues, write.Body, present, context).ConfigureAwait(false);
        ParentWrites? parents = await ParentWrites.BeginAsync(inner, write, present, context).ConfigureAwait(false);
        WriteOutcome outcome = await inner.WriteAsync(write with { Present = present }, context).ConfigureAwait(false);
        await KeepAsync(write, outcome, present, changes.Differences, present.IsEmpty ? HistoryDeed.Made : HistoryDeed.Changed, context, parents).ConfigureAwait(false);
        return outcome;
    }

    private async Task<WriteOutcome> RemoveAsync(PimWrite write, ReadOnlyMemory<byte> present, CallContext context)
    {
        // what is not there is the server's to refuse
        byte[]? line = present.IsEmpty ? null : await ItemLine.ShapeAsync(inner, write.Resource, present, context).ConfigureAwait(false);
        WriteOutcome outcome = await inner.WriteAsync(write, context).ConfigureAwait(false);
        if (line is not null)
        {
            ReadOnlyMemory<byte> left = inner.Capabilities.HasFlag(PimCapabilities.Restore) ? await LookAgainAsync(write, context).ConfigureAwait(false) : default;
            await KeepAsync(write, outcome, present, await _recorder.LostAsync(write.Resource, write.PathValues, write.Key!, line, left, context).ConfigureAwait(false),
                left.IsEmpty ? HistoryDeed.Removed : HistoryDeed.Changed, context).ConfigureAwait(false);
        }

        return outcome;
    }

    /// <summary>What is left of an item where deleting is a change of it; empty where that cannot be known.</summary>
    private async Task<ReadOnlyMemory<byte>> LookAgainAsync(PimWrite write, CallContext context)
    {
        using var grace = new GraceTime(context);
        try
        {
            return await PresentItem.FindAsync(inner, write.Resource, write.Key!, write.PathValues, grace.Context).ConfigureAwait(false);
        }
        catch (Exception e) when (e is PimException or OperationCanceledException)
        {
            return default;
        }
    }

    /// <summary>Keeps what a write did to those that the item inherits from as theirs, and all else as the item's own.</summary>
    private async Task KeepAsync(
        PimWrite write, WriteOutcome outcome, ReadOnlyMemory<byte> present, IReadOnlyList<PimDifference> changes, HistoryDeed deed, CallContext context, ParentWrites? parents = null)
    {
        string key = outcome.Key ?? write.Key!;
        IReadOnlyList<KeptWrite> above = [];
        if (parents is not null)
        {
            using var grace = new GraceTime(context);
            above = await parents.FindAsync(changes, grace.Context).ConfigureAwait(false);
            await _recorder.KeepAsync(parents.Resource, above, context).ConfigureAwait(false);
        }

        HashSet<string> theirs = new(above.SelectMany(static parent => parent.Changes).Select(DifferenceLine.Place), StringComparer.OrdinalIgnoreCase);
        await _recorder.KeepAsync(
            write.Resource,
            [
                .. above.Select(parent => new KeptWrite(key, write.Body, present, parent.Changes, deed) { InheritedFrom = parent.Key }),
                new KeptWrite(key, write.Body, present, theirs.Count == 0 ? changes : [.. changes.Where(change => !theirs.Contains(DifferenceLine.Place(change)))], deed),
            ],
            context).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <inheritdoc/>
    public Uri Root => inner.Root;

    /// <inheritdoc/>
    public PimServer Server => inner.Server;

    /// <inheritdoc/>
    public string? UserName => inner.UserName;

    /// <inheritdoc/>
    public IReadOnlyList<PimResource> Resources => inner.Resources;

    /// <inheritdoc/>
    public IPimMetadata Metadata => inner.Metadata;

    /// <inheritdoc/>
    public string ProductKey => inner.ProductKey;

    /// <inheritdoc/>
    public string DeleteVerb => inner.DeleteVerb;

    /// <inheritdoc/>
    public BatchLimits BatchLimits => inner.BatchLimits;

    /// <inheritdoc/>
    public IReadOnlyList<MediaPlace> MediaPlaces => inner.MediaPlaces;

    /// <inheritdoc/>
    public Task ConnectAsync(CallContext context) => inner.ConnectAsync(context);

    /// <inheritdoc/>
    public Task<PimInspection> InspectAsync(CallContext context) => inner.InspectAsync(context);

    /// <inheritdoc/>
    public IPageSource Read(PimQuery query) => inner.Read(query);

    /// <inheritdoc/>
    public Task<long?> CountAsync(PimQuery query, CallContext context) => inner.CountAsync(query, context);

    /// <inheritdoc/>
    public Task<ActOutcome> ActAsync(PimAct act, CallContext context) => inner.ActAsync(act, context);

    /// <summary>Writes a batch. A <see cref="BulkWriter"/> knows what becomes of lines whose answer was lost, and keeps what they changed.</summary>
    public Task<BatchAnswer> SendBatchAsync(BatchRequest batch, CallContext context) => inner.SendBatchAsync(batch, context);

    /// <inheritdoc/>
    public Task<IReadOnlyList<IReadOnlyList<PimFieldError>>> PreviewBatchAsync(BatchRequest batch, CallContext context) => inner.PreviewBatchAsync(batch, context);

    /// <inheritdoc/>
    public Task<byte[]> ShapeItemAsync(PimResource resource, byte[] item, string? otherKey, CallContext context, string? readKey = null) =>
        inner.ShapeItemAsync(resource, item, otherKey, context, readKey);

    /// <inheritdoc/>
    public Task<PassedOver?> FindPassedOverAsync(PimResource resource, ReadOnlyMemory<byte> line, CallContext context) => inner.FindPassedOverAsync(resource, line, context);

    /// <inheritdoc/>
    public Task<LineChanges> CompareAsync(
        PimResource resource, IReadOnlyDictionary<string, string> pathValues, ReadOnlyMemory<byte> line, ReadOnlyMemory<byte> present, CallContext context) =>
        inner.CompareAsync(resource, pathValues, line, present, context);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PimFieldError>> CheckAsync(
        PimResource resource, IReadOnlyDictionary<string, string> pathValues, ReadOnlyMemory<byte> line, CallContext context, IReadOnlyDictionary<string, string>? options = null) =>
        inner.CheckAsync(resource, pathValues, line, context, options);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PimFieldError>> CheckChangeAsync(
        PimResource resource, IReadOnlyDictionary<string, string> pathValues, ReadOnlyMemory<byte> line, ReadOnlyMemory<byte> present, CallContext context) =>
        inner.CheckChangeAsync(resource, pathValues, line, present, context);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LineSigns>> ScanAsync(
        PimResource resource, IReadOnlyDictionary<string, string> pathValues, IReadOnlyList<ReadOnlyMemory<byte>> lines, bool areChecked, CallContext context) =>
        inner.ScanAsync(resource, pathValues, lines, areChecked, context);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PimCriterion>> ReadFilterAsync(PimQuery query, IReadOnlyList<PimCondition> filter, CallContext context) => inner.ReadFilterAsync(query, filter, context);

    /// <inheritdoc/>
    public string WriteFilter(PimQuery query) => inner.WriteFilter(query);

    /// <inheritdoc/>
    public IEnumerable<string> FilterNames(PimResource resource) => inner.FilterNames(resource);

    /// <inheritdoc/>
    public Task<PimFilterField?> FindFilterAsync(PimQuery query, string name, CallContext context) => inner.FindFilterAsync(query, name, context);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, AttributeDefinition>> GetAttributesAsync(PimQuery item, CallContext context) => inner.GetAttributesAsync(item, context);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> ShapeValuesAsync(IReadOnlyDictionary<string, object?> values, string? locale, string? channel, CallContext context) =>
        inner.ShapeValuesAsync(values, locale, channel, context);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> ShapeValuesAsync(PimQuery item, IReadOnlyDictionary<string, object?> values, string? locale, string? channel, CallContext context) =>
        inner.ShapeValuesAsync(item, values, locale, channel, context);

    /// <inheritdoc/>
    public Task<WriteOutcome> UploadAsync(MediaUpload file, CallContext context) => inner.UploadAsync(file, context);

    /// <inheritdoc/>
    public Task PreviewUploadAsync(MediaUpload file, CallContext context) => inner.PreviewUploadAsync(file, context);

    /// <inheritdoc/>
    public Task DownloadAsync(MediaKey file, Func<Stream, CancellationToken, Task> save, CallContext context) => inner.DownloadAsync(file, save, context);

    /// <inheritdoc/>
    public PimEditions Editions => inner.Editions;

    /// <inheritdoc/>
    public PimEditions EditionsOf(PimServer server) => inner.EditionsOf(server);

    /// <inheritdoc/>
    public MediaKey? ReadMediaLink(string link) => inner.ReadMediaLink(link);

    /// <inheritdoc/>
    public string MediaValue(string code, string fileName) => inner.MediaValue(code, fileName);

    /// <inheritdoc/>
    public Task<PimResponse> SendAsync(PimRequest request, CallContext context) => inner.SendAsync(request, context);

    /// <inheritdoc/>
    public PimException Refusal(PimRequest request, PimResponse response) => inner.Refusal(request, response);

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();
}
