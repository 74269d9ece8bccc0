using System;
using System.Collections.Generic;
using System.Text.Json;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;

namespace PimPowerShell.Core.Bulk;

/// <summary>One input of a bulk write.</summary>
/// <param name="Index">Its place in the input, from 0.</param>
/// <param name="Resource">The kind of thing.</param>
/// <param name="Key">What identifies it: no two writes of one key are ever in flight at a time.</param>
/// <param name="Line">Its JSON, on one line.</param>
/// <param name="Tag">Whatever the caller wants to find again in the result.</param>
public sealed record BulkItem(long Index, PimResource Resource, string Key, ReadOnlyMemory<byte> Line, object? Tag = null)
{
    /// <summary>The keys of what it lies in; null where the writer knows them.</summary>
    public IReadOnlyDictionary<string, string>? PathValues { get; init; }

    /// <summary>Which part of an input that is written in several; 0 for the first, or all.</summary>
    internal int Part { get; init; }

    /// <summary>Its key by the resource's <see cref="PimResource.ByOtherKey"/>, where the input says both; null otherwise.</summary>
    public string? OtherKey { get; init; }

    /// <summary>
    /// The key of the item above it, of its own kind, for what is one map of attributes: PIMS takes each product in a request
    /// of its own, so that a variant has to wait for its parent's answer. Null for none, and where the line is no JSON.
    /// </summary>
    internal string? ParentKey
    {
        get
        {
            try
            {
                return Resource.Values is null ? null : CatalogPlan.Parent(Resource, Line);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                return null;
            }
        }
    }

    /// <summary>What may go in one request: items of one kind that lie in the same thing.</summary>
    internal BulkPlace Place => new(Resource, PathValues);

    /// <summary>What it is known by besides, where it is.</summary>
    internal (BulkPlace Place, string Key)? OtherName => OtherKey is { } key && Resource.ByOtherKey is { } other ? (new BulkPlace(other, PathValues), key) : null;
}

/// <summary>What became of one input.</summary>
public enum BulkStatus
{
    /// <summary>The server made a new item.</summary>
    Created,
    /// <summary>The server took the change.</summary>
    Updated,
    /// <summary>Nothing differed, nothing was sent.</summary>
    Unchanged,
    /// <summary>The server refused it, or it could not be sent as it is; or a part of it was written, and another was not.</summary>
    Failed,
    /// <summary>It was never sent.</summary>
    Skipped,
    /// <summary>It was sent, and no answer could be had: it may be written or not.</summary>
    Unknown,
}

/// <summary>The result for one input.</summary>
/// <param name="Item">The input.</param>
/// <param name="Status">What became of it.</param>
/// <param name="StatusCode">The server's status for this line, or for the whole request; null when there was none.</param>
/// <param name="Message">The server's words, or why it was not sent.</param>
/// <param name="Errors">What the server found wrong, field by field.</param>
/// <param name="Attempts">How often the request with this line was sent.</param>
public sealed record BulkResult(
    BulkItem Item, BulkStatus Status, int? StatusCode, string? Message, IReadOnlyList<PimFieldError> Errors, int Attempts)
{
    /// <summary>What the server did otherwise than asked, without calling it an error.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What was found to differ from what the server held; empty unless the run compared.</summary>
    public IReadOnlyList<PimDifference> Differences { get; init; } = [];

    /// <summary>What became of an item whose write threw. A login that is refused is an answer, and none of a server that was never reached.</summary>
    public static BulkResult Of(BulkItem item, PimException e) => new(
        item, e.MayHaveActed ? BulkStatus.Unknown : e.Kind is PimErrorKind.Unreachable or PimErrorKind.Closed ? BulkStatus.Skipped : BulkStatus.Failed,
        e.StatusCode, e.Message, e.Errors, e.Attempts);

    /// <summary>What became of an item that was not written, since what had to be read before threw. Where there was no answer, the item is not to blame.</summary>
    /// <param name="item">The item.</param>
    /// <param name="e">What was thrown.</param>
    /// <param name="what">What it kept from being done, as the beginning of the message; null for none.</param>
    public static BulkResult Unsent(BulkItem item, PimException e, string? what = null) => new(
        item, e.IsNoAnswer ? BulkStatus.Skipped : BulkStatus.Failed, e.StatusCode, what is null ? e.Message : $"{what}: {e.Message}", e.Errors, 0);

    /// <summary>Whether the server holds what was to be written.</summary>
    internal bool IsWritten => Status is BulkStatus.Created or BulkStatus.Updated or BulkStatus.Unchanged;

    /// <summary>True in a preview for an item that a run would send.</summary>
    public bool WouldBeSent { get; init; }
}

/// <summary>The server's answer about one line of a batch.</summary>
/// <param name="StatusCode">The HTTP status that the line would have had alone.</param>
/// <param name="Message">The server's words, when it refused.</param>
/// <param name="Errors">What it found wrong, field by field.</param>
public sealed record BatchLine(int StatusCode, string? Message, IReadOnlyList<PimFieldError> Errors)
{
    /// <summary>What it did otherwise than asked, without calling it an error.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Whether the server refused what was sent, whatever its status says.</summary>
    internal bool IsRefusal { get; init; }

    /// <summary>A line that was not sent, since it does not fit.</summary>
    /// <param name="errors">What is wrong with it.</param>
    internal static BatchLine Unsent(IReadOnlyList<PimFieldError> errors) => new(422, "Not sent.", errors) { IsUnsent = true };

    /// <summary>Whether it was not sent: the status is then nobody's word.</summary>
    internal bool IsUnsent { get; private init; }
}

/// <summary>The server's answer to a batch.</summary>
/// <param name="Lines">One for each line sent; null where the server did not answer.</param>
/// <param name="Attempts">How often the batch was sent.</param>
/// <param name="Failure">Why lines lack an answer, when some do.</param>
public sealed record BatchAnswer(IReadOnlyList<BatchLine?> Lines, int Attempts, PimException? Failure)
{
    /// <summary>Of lines that go one by one: how many at the end were not sent, as the one before them got no answer; null where all were.</summary>
    internal int? Unsent { get; init; }
}
