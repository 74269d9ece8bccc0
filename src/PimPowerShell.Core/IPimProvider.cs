using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.History;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core;

/// <summary>What a server can do that others of its kind, or other versions, cannot.</summary>
[Flags]
public enum PimCapabilities
{
    /// <summary>Nothing special.</summary>
    None = 0,
    /// <summary>Adds and removes a product's categories without the whole list: <see cref="PimResource.CategoryChanges"/>.</summary>
    CategoryChanges = 1,
    /// <summary>Tells what was changed in a product.</summary>
    History = 2,
    /// <summary>Keeps what is deleted, and brings it back.</summary>
    Restore = 4,
    /// <summary>Keeps files, which are sent and read by code.</summary>
    Files = 8,
    /// <summary>Lists the records of all reference entities at once.</summary>
    RecordsAcross = 16,
}

/// <summary>What a server tells of a login and of itself.</summary>
/// <param name="Permissions">What the login may do.</param>
/// <param name="Counters">What the server holds.</param>
/// <param name="Limits">What it may hold.</param>
public sealed record PimInspection(
    IReadOnlyDictionary<string, bool> Permissions, IReadOnlyDictionary<string, long> Counters, IReadOnlyDictionary<string, long> Limits);

/// <summary>One kind of back end. What a session can do, it asks here; nothing else knows which back end it talks to.</summary>
public interface IPimProvider : IDisposable
{
    /// <summary>The provider's name, as in <c>Connect-Pim -Provider</c>.</summary>
    string Name { get; }

    /// <summary>The address that relative paths are joined to.</summary>
    Uri Root { get; }

    /// <summary>What the server said of itself; known after <see cref="ConnectAsync"/>.</summary>
    PimServer Server { get; }

    /// <summary>Who is logged in; null where the back end does not say.</summary>
    string? UserName { get; }

    /// <summary>What this server can do besides; known after <see cref="ConnectAsync"/>.</summary>
    PimCapabilities Capabilities { get; }

    /// <summary>The kinds of thing that this back end keeps.</summary>
    IReadOnlyList<PimResource> Resources { get; }

    /// <summary>The edition of this server, or those that it may be of; known after <see cref="ConnectAsync"/>.</summary>
    PimEditions Editions { get; }

    /// <summary>The edition of a server of this kind, by what it said of itself, or those that it may be of.</summary>
    PimEditions EditionsOf(PimServer server);

    /// <summary>What is known of the catalog's structure, read when first needed.</summary>
    IPimMetadata Metadata { get; }

    /// <summary>How products are identified: a field of theirs.</summary>
    string ProductKey { get; }

    /// <summary>Logs in and reads the server's version.</summary>
    Task ConnectAsync(CallContext context);

    /// <summary>What the login may do, and what the server counts, as far as it can be known.</summary>
    Task<PimInspection> InspectAsync(CallContext context);

    /// <summary>What deleting a product does, as the verb of a sentence: <c>Delete</c>.</summary>
    string DeleteVerb { get; }

    /// <summary>Keeps what is written; null where nobody has asked for that.</summary>
    HistoryRecorder? Recorder { get; }

    /// <summary>The changes of one product or product model, in no order that could be relied on. Needs <see cref="PimCapabilities.History"/>.</summary>
    /// <param name="resource">The kind of thing.</param>
    /// <param name="key">The item.</param>
    /// <param name="user">Only the changes of this user, where the back end can tell; null for all.</param>
    /// <param name="context">The caller.</param>
    Task<IReadOnlyList<HistoryEntry>> ReadHistoryAsync(PimResource resource, string key, string? user, CallContext context);

    /// <summary>Pages of a list, or of the items with the query's keys.</summary>
    IPageSource Read(PimQuery query);

    /// <summary>How many items a query finds; null where the back end cannot tell.</summary>
    Task<long?> CountAsync(PimQuery query, CallContext context);

    /// <summary>Creates, changes or deletes one item.</summary>
    /// <exception cref="PimException">The server refused.</exception>
    Task<WriteOutcome> WriteAsync(PimWrite write, CallContext context);

    /// <summary>Refuses a write for what <see cref="WriteAsync"/> refuses before it sends it; looks at the item where only that tells. Nothing is written.</summary>
    /// <exception cref="PimException">It does not fit.</exception>
    Task PreviewAsync(PimWrite write, CallContext context);

    /// <summary>Does one of a resource's actions.</summary>
    /// <exception cref="PimException">The server refused.</exception>
    Task<ActOutcome> ActAsync(PimAct act, CallContext context);

    /// <summary>How much one batch may hold.</summary>
    BatchLimits BatchLimits { get; }

    /// <summary>Writes a batch. Lines that got no answer have none in the result.</summary>
    /// <exception cref="PimException">The server refused the batch as a whole, or gave no answer at all.</exception>
    Task<BatchAnswer> SendBatchAsync(BatchRequest batch, CallContext context);

    /// <summary>What is wrong with each line of a batch, for which <see cref="SendBatchAsync"/> would not send it, as far as that takes no look at the items.</summary>
    Task<IReadOnlyList<IReadOnlyList<PimFieldError>>> PreviewBatchAsync(BatchRequest batch, CallContext context);

    /// <summary>What a batch passes over of a line without a word; null where it takes all.</summary>
    Task<PassedOver?> FindPassedOverAsync(PimResource resource, ReadOnlyMemory<byte> line, CallContext context);

    /// <summary>
    /// An item as a write takes it: without what only the server writes, at any depth, and with what a read shapes
    /// otherwise in the shape of a write. An item without any of that is given back as it is.
    /// </summary>
    /// <param name="resource">The kind of thing.</param>
    /// <param name="item">Its JSON, without the resource's <see cref="PimResource.ReadOnlyFields"/>.</param>
    /// <param name="otherKey">Its key by <see cref="PimResource.ByOtherKey"/> beside its own; null for none.</param>
    /// <param name="context">The caller.</param>
    /// <param name="readKey">What that other key was when the item was read; null where nobody knows. One that was changed since gives the item that key.</param>
    /// <exception cref="PimException">The item has two other keys, both changed.</exception>
    Task<byte[]> ShapeItemAsync(PimResource resource, byte[] item, string? otherKey, CallContext context, string? readKey = null);

    /// <summary>What of a line differs from the item that it is about. Nothing is written.</summary>
    /// <param name="resource">The kind of thing.</param>
    /// <param name="pathValues">The keys of what it lies in.</param>
    /// <param name="line">The item's JSON as a write takes it.</param>
    /// <param name="present">The item as a read of the same resource gives it; empty where it is not there, so that all differs.</param>
    /// <param name="context">The caller.</param>
    Task<LineChanges> CompareAsync(
        PimResource resource, IReadOnlyDictionary<string, string> pathValues, ReadOnlyMemory<byte> line, ReadOnlyMemory<byte> present, CallContext context);

    /// <summary>
    /// Says what the server would refuse of one line of a batch, before it is sent; empty when nothing is known against
    /// it. What would have to be compared with the item as the server has it is not looked at. The structure that is
    /// needed is asked for once and kept.
    /// </summary>
    /// <param name="resource">The kind of thing.</param>
    /// <param name="pathValues">The keys of what it lies in.</param>
    /// <param name="line">Its JSON.</param>
    /// <param name="context">The caller; remarks tell what this login may not read, and so is not checked.</param>
    /// <param name="options">The server's query options that the line is to be sent with; null for none.</param>
    /// <exception cref="PimException">The structure could not be read: no connection, no login.</exception>
    Task<IReadOnlyList<PimFieldError>> CheckAsync(
        PimResource resource, IReadOnlyDictionary<string, string> pathValues, ReadOnlyMemory<byte> line, CallContext context, IReadOnlyDictionary<string, string>? options = null);

    /// <summary>
    /// Says what the server would refuse of a line for what the item is like that it changes: fields that stay as they were,
    /// and those that go together with others that the line does not say. <see cref="CheckAsync"/> says the rest.
    /// </summary>
    /// <param name="resource">The kind of thing.</param>
    /// <param name="pathValues">The keys of what it lies in.</param>
    /// <param name="line">Its JSON, an object.</param>
    /// <param name="present">The item as a read of the same resource gives it; empty where it is not there.</param>
    /// <param name="context">The caller.</param>
    Task<IReadOnlyList<PimFieldError>> CheckChangeAsync(
        PimResource resource, IReadOnlyDictionary<string, string> pathValues, ReadOnlyMemory<byte> line, ReadOnlyMemory<byte> present, CallContext context);

    /// <summary>
    /// Looks over lines of which there may be millions, for what the catalog declares out of range or kept for ever. Asks the
    /// server only for what has to be known of the catalog, once a session.
    /// </summary>
    /// <param name="resource">The kind of thing.</param>
    /// <param name="pathValues">The keys of what the items lie in.</param>
    /// <param name="lines">The JSON of each.</param>
    /// <param name="areChecked">Whether <see cref="CheckAsync"/> has found nothing wrong with them: then nothing but axes is looked for.</param>
    /// <param name="context">The caller.</param>
    /// <returns>What was seen of each line; nothing at all for a kind whose lines are held against their rules as they are sent.</returns>
    /// <exception cref="PimException">The server refused to say what has to be known, or could not be reached.</exception>
    Task<IReadOnlyList<LineSigns>> ScanAsync(
        PimResource resource, IReadOnlyDictionary<string, string> pathValues, IReadOnlyList<ReadOnlyMemory<byte>> lines, bool areChecked, CallContext context);

    /// <summary>The conditions of a caller as the back end takes them: complete, and with values of the right form.</summary>
    /// <param name="query">What is searched, the keys of what the items lie in, and options that conditions may rely on.</param>
    /// <param name="filter">The conditions.</param>
    /// <param name="context">The caller.</param>
    /// <exception cref="PimException">
    /// A property, attribute or operator that the back end does not have, or a value, locale or channel that does not fit it.
    /// </exception>
    Task<IReadOnlyList<PimCriterion>> ReadFilterAsync(PimQuery query, IReadOnlyList<PimCondition> filter, CallContext context);

    /// <summary>All conditions of a query as one search in the back end's own words, which a query takes as its <see cref="PimQuery.Search"/>.</summary>
    /// <exception cref="PimException">The back end has no such form.</exception>
    string WriteFilter(PimQuery query);

    /// <summary>The properties that a list can be searched by, attributes aside.</summary>
    IEnumerable<string> FilterNames(PimResource resource);

    /// <summary>A property or an attribute that a list can be searched by; null for none of that name.</summary>
    /// <param name="query">What is searched, and the keys of what the items lie in.</param>
    /// <param name="name">The property, or the attribute's code.</param>
    /// <param name="context">The caller.</param>
    Task<PimFilterField?> FindFilterAsync(PimQuery query, string name, CallContext context);

    /// <summary>The attributes of items whose attributes are those of what they lie in, by code.</summary>
    /// <param name="item">The items: their resource, and what they lie in.</param>
    /// <param name="context">The caller.</param>
    Task<IReadOnlyDictionary<string, AttributeDefinition>> GetAttributesAsync(PimQuery item, CallContext context);

    /// <summary>The values of a product, shaped as the back end wants them.</summary>
    /// <param name="values">Attribute codes with plain values, or with values already in the back end's shape.</param>
    /// <param name="locale">For localizable attributes whose value does not name its locale.</param>
    /// <param name="channel">For scopable attributes whose value does not name its channel.</param>
    /// <param name="context">The caller.</param>
    /// <returns>JSON, the content of the product's <c>values</c>.</returns>
    /// <exception cref="PimException">A value does not fit; <see cref="PimException.Subject"/> is the attribute.</exception>
    Task<ReadOnlyMemory<byte>> ShapeValuesAsync(IReadOnlyDictionary<string, object?> values, string? locale, string? channel, CallContext context);

    /// <summary>Where files are kept, the commonest place first. Needs <see cref="PimCapabilities.Files"/>.</summary>
    IReadOnlyList<MediaPlace> MediaPlaces { get; }

    /// <summary>The file that a link in an item leads to; null when it leads to none.</summary>
    MediaKey? ReadMediaLink(string link);

    /// <summary>How a value names a file that was sent.</summary>
    /// <param name="code">The file's code.</param>
    /// <param name="fileName">Its name.</param>
    string MediaValue(string code, string fileName);

    /// <summary>Sends a file; the outcome has its code. Needs <see cref="PimCapabilities.Files"/>.</summary>
    Task<WriteOutcome> UploadAsync(MediaUpload file, CallContext context);

    /// <summary>Refuses a file whose place <see cref="UploadAsync"/> refuses. Nothing is sent of it.</summary>
    /// <exception cref="PimException">It does not fit.</exception>
    Task PreviewUploadAsync(MediaUpload file, CallContext context);

    /// <summary>Reads a file as it arrives. Needs <see cref="PimCapabilities.Files"/>.</summary>
    /// <param name="file">The file.</param>
    /// <param name="save">Takes the bytes; called again from the start when a transfer broke.</param>
    /// <param name="context">The caller.</param>
    Task DownloadAsync(MediaKey file, Func<Stream, CancellationToken, Task> save, CallContext context);

    /// <summary>The values of an item whose attributes are those of what it lies in, shaped as the back end wants them.</summary>
    /// <param name="item">The item: its resource, and what it lies in.</param>
    /// <param name="values">Attribute codes with plain values, or with values already in the back end's shape.</param>
    /// <param name="locale">For attributes with a value for each locale, where it is not named.</param>
    /// <param name="channel">For attributes with a value for each channel, where it is not named.</param>
    /// <param name="context">The caller.</param>
    /// <returns>JSON, the content of the item's <c>values</c>.</returns>
    /// <exception cref="PimException">A value does not fit; <see cref="PimException.Subject"/> is the attribute.</exception>
    Task<ReadOnlyMemory<byte>> ShapeValuesAsync(PimQuery item, IReadOnlyDictionary<string, object?> values, string? locale, string? channel, CallContext context);

    /// <summary>Sends any request and gives the answer, whatever its status.</summary>
    Task<PimResponse> SendAsync(PimRequest request, CallContext context);

    /// <summary>The exception for an answer that is no success.</summary>
    PimException Refusal(PimRequest request, PimResponse response);
}
