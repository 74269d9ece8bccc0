using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.History;

/// <summary>
/// Finds what writes have changed, where servers take more than they do: a variant keeps what it has of its models, and
/// what a user may not change alone goes to a draft. Such items are read again.
/// </summary>
/// <param name="provider">The server. Nothing is written.</param>
internal sealed class WrittenChanges(IPimProvider provider)
{
    private static readonly Dictionary<string, string> s_noOwners = [];

    /// <summary>The writes, each with what the server holds by now; as they were where that cannot be read.</summary>
    public async Task<KeptWrite[]> ConfirmAsync(PimResource resource, KeptWrite[] writes, CallContext context)
    {
        string[] keys = [.. writes.Where(write => IsOpen(resource, write)).Select(static write => write.Key)];
        if (keys.Length == 0)
        {
            return writes;
        }

        try
        {
            Dictionary<string, ReadOnlyMemory<byte>> held = await new PresentItems(provider, s_noOwners, context).ReadAsync(resource, s_noOwners, keys).ConfigureAwait(false);
            var confirmed = new List<KeptWrite>();
            foreach (KeptWrite write in writes)
            {
                confirmed.Add(IsOpen(resource, write) && held.TryGetValue(write.Key, out ReadOnlyMemory<byte> item) ? await ConfirmAsync(resource, write, item, context).ConfigureAwait(false) : write);
            }

            return [.. confirmed];
        }
        catch (Exception)
        {
            // whatever it is: the writes are done, and better kept as they were sent than not at all
            return writes;
        }
    }

    /// <summary>A write, with what the server holds by now.</summary>
    /// <param name="resource">The kind of thing.</param>
    /// <param name="write">The write.</param>
    /// <param name="item">The item as the server has it by now.</param>
    /// <param name="context">The caller.</param>
    public async Task<KeptWrite> ConfirmAsync(PimResource resource, KeptWrite write, ReadOnlyMemory<byte> item, CallContext context)
    {
        LineChanges missed = await provider.CompareAsync(resource, s_noOwners, DifferenceLine.OfWanted(resource, write.Key, write.Changes), item, context).ConfigureAwait(false);
        Dictionary<string, PimDifference> held = missed.Differences.ToDictionary(DifferenceLine.Place, StringComparer.OrdinalIgnoreCase);
        return write with
        {
            Changes = [.. write.Changes.Select(change => held.TryGetValue(DifferenceLine.Place(change), out PimDifference? found) ? change with { Wanted = found.Present } : change)
                .Where(static change => !SameJson.Alike(DifferenceLine.Whole(change).Present, DifferenceLine.Whole(change).Wanted, inAnyCase: false))],
        };
    }

    /// <summary>Whether the server may hold something else than was sent, though it took it.</summary>
    private static bool IsOpen(PimResource resource, KeptWrite write)
    {
        if (write.Deed != HistoryDeed.Changed || write.Present.IsEmpty || write.Changes.Count == 0)
        {
            return false;
        }

        using JsonDocument item = JsonDocument.Parse(write.Present);
        // what has a status of that kind may be changed by way of a draft; a value that is given and not taken is refused
        return (resource.DraftStatus.Count > 0 && SameJson.IsThere(resource.DraftStatus.Aggregate(item.RootElement, SameJson.Member)))
            || (resource.ParentField is { } parent && SameJson.Member(item.RootElement, parent).ValueKind == JsonValueKind.String
                && write.Changes.Any(static change => change.Attribute is null || SameJson.Alike(change.Wanted, default, inAnyCase: false)));
    }
}
