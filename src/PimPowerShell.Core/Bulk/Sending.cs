using System;
using System.Collections.Generic;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.History;

namespace PimPowerShell.Core.Bulk;

/// <summary>One item on its way.</summary>
internal sealed class Sending(BulkItem item)
{
    private int _attempts;
    private int? _statusCode;
    private BulkItem? _taken;
    private string? _remark;

    /// <summary>The item as the server takes it from a batch.</summary>
    public BulkItem Item => _taken ?? item;

    /// <summary>What is sent of it.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; } = item.Line;

    private IReadOnlyList<PimDifference> Differences { get; set; } = [];

    /// <summary>What the server held of it before; null where nobody has looked.</summary>
    public LineChanges? Changes { get; set; }

    /// <summary>The item as the server was found to have it; empty where it is not there, or nobody has looked.</summary>
    public ReadOnlyMemory<byte> Present { get; set; }

    /// <summary>What was seen of it before it goes out.</summary>
    public LineSigns Signs { get; set; } = LineSigns.None;

    public BulkResult? Result { get; private set; }

    /// <summary>What the history is to have of it; null where it is not known to be written.</summary>
    public KeptWrite? Kept => Changes is null || Result is not { Status: BulkStatus.Created or BulkStatus.Updated } ? null
        : new KeptWrite(item.Key, Item.Line, Changes.Present, Changes.Differences, Changes.Present.IsEmpty ? HistoryDeed.Made : HistoryDeed.Changed);

    public bool IsOpen => Result is null;

    /// <summary>Whether the server was found not to hold it.</summary>
    public bool IsMissing { get; set; }

    /// <summary>How often it may have come to the server.</summary>
    public int TimesSent { get; set; }

    /// <summary>Why no answer came.</summary>
    public string? Reason { get; set; }

    /// <summary>Takes another line instead, which says the same in the server's own names.</summary>
    public void Translate(ReadOnlyMemory<byte> line) => (_taken, Line) = (item with { Line = line }, line);

    /// <summary>Leaves out what a batch passes over; null for nothing.</summary>
    public void PassOver(PassedOver? part)
    {
        if (part is not null)
        {
            (_taken, Line, _remark) = (item with { Line = part.Line }, part.Line, part.Remark);
        }
    }

    public void Preview() => Result ??= new BulkResult(item, BulkStatus.Skipped, null, "Not sent.", [], 0) { Differences = Differences, WouldBeSent = true };

    public void Compare(LineChanges changes)
    {
        (Line, Differences) = (changes.Line, changes.Differences);
        if (changes.Line.IsEmpty)
        {
            Result = new BulkResult(item, BulkStatus.Unchanged, null, null, [], 0);
        }
    }

    public void Check(IReadOnlyList<PimFieldError> errors)
    {
        if (errors.Count > 0)
        {
            Result = new BulkResult(item, BulkStatus.Failed, null, "Not sent.", errors, 0) { Differences = Differences };
        }
    }

    public void NotCompared(PimException e) => Result = BulkResult.Unsent(item, e, "Not sent, since what the server holds could not be read");

    public void Take(BatchLine? line, BatchAnswer answer)
    {
        if (line?.IsUnsent == true)
        {
            Check(line.Errors);
            return;
        }

        _attempts += answer.Attempts;
        if (line is null)
        {
            Reason = answer.Failure?.Message;
        }
        else if (!line.IsRefusal && line.StatusCode is (408 or 429 or >= 500))
        {
            (Reason, _statusCode) = (line.Message, line.StatusCode);
        }
        else
        {
            Result = new BulkResult(item, StatusOf(line.StatusCode), line.StatusCode, line.Message, line.Errors, _attempts) { Warnings = line.Warnings, Differences = Differences };
        }
    }

    /// <summary>The request as a whole was refused, or had no answer: then the server may have taken all of it, or any part.</summary>
    public void Refuse(PimException e)
    {
        _attempts += e.Attempts;
        (Reason, _statusCode) = (e.Message, e.StatusCode);
        if (!e.MayHaveActed)
        {
            Result = BulkResult.Of(item, e) with { Attempts = _attempts };
        }
    }

    /// <summary>It was left out of what was sent; what certainly did not come to the server is not tried for each line anew.</summary>
    public void NotSent(PimException? e)
    {
        TimesSent--;
        Reason = e is null ? Reason : $"Not sent, since the one before it got no answer: {e.Message}";
        if (e is { MayHaveActed: false } && TimesSent == 0)
        {
            Result = new BulkResult(item, BulkStatus.Skipped, null, Reason, [], _attempts);
        }
    }

    public void Found() => Result = new BulkResult(item, BulkStatus.Updated, null, "The answer was lost; the server holds what was sent.", [], _attempts) { Differences = Differences };

    /// <summary>What became of it, with what was passed over.</summary>
    public BulkResult End()
    {
        BulkResult result = Result ?? Open();
        return _remark is null ? result : result with { Warnings = [.. result.Warnings, _remark] };
    }

    private BulkResult Open() => new(item, TimesSent > 0 ? BulkStatus.Unknown : BulkStatus.Skipped, _statusCode, Reason, [], _attempts) { Differences = Differences };

    private static BulkStatus StatusOf(int statusCode) => statusCode switch
    {
        201 => BulkStatus.Created,
        >= 200 and < 300 => BulkStatus.Updated,
        _ => BulkStatus.Failed,
    };
}
