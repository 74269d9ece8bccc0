using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;

namespace PimPowerShell.Core.History;

/// <summary>Decides what of all writes is kept, and keeps it. One that cannot be kept is a remark: the write itself is done.</summary>
public sealed class HistoryRecorder
{
    private const string NoCmdlet = "PimPowerShell.Core";
    private const string FoundSource = "Sync";

    private static readonly Dictionary<string, string> s_noOwners = [];

    private readonly IPimProvider _provider;
    private readonly WrittenChanges _written;
    private readonly ConcurrentDictionary<PimResource, AssociatedKeys> _associated = [];

    internal HistoryRecorder(HistoryStore store, IPimProvider provider)
    {
        Store = store;
        _provider = provider;
        _written = new WrittenChanges(provider);
    }

    /// <summary>Where it is kept.</summary>
    public HistoryStore Store { get; }

    /// <summary>Keeps writes that the server has acknowledged.</summary>
    internal async Task KeepAsync(PimResource resource, IEnumerable<KeptWrite> writes, CallContext context)
    {
        // the writes are done, and an end of the caller does not undo them
        using var grace = new GraceTime(context);
        context = grace.Context;
        KeptWrite[] kept = [.. await _written.ConfirmAsync(resource, [.. writes], context).ConfigureAwait(false)];
        kept = [.. kept.Where(static write => write.Deed != HistoryDeed.Changed || write.Changes.Count > 0)];
        if (kept.Length == 0)
        {
            return;
        }

        kept = await TranslateAsync(resource, kept, context).ConfigureAwait(false);
        DateTimeOffset time = DateTimeOffset.UtcNow;
        WriteOrigin origin = context.Origin ?? new WriteOrigin(NoCmdlet, WriteOrigin.NewRun());
        await AppendAsync(resource, done => $"The change of {resource.Noun} '{kept[done].Key}'{(kept.Length - done == 1 ? "" : $" and {kept.Length - done - 1} more")} is written, and", context, attribute => [.. kept.Select(write =>
        {
            HistoryNames names = Names(resource, write, attribute);
            return new HistoryEntry(names.Key, resource.Noun, time, _provider.UserName, origin.Source, origin.Run, write.Changes)
            {
                Deed = write.Deed,
                OtherKey = names.OtherKey,
                FormerKey = names.FormerKey,
                InheritedFrom = write.InheritedFrom,
            };
        })]).ConfigureAwait(false);
    }

    /// <summary>Keeps entries.</summary>
    /// <param name="resource">What they are of.</param>
    /// <param name="what">What is missing where only so many of the first are kept.</param>
    /// <param name="context">The caller.</param>
    /// <param name="entries">Makes them, by the identifier attribute.</param>
    private async Task AppendAsync(PimResource resource, Func<int, string> what, CallContext context, Func<string?, IReadOnlyList<HistoryEntry>> entries)
    {
        try
        {
            Store.Append(entries(await IdentifierAttributeAsync(resource, context).ConfigureAwait(false)), context.Cancellation);
        }
        catch (Exception e)
        {
            // whatever it is, what is kept here is done, and its result must not be lost
            context.Notes?.Invoke(new PimNote($"{what(e is HistoryAppendException { Kept: var done } ? done : 0)} is missing in the history '{Store.Folder}': {e.Message}", IsWarning: true));
        }
    }

    /// <summary>Keeps changes that were found on the server, as far as they are not the history's own.</summary>
    internal async Task KeepFoundAsync(PimResource resource, IReadOnlyList<ItemChange> changes, CallContext context)
    {
        if (changes.Count == 0 || !resource.KeepsHistory)
        {
            return;
        }

        IReadOnlyList<ItemChange> whole = [.. await Task.WhenAll(changes.Select(change => WholeAsync(resource, change, context))).ConfigureAwait(false)];
        IReadOnlyList<IReadOnlyList<FoundPart>> parts = await new FoundChanges(_provider, resource, context).SplitAsync(whole).ConfigureAwait(false);
        CodeValues codes = await CodeValues.FindAsync(_provider, resource, whole.SelectMany(static change => change.Differences), context).ConfigureAwait(false);
        await AppendAsync(resource, _ => $"What was found of {changes.Count} {resource.Noun}", context, attribute =>
        {
            HistoryNames[] names = [.. whole.Select(change => Names(resource, new KeptWrite(change.Key, change.Item, change.Before.IsEmpty ? change.Item : change.Before, change.Differences, Deed(change)), attribute))];
            IReadOnlyList<IReadOnlyList<HistoryEntry>> known = Store.FindNext(names);
            return [.. whole.SelectMany((_, number) => parts[number].Select(part => Entry(resource, part, known[number], names[number], codes, context))).OfType<HistoryEntry>()];
        }).ConfigureAwait(false);
    }

    /// <summary>What a removal took away. It is done by now, and whatever fails here must not hide that.</summary>
    internal async Task<IReadOnlyList<PimDifference>> LostAsync(
        PimResource resource, IReadOnlyDictionary<string, string> pathValues, string key, byte[] line, ReadOnlyMemory<byte> left, CallContext context)
    {
        using var grace = new GraceTime(context);
        try
        {
            LineChanges lost = await _provider.CompareAsync(resource, pathValues, line, left, grace.Context).ConfigureAwait(false);
            return [.. lost.Differences.Select(static difference => difference with { Present = difference.Wanted, Wanted = difference.Present })];
        }
        catch (Exception e) when (e is PimException or OperationCanceledException)
        {
            context.Notes?.Invoke(new PimNote($"What {resource.Noun} '{key}' had before it was removed is missing in the history: {e.Message}", IsWarning: true));
            return [];
        }
    }

    /// <summary>A change with all that an item had that is gone.</summary>
    private async Task<ItemChange> WholeAsync(PimResource resource, ItemChange change, CallContext context) => change.Kind != ItemChangeKind.Removed ? change : change with
    {
        Differences = await LostAsync(resource, s_noOwners, change.Key, await ItemLine.ShapeAsync(_provider, resource, change.Before, context).ConfigureAwait(false), default, context).ConfigureAwait(false),
    };

    private static HistoryDeed Deed(ItemChange change) =>
        change.Kind switch { ItemChangeKind.Added => HistoryDeed.Made, ItemChangeKind.Removed => HistoryDeed.Removed, _ => HistoryDeed.Changed };

    private static HistoryEntry? Entry(PimResource resource, FoundPart part, IReadOnlyList<HistoryEntry> known, HistoryNames names, CodeValues codes, CallContext context)
    {
        PimDifference[] own = names.Deed != HistoryDeed.Changed ? [.. part.Changes] : [.. part.Changes.Select(difference => Next(known, difference, codes)).OfType<PimDifference>()];
        if (names.Deed == HistoryDeed.Changed ? own.Length == 0 : known.LastOrDefault(static entry => entry.Deed != HistoryDeed.Changed)?.Deed == names.Deed)
        {
            return null;
        }

        return new HistoryEntry(names.Key, resource.Noun, part.Time, null, FoundSource, context.Origin?.Run, own)
        {
            Deed = names.Deed,
            OtherKey = names.OtherKey,
            FormerKey = names.FormerKey,
            InheritedFrom = part.InheritedFrom,
        };
    }

    /// <summary>
    /// What was found of a value beside the last that was kept of it: nothing where that is the same. What was seen before it is
    /// older than a change that was kept since, and began there.
    /// </summary>
    private static PimDifference? Next(IReadOnlyList<HistoryEntry> known, PimDifference difference, CodeValues codes)
    {
        string place = DifferenceLine.Place(difference);
        PimDifference? last = known.Reverse().SelectMany(static entry => entry.Changes).FirstOrDefault(change => string.Equals(DifferenceLine.Place(change), place, StringComparison.OrdinalIgnoreCase));
        return last is null ? difference
            : codes.Alike(difference, last.Wanted, difference.Wanted) ? null
            : codes.Alike(difference, last.Present, difference.Present) ? difference with { Present = last.Wanted }
            : difference;
    }

    private async Task<string?> IdentifierAttributeAsync(PimResource resource, CallContext context)
    {
        try
        {
            return resource.ByOtherKey is null ? null : await _provider.Metadata.GetIdentifierAttributeAsync(context).ConfigureAwait(false);
        }
        catch (Exception e) when (e is PimException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>The key of an item that never changes, where it has one, and what the item is called and was called before.</summary>
    private HistoryNames Names(PimResource resource, KeptWrite write, string? attribute)
    {
        if (resource.ByOtherKey is { } other)
        {
            var otherKey = new OtherKey(other, attribute);
            string? before = otherKey.Of(write.Present);
            string? now = otherKey.Of(write.Line) ?? before;
            return Of(write.Key, now, before);
        }

        // neither what is made by its name nor an item of a server without uuids has another
        string? name = Text(write.Present, resource.Key);
        return (Main(resource)?.Key ?? resource.OtherServersKey) is { } field && Text(write.Present, field) is { } key ? Of(key, write.Key, name) : Of(write.Key, null, name);

        HistoryNames Of(string key, string? otherKey, string? before) =>
            new(resource.Noun, key, otherKey, write.Deed == HistoryDeed.Changed && !HistoryNames.Same(before, otherKey ?? key) ? before : null, write.Deed, null, null);
    }

    /// <summary>The same kind of thing by the key that the history has; null where it is that.</summary>
    private PimResource? Main(PimResource resource) => _provider.Resources.FirstOrDefault(candidate => candidate.ByOtherKey == resource);

    private async Task<KeptWrite[]> TranslateAsync(PimResource resource, KeptWrite[] writes, CallContext context)
    {
        try
        {
            return Main(resource) is { } main ? await _associated.GetOrAdd(main, key => new AssociatedKeys(_provider, key)).TranslateAsync(writes, context).ConfigureAwait(false) : writes;
        }
        catch (Exception)
        {
            // whatever it is: better as it was written than not at all
            return writes;
        }
    }

    private static string? Text(ReadOnlyMemory<byte> item, string name) => item.IsEmpty ? null : JsonCursor.FindString(item.Span, Encoding.UTF8.GetBytes(name));
}

/// <summary>A write that the server has acknowledged.</summary>
/// <param name="Key">The item.</param>
/// <param name="Line">What was sent; empty for one that was removed.</param>
/// <param name="Present">The item as it was before; empty for one that was made.</param>
/// <param name="Changes">What is different.</param>
/// <param name="Deed">What the write did.</param>
internal sealed record KeptWrite(
    string Key, ReadOnlyMemory<byte> Line, ReadOnlyMemory<byte> Present, IReadOnlyList<PimDifference> Changes, HistoryDeed Deed)
{
    /// <inheritdoc cref="HistoryEntry.InheritedFrom"/>
    public string? InheritedFrom { get; init; }
}
