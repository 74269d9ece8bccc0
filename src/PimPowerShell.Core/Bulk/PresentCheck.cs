using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Model.Rules;
using PimPowerShell.Core.Sync;

namespace PimPowerShell.Core.Bulk;

/// <summary>
/// Holds the lines of a chunk against the items that they change. Without being asked to it looks only at lines that say
/// something of what items keep; then what cannot be read is left to the server.
/// </summary>
internal sealed class PresentCheck(IPimProvider provider, BulkSettings settings, CallContext context)
{
    private readonly PresentItems _present = new(provider, settings.PathValues, context);
    private readonly Hindrances _hindrances = new(context);

    // what a preview has let pass: by then a run would have made it
    private readonly ConcurrentDictionary<(BulkPlace Place, string Key), bool> _promised = new();

    private bool IsAsked => settings.OnlyChanged || settings.Validate;

    /// <summary>Settles those that do not fit to what is there; gives what stood in the way of the others.</summary>
    public async Task<PimException?> CheckAsync(BulkPlace place, IReadOnlyList<Sending> items)
    {
        if (!Covers(place.Resource))
        {
            return null;
        }

        string what = $"present items of {place.Resource.Noun}";
        List<Sending> concerned = [.. items.Where(sending => IsConcerned(place.Resource, sending))];
        try
        {
            await HoldAsync(place, concerned).ConfigureAwait(false);
            _hindrances.Clear(place.Resource);
            Promise(place, items);
            return null;
        }
        catch (PimException e) when (!IsAsked)
        {
            _hindrances.Note(place.Resource, what, e);
            return null;
        }
        catch (PimException e) when (Unreadable.Is(e))
        {
            _hindrances.Tell(place.Resource, what, e);
            return null;
        }
        catch (PimException e)
        {
            concerned.ForEach(sending => sending.NotCompared(e));
            return e;
        }
    }

    /// <summary>Settles those that a run would not send, in a preview that nobody has asked for checks.</summary>
    public async Task PreviewAsync(BulkPlace place, IReadOnlyList<Sending> items)
    {
        IReadOnlyList<IReadOnlyList<PimFieldError>> faults = await provider.PreviewBatchAsync(
            new BatchRequest(place.Resource, place.PathValues ?? settings.PathValues, settings.Options, [.. items.Select(static sending => sending.Line)]), context).ConfigureAwait(false);
        for (int i = 0; i < items.Count; i++)
        {
            items[i].Check(faults[i]);
        }
    }

    /// <summary>Single writes look at their items themselves, where they are sent.</summary>
    private bool Covers(PimResource resource) => IsAsked || (!_hindrances.AreFinal(resource) && (!SingleWrites.AreNeeded(resource) || settings.IsPreview));

    /// <summary>Whether all of a line is held against its item, as single writes do too, and not only what that keeps.</summary>
    private bool IsWhole(PimResource resource) => IsAsked || SingleWrites.AreNeeded(resource);

    private bool IsConcerned(PimResource resource, Sending sending) =>
        (IsWhole(resource) ? KeptFields.NeedPresent(resource, sending.Item.Line, sending.Changes?.Present.IsEmpty) : KeptFields.AreIn(resource, sending.Item.Line))
        || (sending.Changes?.Present.IsEmpty != true && sending.Signs.Axes.Count > 0)
        || (sending.Changes?.Present.IsEmpty != false && (sending.Signs.FaultsOfNew.Count > 0 || KeptFields.IsNoNewKey(resource, sending.Item.Key)))
        || (IsAsked && sending.Changes is null && KeptFields.LackNeeded(resource, sending.Item.Line));

    private async Task HoldAsync(BulkPlace place, IReadOnlyList<Sending> concerned)
    {
        IReadOnlyDictionary<string, string> owners = place.PathValues ?? settings.PathValues;
        Sending[] unread = [.. concerned.Where(static sending => sending.Changes is null)];
        // no rule is about the values that an item has, but for those of axes
        string[] axes = [.. unread.SelectMany(static sending => sending.Signs.Axes).Distinct(StringComparer.OrdinalIgnoreCase)];
        Dictionary<string, ReadOnlyMemory<byte>> read = unread.Length == 0 ? []
            : await _present.ReadAsync(
                await KeysAlone.OfAsync(provider, new PimQuery(place.Resource) { PathValues = owners }, context, axes).ConfigureAwait(false),
                unread.Select(static sending => sending.Item.Key)).ConfigureAwait(false);
        foreach (Sending sending in concerned)
        {
            sending.Present = sending.Changes?.Present ?? (read.TryGetValue(sending.Item.Key, out ReadOnlyMemory<byte> item) ? item : default);
            if (!sending.Present.IsEmpty || !_promised.ContainsKey(Name(place, sending)))
            {
                sending.Check(await FindFaultsAsync(place.Resource, owners, sending).ConfigureAwait(false));
            }
        }
    }

    private async Task<IReadOnlyList<PimFieldError>> FindFaultsAsync(PimResource resource, IReadOnlyDictionary<string, string> owners, Sending sending) =>
        // lists lag behind writes: what else a new item needs may be of one that is there
        sending.Present.IsEmpty && !IsWhole(resource) && !KeptFields.AreIn(resource, sending.Item.Line) && !KeptFields.IsNoNewKey(resource, sending.Item.Key) ? sending.Signs.FaultsOfNew
        : await provider.CheckChangeAsync(resource, owners, sending.Item.Line, sending.Present, context).ConfigureAwait(false);

    private void Promise(BulkPlace place, IReadOnlyList<Sending> items)
    {
        foreach (Sending sending in settings.IsPreview ? items.Where(static sending => sending.IsOpen) : [])
        {
            _promised[Name(place, sending)] = true;
        }
    }

    private static (BulkPlace Place, string Key) Name(BulkPlace place, Sending sending) => (place, sending.Item.Key.ToUpperInvariant());
}
