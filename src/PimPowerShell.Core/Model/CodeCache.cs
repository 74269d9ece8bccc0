using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;

namespace PimPowerShell.Core.Model;

/// <summary>The codes that a session knows for completion, by the kind of thing and what it lies in.</summary>
internal sealed class CodeCache
{
    // somebody else may add to a catalog while this session is open
    private static readonly TimeSpan s_keep = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The codes known from some minutes ago at most, and not from before some moment; null for none.</summary>
    public IReadOnlyList<string>? Find(string noun, IEnumerable<string>? owners = null, long began = 0) =>
        _known.TryGetValue(Place(noun, owners), out Known? known) && known.Since.Elapsed < s_keep && known.Asked >= began ? known.Codes : null;

    /// <summary>Keeps codes that have just come.</summary>
    /// <param name="codes">The codes.</param>
    /// <param name="asked">The moment before they were asked for.</param>
    /// <param name="noun">The kind of thing.</param>
    /// <param name="owners">What it lies in.</param>
    public IReadOnlyList<string> Keep(IReadOnlyList<string> codes, long asked, string noun, IEnumerable<string>? owners = null)
    {
        _known[Place(noun, owners)] = new Known(codes, Stopwatch.StartNew(), asked);
        return codes;
    }

    /// <summary>Forgets a kind of thing, whatever it lies in.</summary>
    public void Forget(string noun)
    {
        string start = Place(noun, null);
        foreach (string place in _known.Keys.Where(place => place.StartsWith(start, StringComparison.OrdinalIgnoreCase)))
        {
            _known.TryRemove(place, out _);
        }
    }

    // no key has a line feed in it
    private static string Place(string noun, IEnumerable<string>? owners) => noun + "\n" + string.Join("\n", owners ?? []);

    private sealed record Known(IReadOnlyList<string> Codes, Stopwatch Since, long Asked);
}
