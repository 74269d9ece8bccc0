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
    private static readonly Dictionary<string, string> s_noOwners = [];

    private readonly string? _values = resource.RowFields.FirstOrDefault(static field => field.Shape == FieldShape.Values)?.Name;
    private readonly byte[] _parent = Encoding.UTF8.GetBytes(resource.ParentField ?? "");

    private readonly PimResource? _models = provider.Resources.FirstOrDefault(kind => kind.Noun == resource.InheritsFrom);
    private readonly DateTimeOffset _now = DateTimeOffset.UtcNow;

    /// <summary>The parts of each change: its own, and one for each item that it has the rest of.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<FoundPart>>> SplitAsync(IReadOnlyList<ItemChange> changes)
    {
        Dictionary<string, ReadOnlyMemory<byte>> models = [];
        try
        {
            models = await ModelsAsync(changes.Where(static change => change.Kind == ItemChangeKind.Changed)).ConfigureAwait(false);
        }
        catch (Exception e) when (!(e is OperationCanceledException && context.Cancellation.IsCancellationRequested))
        {
            // whatever it is: better as changes of the items themselves than not at all
        }

        return [.. changes.Select(change => Split(change, models))];
    }

    private IReadOnlyList<FoundPart> Split(ItemChange change, Dictionary<string, ReadOnlyMemory<byte>> models)
    {
        (string Code, ReadOnlyMemory<byte> Item)[] above = change.Kind == ItemChangeKind.Changed ? [.. Above(change.Item, models)] : [];
        // its own time says nothing of what did not touch it
        bool isUntouched = change.Kind == ItemChangeKind.Changed && ChangedText(change.Item) is { } text && text == ChangedText(change.Before);
        DateTimeOffset time = isUntouched ? _now : Changed(change.Item) ?? _now;
        if (above.Length == 0)
        {
            return [new FoundPart(change.Differences, time, null)];
        }

        string last = above.OrderByDescending(model => Changed(model.Item) ?? DateTimeOffset.MinValue).First().Code;
        return [.. change.Differences.GroupBy(Owner).Select(part =>
            new FoundPart([.. part], part.Key is null ? time : Changed(models[part.Key]) ?? _now, part.Key))];

        string? Owner(PimDifference difference)
        {
            // an attribute belongs to one level, and all below it show its value
            string? owner = difference.Property == _values ? above.Where(model => HasValue(model.Item, difference.Attribute)).Select(static model => model.Code).LastOrDefault() : null;
            // an association is lost with the product that it led to as well
            return owner ?? (isUntouched && !ProductLinks.AreIn(ItemLine.FieldOf(resource, difference.Property)) ? last : null);
        }
    }

    /// <summary>The models above the items, up to the roots, by their codes.</summary>
    private async Task<Dictionary<string, ReadOnlyMemory<byte>>> ModelsAsync(IEnumerable<ItemChange> changes)
    {
        var models = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.OrdinalIgnoreCase);
        string[] codes = _models is null ? [] : [.. Parents(changes.Select(static change => change.Item))];
        while (codes.Length > 0)
        {
            Dictionary<string, ReadOnlyMemory<byte>> found = await new PresentItems(provider, s_noOwners, context).ReadAsync(_models!, s_noOwners, codes).ConfigureAwait(false);
            foreach (KeyValuePair<string, ReadOnlyMemory<byte>> model in found)
            {
                models[model.Key] = model.Value;
            }

            codes = [.. Parents(found.Values).Where(code => !models.ContainsKey(code))];
        }

        return models;
    }

    private IEnumerable<(string Code, ReadOnlyMemory<byte> Item)> Above(ReadOnlyMemory<byte> item, Dictionary<string, ReadOnlyMemory<byte>> models)
    {
        while (JsonCursor.FindString(item.Span, _parent) is { } code && models.TryGetValue(code, out item))
        {
            yield return (code, item);
        }
    }

    private IEnumerable<string> Parents(IEnumerable<ReadOnlyMemory<byte>> items) =>
        items.Select(item => JsonCursor.FindString(item.Span, _parent)).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase);

    private bool HasValue(ReadOnlyMemory<byte> item, string? attribute)
    {
        using JsonDocument document = JsonDocument.Parse(item);
        return attribute is not null && SameJson.Members(SameJson.Member(document.RootElement, _values!), StringComparer.OrdinalIgnoreCase).ContainsKey(attribute);
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
