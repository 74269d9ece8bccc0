using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>Sends the files of an export that items lack, and makes them the values that they were. What an item has besides stays.</summary>
/// <param name="provider">Where to.</param>
/// <param name="folder">The export.</param>
/// <param name="settings">Whether all are sent or those alone that differ, and how many items at a time.</param>
/// <param name="context">The caller.</param>
internal sealed class MediaImport(IPimProvider provider, string folder, BulkSettings settings, CallContext context)
{
    private static readonly Dictionary<string, string> s_nowhere = [];

    private readonly CatalogSide _side = new(provider, context);
    private readonly MediaCarriers _carriers = new(provider, new CatalogSide(provider, context));
    private readonly ConcurrentDictionary<Fingerprint, Lazy<Task<string>>> _shared = [];
    private int _missing;

    /// <summary>Files that items have and the export has not: its server had lost them.</summary>
    public int Missing => _missing;

    /// <summary>Whether files go out that are sent by way of other items, and no others. Those are there by then.</summary>
    public bool IsByWay { get; set; }

    /// <summary>Sends the files of some items that lie in the same thing.</summary>
    /// <param name="items">The items, with their lines as the export has them.</param>
    /// <param name="hasEnded">Whether nothing more may be sent; an item that comes to that has no result.</param>
    /// <param name="give">Takes a result for each but those that are <see cref="IsByWay"/>'s; from any thread.</param>
    /// <param name="fail">Takes what would make all else fail too.</param>
    public async Task SendAsync(IReadOnlyList<BulkItem> items, Func<bool> hasEnded, Action<BulkResult> give, Action<PimException> fail)
    {
        PimResource resource = items[0].Resource;
        IReadOnlyDictionary<string, string> owners = items[0].PathValues ?? s_nowhere;
        IReadOnlyDictionary<string, AttributeDefinition>? definitions;
        Dictionary<string, JsonObject> present;
        try
        {
            items = await ThisWayAsync(items).ConfigureAwait(false);
            if (items.Count == 0)
            {
                return;
            }

            definitions = resource.AttributeNoun is null ? null : await provider.GetAttributesAsync(new PimQuery(resource) { PathValues = owners }, context).ConfigureAwait(false);
            present = settings.OnlyChanged ? await _side.FindAsync(resource, owners, [.. items.Select(static item => item.Key)]).ConfigureAwait(false) : [];
        }
        catch (PimException e)
        {
            foreach (BulkItem item in items)
            {
                // in a preview what they lie in may be made by it
                if (settings.IsPreview && e.Kind == PimErrorKind.NotFound)
                {
                    give(new BulkResult(item, BulkStatus.Unchanged, null, null, [], 0));
                }
                else
                {
                    Refuse(BulkResult.Unsent(item, e), e);
                }
            }

            return;
        }

        // what carries a file for another has one write at a time
        int width = IsByWay ? 1 : settings.ThrottleLimit;
        using var lanes = new SemaphoreSlim(width, width);
        await Task.WhenAll(items.Select(SendAsync)).ConfigureAwait(false);

        async Task SendAsync(BulkItem item)
        {
            await lanes.WaitAsync(context.Cancellation).ConfigureAwait(false);
            try
            {
                if (!hasEnded())
                {
                    present.TryGetValue(item.Key, out JsonObject? kept);
                    give(await SendItemAsync(item, await FindAsync(item, kept, definitions).ConfigureAwait(false)).ConfigureAwait(false));
                    if (!IsByWay)
                    {
                        _carriers.Keep(item);
                    }
                }
            }
            catch (PimException e)
            {
                Refuse(BulkResult.Of(item, e), e);
            }
            finally
            {
                lanes.Release();
            }
        }

        void Refuse(BulkResult result, PimException e)
        {
            if (e.EndsEverything || e.Kind == PimErrorKind.Unreachable)
            {
                fail(e);
            }

            give(result);
        }
    }

    /// <summary>Those of some items whose turn it is: the server takes files for products by identifier alone.</summary>
    private async Task<IReadOnlyList<BulkItem>> ThisWayAsync(IReadOnlyList<BulkItem> items)
    {
        if (items[0].Resource.ByOtherKey is not { } other || !BecomesValue(items[0].Resource))
        {
            return IsByWay ? [] : items;
        }

        var names = new OtherKey(other, await provider.Metadata.GetIdentifierAttributeAsync(context).ConfigureAwait(false));
        return [.. items.Where(item => names.Of(item.Line) is null == IsByWay)];
    }

    /// <summary>The files of a line that its item lacks, as far as the export has them.</summary>
    private async Task<IReadOnlyList<PimDifference>> FindAsync(BulkItem item, JsonObject? present, IReadOnlyDictionary<string, AttributeDefinition>? definitions)
    {
        PimResource resource = item.Resource;
        var line = (JsonObject)JsonNode.Parse(item.Line.Span)!;
        IReadOnlyList<PimDifference> files;
        if (resource.Values is null)
        {
            files = ItemFiles.Take(provider, resource, line, present, definitions);
        }
        else
        {
            JsonObject map = FileValues.MapOf(line) ?? [];
            JsonObject? kept = present is null ? null : ItemLine.Of(resource, item.Key, present)[ItemLine.Attributes] as JsonObject;
            files = ItemFiles.TakeLinks(await FileLinks.FindAsync(provider, map, context).ConfigureAwait(false), map, kept);
        }

        return [.. files.Where(file => !file.Wanted.IsEmpty && IsThere(resource, file))];
    }

    private bool IsThere(PimResource resource, PimDifference file)
    {
        JsonNode? wanted = JsonNode.Parse(file.Wanted.Span);
        bool isThere = (wanted is JsonArray list ? list : (IEnumerable<JsonNode?>)[wanted]).All(value => FileOf(resource, value) is not { } one || one.File.Exists);
        if (!isThere)
        {
            Interlocked.Increment(ref _missing);
        }

        return isThere;
    }

    private async Task<BulkResult> SendItemAsync(BulkItem item, IReadOnlyList<PimDifference> files)
    {
        if (files.Count == 0)
        {
            return new BulkResult(item, BulkStatus.Unchanged, null, null, [], 0);
        }

        if (settings.IsPreview)
        {
            return new BulkResult(item, BulkStatus.Skipped, null, "Not sent.", [], 0) { Differences = files, WouldBeSent = true };
        }

        var body = new JsonObject { [item.Resource.Key] = item.Key };
        foreach (PimDifference file in files)
        {
            JsonNode wanted = JsonNode.Parse(file.Wanted.Span)!;
            JsonNode? sent = wanted is JsonArray list ? await SendListAsync(item, file, list).ConfigureAwait(false) : await SendFileAsync(item, file, wanted).ConfigureAwait(false);
            Put(item.Resource, body, file, sent);
        }

        WriteOutcome? written = BecomesValue(item.Resource) ? null : await provider.WriteAsync(
            new PimWrite(item.Resource, WriteVerb.Upsert, item.Key, ItemLine.Bytes(body)) { PathValues = item.PathValues ?? s_nowhere }, context).ConfigureAwait(false);
        return new BulkResult(item, BulkStatus.Updated, written?.StatusCode, null, [], 1) { Differences = files, Warnings = written?.Warnings ?? [] };
    }

    private async Task<JsonArray> SendListAsync(BulkItem item, PimDifference place, JsonArray wanted)
    {
        var sent = new JsonArray();
        foreach (JsonNode? value in wanted)
        {
            sent.Add(await SendFileAsync(item, place, value).ConfigureAwait(false));
        }

        return sent;
    }

    /// <summary>Sends one file, and gives what the value says of it; what is no file is what it was.</summary>
    private async Task<JsonNode?> SendFileAsync(BulkItem item, PimDifference place, JsonNode? value)
    {
        if (FileOf(item.Resource, value) is not (var file, var key, var name))
        {
            return value?.DeepClone();
        }

        // what several items have is one file where a file is an item itself
        string code = provider.MediaPlaces.All(static known => known.IsItem) ? await ShareAsync(key, () => UploadAsync(null)).ConfigureAwait(false)
            : await UploadAsync(BecomesValue(item.Resource)
                ? new MediaTarget(key.Kind, item.Resource.Noun, item.Key, place.Attribute) { Locale = place.Locale, Channel = place.Channel, Via = IsByWay ? await _carriers.OfAsync(item, place).ConfigureAwait(false) : null }
                : new MediaTarget(key.Kind)).ConfigureAwait(false);
        return provider.MediaValue(code, name);

        async Task<string> UploadAsync(MediaTarget? target) =>
            (await provider.UploadAsync(MediaUpload.Of(file, name) with { Target = target }, context).ConfigureAwait(false)).Key!;
    }

    /// <summary>Sends a file once, whoever has it; one that failed is sent again for the next.</summary>
    private async Task<string> ShareAsync(MediaKey key, Func<Task<string>> upload)
    {
        var print = Fingerprint.Of(key);
        Lazy<Task<string>> sent = _shared.GetOrAdd(print, _ => new Lazy<Task<string>>(upload));
        try
        {
            return await sent.Value.ConfigureAwait(false);
        }
        catch
        {
            // this one alone: another may have begun anew
            ((ICollection<KeyValuePair<Fingerprint, Lazy<Task<string>>>>)_shared).Remove(new(print, sent));
            throw;
        }
    }

    /// <summary>Whether sending a file for an item makes it the value.</summary>
    private bool BecomesValue(PimResource resource) => resource.FileKind is MediaKind.Product or MediaKind.Category && provider.MediaPlaces.Any(place => place.Kind == resource.FileKind);

    /// <summary>The file that a value names: the image of a category is an object, a link has the file's name at its end, and so has a code.</summary>
    private (FileInfo File, MediaKey Key, string Name)? FileOf(PimResource resource, JsonNode? value)
    {
        if (value is JsonObject data)
        {
            return ItemLine.Text(data, "file_path") is { } path ? File(new MediaKey(resource.FileKind, path), ItemLine.Text(data, "original_filename") ?? ItemFiles.Name(path)) : null;
        }

        return value is not JsonValue text || text.GetValueKind() != JsonValueKind.String ? null
            : resource.Values is null ? File(new MediaKey(resource.FileKind, text.GetValue<string>()), ItemFiles.Name(text.GetValue<string>()))
            : provider.ReadMediaLink(text.GetValue<string>()) is { } linked ? File(linked, FileLinks.Name(text.GetValue<string>()))
            : null;

        (FileInfo, MediaKey, string) File(MediaKey key, string name) => (new FileInfo(Path.Combine(folder, MediaExport.PathOf(key))), key, name);
    }

    /// <summary>Adds a value to what is written of the item.</summary>
    private static void Put(PimResource resource, JsonObject body, PimDifference file, JsonNode? sent)
    {
        if (file.Attribute is not { } attribute)
        {
            body[file.Property] = sent;
            return;
        }

        if (body[file.Property] is not JsonObject values)
        {
            body[file.Property] = values = [];
        }

        if (resource.Values is not null)
        {
            values[attribute] = sent;
            return;
        }

        if (values[attribute] is not JsonArray list)
        {
            values[attribute] = list = [];
        }

        list.Add((JsonNode)new JsonObject { ["locale"] = file.Locale, [resource.ChannelField] = file.Channel, ["data"] = sent });
    }
}
