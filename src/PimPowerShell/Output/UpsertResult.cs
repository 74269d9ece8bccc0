using System.Linq;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Output;

namespace PimPowerShell;

/// <summary>What became of one input of a bulk write. A class, since runs give hundreds of thousands of them.</summary>
public sealed class UpsertResult
{
    private object? _input;

    private UpsertResult(string status, long index)
    {
        Status = status;
        Index = index;
    }

    /// <summary>The input's place, from 0.</summary>
    public long Index { get; }

    /// <summary>What kind of thing it is: Product.</summary>
    public string? Resource { get; private set; }

    /// <summary>Its uuid, identifier or code; null where it has none.</summary>
    public string? Key { get; private set; }

    /// <summary>Created, Updated, Unchanged, Failed, Skipped or Unknown.</summary>
    public string Status { get; }

    /// <summary>The server's status for this line, or for the whole request; null when there was none.</summary>
    public int? StatusCode { get; private set; }

    /// <summary>The server's words, or why it was not sent; for a workflow, which one it is about.</summary>
    public string? Message { get; private set; }

    /// <summary>What the server found wrong: objects with Property, Attribute, Locale, Scope and Message.</summary>
    public object[] Errors { get; private set; } = [];

    /// <summary>How often the request with this line was sent.</summary>
    public int Attempts { get; private set; }

    /// <summary>What differed from what the server had, with -OnlyChanged: objects with Key, Property, Attribute, Locale, Channel, Present and Wanted.</summary>
    public object[] Differences { get; private set; } = [];

    /// <summary>What was handed in; the text of a file's line.</summary>
    public object? InputObject => Given(_input);

    /// <summary>An input as its user knows it.</summary>
    internal static object? Given(object? input) => input is FileLine line ? line.Text : input;

    internal static UpsertResult From(BulkResult result) => new(Name(result.Status), result.Item.Index)
    {
        Resource = result.Item.Resource.Noun,
        Key = result.Item.Key.Length > 0 ? result.Item.Key : null,
        StatusCode = result.StatusCode,
        Message = result.Message,
        Errors = result.Errors.Count == 0 ? [] : [.. result.Errors.Select(Error)],
        Attempts = result.Attempts,
        Differences = result.Differences.Count == 0 ? [] : [.. Difference.From(result.Item.Key, result.Differences)],
        _input = result.Item.Tag,
    };

    private static string Name(BulkStatus status) => status switch
    {
        BulkStatus.Created => nameof(BulkStatus.Created),
        BulkStatus.Updated => nameof(BulkStatus.Updated),
        BulkStatus.Unchanged => nameof(BulkStatus.Unchanged),
        BulkStatus.Failed => nameof(BulkStatus.Failed),
        BulkStatus.Skipped => nameof(BulkStatus.Skipped),
        _ => nameof(BulkStatus.Unknown),
    };

    private static object Error(Core.PimFieldError error) => TypedObject.Of(
        "PimPowerShell.FieldError",
        ("Property", error.Property),
        ("Attribute", error.Attribute),
        ("Locale", error.Locale),
        ("Scope", error.Scope),
        ("Message", error.Message));
}
