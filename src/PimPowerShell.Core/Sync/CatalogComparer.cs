using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>
/// Compares what two servers of one kind keep, item by item. Lists are read in pages and looked up on the other server by
/// keys: of those that may be long, no more is held than a page of each and the keys.
/// </summary>
/// <remarks>Not thread-safe: one caller at a time. <see cref="Dispose"/> cancels the requests under way and waits for their end.</remarks>
public sealed class CatalogComparer : IDisposable
{
    private static readonly Dictionary<string, string> s_nowhere = [];

    private readonly IPimProvider _reference;
    private readonly IPimProvider _difference;
    private readonly CompareSettings _settings;
    private readonly CallContext _context;
    private readonly Handover<IReadOnlyList<ItemComparison>> _found;

    /// <summary>Makes a comparer; nothing is asked for before the first <see cref="NextAsync"/>.</summary>
    /// <param name="reference">The server that is as it should be.</param>
    /// <param name="difference">The one that is compared with it.</param>
    /// <param name="settings">What to compare.</param>
    /// <param name="context">The caller.</param>
    public CatalogComparer(IPimProvider reference, IPimProvider difference, CompareSettings settings, CallContext context)
    {
        _reference = reference;
        _difference = difference;
        _settings = settings;
        _context = context;
        _found = new Handover<IReadOnlyList<ItemComparison>>(CompareAsync, context.Cancellation);
    }

    /// <summary>The kinds of thing that both servers have, read, and write in bulk, in the order in which they are written.</summary>
    public static IReadOnlyList<PimResource> ComparableResources(IPimProvider reference, IPimProvider difference)
    {
        HashSet<string> others = [.. Written(difference).Select(static kind => kind.Noun)];
        return [.. Written(reference).Where(kind => others.Contains(kind.Noun)).OrderBy(static kind => kind.WriteOrder)];

        // uuids are each server's own
        static IEnumerable<PimResource> Written(IPimProvider provider) =>
            provider.Resources.Where(static kind => kind.Batch != BatchStyle.None && kind.PathNames.Count() < 2).Select(static kind => kind.ByOtherKey ?? kind);
    }

    /// <summary>What was found next, some items at a time, kinds that others refer to before these; null when all is compared.</summary>
    /// <exception cref="PimException">A server refused, or could not be reached, or has no such kind of thing.</exception>
    public Task<IReadOnlyList<ItemComparison>?> NextAsync() => _found.NextAsync();

    /// <inheritdoc/>
    public void Dispose() => _found.Dispose();

    private async Task CompareAsync(Func<IReadOnlyList<ItemComparison>, Task> give, CancellationToken cancellation)
    {
        CallContext context = _context with { Cancellation = cancellation };
        var mine = new CatalogSide(_reference, context);
        var theirs = new CatalogSide(_difference, context);
        IReadOnlyList<PimResource> chosen = Chosen();
        LackingItems lacking = await LackingItems.OfAsync(mine, _difference.Server).ConfigureAwait(false);
        LackingItems beyond = await LackingItems.OfAsync(theirs, _reference.Server).ConfigureAwait(false);
        foreach (PimResource resource in chosen)
        {
            var gaps = new EditionGaps(_difference, resource, lacking, _settings.Nouns is not null, beyond);
            try
            {
                await CompareAsync(resource, mine, theirs, gaps, found => found.Count == 0 ? Task.CompletedTask : give(found), context).ConfigureAwait(false);
            }
            catch (PimException e) when (_settings.Nouns is null && e.Kind is PimErrorKind.NotFound or PimErrorKind.Forbidden)
            {
                // nobody named it; an edition has it not, or the login may not read it
                context.Notes?.Invoke(new PimNote($"{resource.Noun} is not compared: {e.ServerMessage ?? e.Message}", IsWarning: e.Kind == PimErrorKind.Forbidden));
            }
        }
    }

    private List<PimResource> Chosen()
    {
        IReadOnlyList<PimResource> all = ComparableResources(_reference, _difference);
        foreach (string noun in _settings.Nouns ?? [])
        {
            if (!all.Any(kind => Is(kind, noun)))
            {
                throw new PimException(PimErrorKind.Unsupported, $"{noun} cannot be compared. What can: {string.Join(", ", all.Select(static kind => kind.Noun))}.") { Subject = noun };
            }
        }

        if (_settings.Conditions.Count + _settings.Searches.Count > 0 && all.FirstOrDefault(kind => !kind.ReadsManyKeys && _settings.Nouns?.Any(noun => Is(kind, noun)) == true) is { } unsearchable)
        {
            throw new PimException(PimErrorKind.Input, $"Filter: lists of {unsearchable.Noun} cannot be searched. Leave it out.") { Subject = "Filter" };
        }

        return [.. all.Where(kind => _settings.Nouns?.Any(noun => Is(kind, noun)) ?? true)];

        static bool Is(PimResource kind, string noun) => string.Equals(kind.Noun, noun, StringComparison.OrdinalIgnoreCase);
    }

    private async Task CompareAsync(PimResource resource, CatalogSide mine, CatalogSide theirs, EditionGaps gaps, Func<IReadOnlyList<ItemComparison>, Task> give, CallContext context)
    {
        await ComparePlacesAsync(resource, mine, theirs, gaps, give, context).ConfigureAwait(false);
        foreach (string leftOut in gaps.Warnings.Concat(gaps.WholeWarnings))
        {
            context.Notes?.Invoke(new PimNote(leftOut, IsWarning: true));
        }
    }

    private async Task ComparePlacesAsync(PimResource resource, CatalogSide mine, CatalogSide theirs, EditionGaps gaps, Func<IReadOnlyList<ItemComparison>, Task> give, CallContext context)
    {
        if (resource.PathNames.FirstOrDefault() is not { } name)
        {
            await Kind(s_nowhere, true, true).CompareAsync(give).ConfigureAwait(false);
            return;
        }

        IReadOnlyList<string>[] read = await Task.WhenAll(mine.OwnersAsync(resource), theirs.OwnersAsync(resource)).ConfigureAwait(false);
        IReadOnlyList<string> owners = read[0];
        var known = new HashSet<string>(owners, StringComparer.OrdinalIgnoreCase);
        var others = new HashSet<string>(read[1], StringComparer.OrdinalIgnoreCase);
        IEnumerable<KindComparer> places = owners.Concat(others.Where(owner => !known.Contains(owner)))
            .Select(owner => Kind(new Dictionary<string, string> { [name] = owner }, known.Contains(owner), others.Contains(owner)));
        await SideBySide.CompareAsync(places, give).ConfigureAwait(false);

        KindComparer Kind(IReadOnlyDictionary<string, string> place, bool isMine, bool isTheirs) =>
            new(isMine ? mine : null, isTheirs ? theirs : null, _difference, resource, place, gaps, _settings, context);
    }
}
