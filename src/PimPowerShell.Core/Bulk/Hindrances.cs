using System.Collections.Concurrent;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Bulk;

/// <summary>
/// What stood in the way of looks that nobody has asked for: told once for each kind of thing, and not tried again where the
/// answer would be the same, or where it failed too often, each time with all its repetitions.
/// </summary>
internal sealed class Hindrances(CallContext context)
{
    private const int MostFailures = 4;

    private readonly ConcurrentDictionary<PimResource, bool> _final = new();
    private readonly ConcurrentDictionary<PimResource, int> _failures = new();
    private readonly ConcurrentDictionary<PimResource, bool> _told = new();

    /// <summary>Whether another look would be in vain.</summary>
    public bool AreFinal(PimResource resource) => _final.ContainsKey(resource);

    /// <summary>Forgets failures, as a look came through.</summary>
    public void Clear(PimResource resource) => _failures.TryRemove(resource, out _);

    /// <summary>Takes note of one.</summary>
    /// <param name="resource">The kind of thing.</param>
    /// <param name="what">What was looked for, in the plural.</param>
    /// <param name="e">What stood in the way.</param>
    public void Note(PimResource resource, string what, PimException e)
    {
        if (Unreadable.Is(e) || _failures.AddOrUpdate(resource, 1, static (_, count) => count + 1) >= MostFailures)
        {
            _final[resource] = true;
        }

        Tell(resource, what, e);
    }

    /// <summary>Tells of one that is no reason to look no more.</summary>
    public void Tell(PimResource resource, string what, PimException e)
    {
        if (_told.TryAdd(resource, true))
        {
            Unreadable.Tell(what, e, context);
        }
    }
}
