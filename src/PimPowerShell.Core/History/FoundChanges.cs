using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;

namespace PimPowerShell.Core.History;

/// <summary>Tells of changes that were found on the server when they happened, and which of them are those of what an item inherits from.</summary>
/// <param name="provider">The server. Nothing is written.</param>
/// <param name="resource">The kind of thing.</param>
/// <param name="context">The caller.</param>
internal sealed class FoundChanges(IPimProvider provider, PimResource resource, CallContext context)
{
    private readonly ParentItems _parents = new(provider, resource, context);
    private readonly DateTimeOffset _now = DateTimeOffset.UtcNow;

    /// <summary>The parts of each change: its own, and one for each item that it has the rest of.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<FoundPart>>> SplitAsync(IReadOnlyList<ItemChange> changes)
    {
        Dictionary<string, ReadOnlyMemory<byte>> models = [];
        try
        {
            models = await _parents.ReadAsync(changes.Where(static change => change.Kind == ItemChangeKind.Changed)
                .SelectMany(static change => new[] { change.Item, change.Before })).ConfigureAwait(false);
        }
        catch (Exception e) when (!(e is OperationCanceledException && context.Cancellation.IsCancellationRequested))
        {
            // whatever it is: better as changes of the items themselves than not at all
        }

        return [.. changes.Select(change => Split(change, models))];
    }

    private IReadOnlyList<FoundPart> Split(ItemChange change, Dictionary<string, ReadOnlyMemory<byte>> models)
    {
        // one that was moved shows the values of its parent of before no longer
        (string Code, ReadOnlyMemory<byte> Item)[] above = change.Kind == ItemChangeKind.Changed ? [.. _parents.Above(change.Before, models), .. _parents.Above(change.Item, models)] : [];
        bool isMoved = change.Differences.Any(_parents.IsParent);
        // its own time says nothing of what did not touch it
        bool isUntouched = change.Kind == ItemChangeKind.Changed && !isMoved && ChangedText(change.Item) is { } text && text == ChangedText(change.Before);
        DateTimeOffset time = isUntouched ? _now : Changed(change.Item) ?? _now;
        if (above.Length == 0)
        {
            return [new FoundPart(change.Differences, time, null)];
        }

        string last = above.OrderByDescending(model => Changed(model.Item) ?? DateTimeOffset.MinValue).First().Code;
        return [.. change.Differences.GroupBy(Owner).Select(part =>
            new FoundPart([.. part], part.Key is null || isMoved ? time : Changed(models[part.Key]) ?? _now, part.Key))];

        // an association is lost with the product that it led to as well
        string? Owner(PimDifference difference) => _parents.OwnerOf(difference, above)
            ?? (isUntouched && !ProductLinks.AreIn(ItemLine.FieldOf(resource, difference.Property)) ? last : null);
    }

    private DateTimeOffset? Changed(ReadOnlyMemory<byte> item) =>
        DateTimeOffset.TryParse(ChangedText(item), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;

    private string? ChangedText(ReadOnlyMemory<byte> item) =>
        item.IsEmpty || resource.ChangedField is not { } field ? null : JsonCursor.FindString(item.Span, Encoding.UTF8.GetBytes(field));
}

/// <summary>Some of what was found of an item.</summary>
/// <param name="Changes">What differs.</param>
/// <param name="Time">When it happened, as far as can be known.</param>
/// <param name="InheritedFrom">The item that it was done to, where that is another.</param>
internal sealed record FoundPart(IReadOnlyList<PimDifference> Changes, DateTimeOffset Time, string? InheritedFrom);
