using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;

namespace PimPowerShell.Core.History;

/// <summary>
/// Gives the associations of what was written by identifiers the keys that all others in the history have: a change is found
/// again, and undone, by the form in which products are read. Holds what it found for as long as one run goes on.
/// Thread-safe.
/// </summary>
/// <param name="provider">Knows both keys.</param>
/// <param name="main">The kind of thing by the key that the history has.</param>
internal sealed class AssociatedKeys(IPimProvider provider, PimResource main)
{
    private readonly PimResource _other = main.ByOtherKey!;
    private readonly OwnKeys _keys = new(provider, main);
    private volatile KnownKeys _known = new(null);

    /// <summary>The same writes; what cannot be found is left as it is.</summary>
    public async Task<KeptWrite[]> TranslateAsync(KeptWrite[] writes, CallContext context)
    {
        HashSet<string> names = new(
            writes.SelectMany(static write => write.Changes).SelectMany(change => Names(change, change.Present).Concat(Names(change, change.Wanted))),
            StringComparer.OrdinalIgnoreCase);
        if (names.Count == 0)
        {
            return writes;
        }

        KnownKeys known = KnownIn(context.Origin?.Run);
        foreach (KeyValuePair<string, string> found in await _keys.FindAsync([.. names.Where(name => !known.Keys.ContainsKey(name))], context).ConfigureAwait(false))
        {
            known.Keys[found.Key] = found.Value;
        }

        return [.. writes.Select(write => write with
        {
            Changes = [.. write.Changes.Select(change => change with { Present = Translate(change, change.Present, known), Wanted = Translate(change, change.Wanted, known) })],
        })];
    }

    /// <summary>What was found in a run: later, an identifier may be another product's.</summary>
    private KnownKeys KnownIn(string? run)
    {
        KnownKeys known = _known;
        return run is not null && known.Run == run ? known : _known = new KnownKeys(run);
    }

    private ReadOnlyMemory<byte> Translate(PimDifference change, ReadOnlyMemory<byte> value, KnownKeys known) =>
        AreIn(change) ? ProductLinks.Rename(value, _other.Key, main.Key, name => known.Keys.TryGetValue(name, out string? key) ? key : null) : value;

    private IEnumerable<string> Names(PimDifference change, ReadOnlyMemory<byte> value) => AreIn(change) ? ProductLinks.Keys(value, _other.Key) : [];

    private bool AreIn(PimDifference change) => ProductLinks.AreIn(ItemLine.FieldOf(_other, change.Property));

    private sealed record KnownKeys(string? Run)
    {
        public ConcurrentDictionary<string, string> Keys { get; } = new(StringComparer.OrdinalIgnoreCase);
    }
}
