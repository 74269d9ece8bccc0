using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
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

    private readonly IPimProvider _provider;
    private readonly ConcurrentDictionary<PimResource, AssociatedKeys> _associated = [];

    internal HistoryRecorder(HistoryStore store, IPimProvider provider)
    {
        Store = store;
        _provider = provider;
    }

    /// <summary>Where it is kept.</summary>
    public HistoryStore Store { get; }

    /// <summary>Keeps writes that the server has acknowledged.</summary>
    internal async Task KeepAsync(PimResource resource, IEnumerable<KeptWrite> writes, CallContext context)
    {
        KeptWrite[] kept = [.. writes.Where(static write => write.Deed != HistoryDeed.Changed || write.Changes.Count > 0)];
        if (kept.Length == 0)
        {
            return;
        }

        kept = await TranslateAsync(resource, kept, context).ConfigureAwait(false);
        DateTimeOffset time = DateTimeOffset.UtcNow;
        WriteOrigin origin = context.Origin ?? new WriteOrigin(NoCmdlet, WriteOrigin.NewRun());
        string keys = kept.Length == 1 ? $"'{kept[0].Key}'" : $"'{kept[0].Key}' and {kept.Length - 1} more";
        await AppendAsync(resource, $"The change of {resource.Noun} {keys} is written, and", context, attribute => [.. kept.Select(write =>
        {
            (string key, string? otherKey) = Names(resource, write, attribute);
            return new HistoryEntry(key, resource.Noun, time, _provider.UserName, origin.Source, origin.Run, write.Changes) { Deed = write.Deed, OtherKey = otherKey };
        })]).ConfigureAwait(false);
    }

    private async Task AppendAsync(PimResource resource, string what, CallContext context, Func<string?, IReadOnlyList<HistoryEntry>> entries)
    {
        try
        {
            Store.Append(entries(await IdentifierAttributeAsync(resource, context).ConfigureAwait(false)), context.Cancellation);
        }
        catch (Exception e)
        {
            // whatever it is, what is kept here is done, and its result must not be lost
            context.Notes?.Invoke(new PimNote($"{what} is missing in the history '{Store.Folder}': {e.Message}", IsWarning: true));
        }
    }

    /// <summary>Keeps changes that were found on the server, as far as they are not the history's own.</summary>
    internal async Task KeepFoundAsync(PimResource resource, IReadOnlyList<ItemChange> changes, CallContext context)
    {
        if (changes.Count == 0 || !resource.KeepsHistory)
        {
            return;
        }

        await AppendAsync(resource, $"What was found of {changes.Count} {resource.Noun}", context, attribute =>
        {
            IReadOnlyList<IReadOnlyList<HistoryEntry>> known = Store.Find(resource.Noun, [.. changes.Select(static change => change.Key)]);
            return [.. changes.Select((change, number) => Entry(resource, change, known[number], attribute, context)).OfType<HistoryEntry>()];
        }).ConfigureAwait(false);
    }

    private HistoryEntry? Entry(PimResource resource, ItemChange change, IReadOnlyList<HistoryEntry> known, string? attribute, CallContext context)
    {
        HistoryDeed deed = change.Kind switch { ItemChangeKind.Added => HistoryDeed.Made, ItemChangeKind.Removed => HistoryDeed.Removed, _ => HistoryDeed.Changed };
        PimDifference[] own = [.. change.Differences.Where(difference => !IsKnown(known, difference))];
        if (deed == HistoryDeed.Changed ? own.Length == 0 : known.LastOrDefault(static entry => entry.Deed != HistoryDeed.Changed)?.Deed == deed)
        {
            return null;
        }

        (string key, string? otherKey) = Names(resource, new KeptWrite(change.Key, change.Item, change.Before, own, deed), attribute);
        string? changed = resource.ChangedField is { } field ? Text(change.Item, field) : null;
        DateTimeOffset time = DateTimeOffset.TryParse(changed, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset updated) ? updated : DateTimeOffset.UtcNow;
        return new HistoryEntry(key, resource.Noun, time, null, FoundSource, context.Origin?.Run, own) { Deed = deed, OtherKey = otherKey };
    }

    /// <summary>Whether the last that was kept of a value is what was found.</summary>
    private static bool IsKnown(IReadOnlyList<HistoryEntry> known, PimDifference difference)
    {
        string place = DifferenceLine.Place(difference);
        return known.Reverse().SelectMany(static entry => entry.Changes).FirstOrDefault(change => string.Equals(DifferenceLine.Place(change), place, StringComparison.OrdinalIgnoreCase)) is { } last
            && SameJson.Alike(last.Wanted, difference.Wanted);
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

    /// <summary>The key by which the kind of thing is known, and the other one where it has two.</summary>
    private (string Key, string? OtherKey) Names(PimResource resource, KeptWrite write, string? attribute)
    {
        if (resource.ByOtherKey is { } other)
        {
            var otherKey = new OtherKey(other, attribute);
            return (write.Key, otherKey.Of(write.Line) ?? otherKey.Of(write.Present));
        }

        return Main(resource) is { } main && Text(write.Present, main.Key) is { } key ? (key, write.Key) : (write.Key, null);
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
    string Key, ReadOnlyMemory<byte> Line, ReadOnlyMemory<byte> Present, IReadOnlyList<PimDifference> Changes, HistoryDeed Deed);
