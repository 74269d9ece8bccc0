using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.History;

/// <summary>What a write of one item does to those that it inherits from, where it is asked to change them too.</summary>
internal sealed class ParentWrites
{
    private static readonly Dictionary<string, string> s_noOwners = [];

    private readonly IPimProvider _provider;
    private readonly PimWrite _write;
    private readonly ReadOnlyMemory<byte> _item;
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _before;

    private ParentWrites(IPimProvider provider, PimWrite write, ReadOnlyMemory<byte> item, PimResource resource, Dictionary<string, ReadOnlyMemory<byte>> before)
    {
        _provider = provider;
        _write = write;
        _item = item;
        Resource = resource;
        _before = before;
    }

    /// <summary>The kind of what the item inherits from.</summary>
    public PimResource Resource { get; }

    /// <summary>Looks at what the item inherits from before it is written; null where the write leaves that as it is.</summary>
    /// <param name="provider">The server. Nothing is written.</param>
    /// <param name="write">The write.</param>
    /// <param name="present">The item as it is; empty where there is none.</param>
    /// <param name="context">The caller.</param>
    public static async Task<ParentWrites?> BeginAsync(IPimProvider provider, PimWrite write, ReadOnlyMemory<byte> present, CallContext context)
    {
        if (present.IsEmpty || write.Resource.ParentOption is not { } option || !write.Options.TryGetValue(option, out string? isAsked) || isAsked != "true")
        {
            return null;
        }

        try
        {
            var parents = new ParentItems(provider, write.Resource, context);
            // what moves the item reaches those that are above it then
            ReadOnlyMemory<byte> item = parents.NamesParent(write.Body) ? write.Body : present;
            Dictionary<string, ReadOnlyMemory<byte>> before = await parents.ReadAsync([item]).ConfigureAwait(false);
            return before.Count == 0 ? null : new ParentWrites(provider, write, item, parents.Resource!, before);
        }
        catch (PimException e)
        {
            context.Notes?.Invoke(new PimNote($"What the write of {write.Resource.Noun} '{write.Key}' changes above it will be in its own history alone: {e.Message}", IsWarning: true));
            return null;
        }
    }

    /// <summary>What the write did to each of those above the item.</summary>
    /// <param name="changes">What it changed, as the item shows it.</param>
    /// <param name="context">The caller.</param>
    public async Task<IReadOnlyList<KeptWrite>> FindAsync(IReadOnlyList<PimDifference> changes, CallContext context)
    {
        try
        {
            var parents = new ParentItems(_provider, _write.Resource, context);
            Dictionary<string, ReadOnlyMemory<byte>> after = await parents.ReadAsync([_item]).ConfigureAwait(false);
            // a value that one has got is in the one, and a value that one has lost in the other
            (string Code, ReadOnlyMemory<byte> Item)[] above = [.. parents.Above(_item, _before), .. parents.Above(_item, after)];
            var written = new WrittenChanges(_provider);
            var found = new List<KeptWrite>();
            foreach (IGrouping<string, PimDifference> part in changes.GroupBy(change => parents.OwnerOf(change, above)).Where(static part => part.Key is not null)!)
            {
                // an item that was moved showed another's values before
                LineChanges own = await _provider.CompareAsync(Resource, s_noOwners, DifferenceLine.OfWanted(Resource, part.Key, part), _before[part.Key], context).ConfigureAwait(false);
                var whole = new KeptWrite(part.Key, default, _before[part.Key], own.Differences, HistoryDeed.Changed);
                found.Add(after.TryGetValue(part.Key, out ReadOnlyMemory<byte> item) ? await written.ConfirmAsync(Resource, whole, item, context).ConfigureAwait(false) : whole);
            }

            return found;
        }
        catch (Exception)
        {
            // whatever it is: better as changes of the item itself than not at all
            return [];
        }
    }
}
