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
/// something of what items keep; then what cannot be read is left to the server, and is not asked for again where the answer would be the same.
/// </summary>
internal sealed class PresentCheck(IPimProvider provider, BulkSettings settings, CallContext context)
{
    // looks one after the other, each with all its repetitions
    private const int MostFailures = 4;

    private readonly PresentItems _present = new(provider, settings.PathValues, context);
    private readonly ConcurrentDictionary<PimResource, bool> _unreadable = new();
    private readonly ConcurrentDictionary<PimResource, int> _failures = new();

    // what a preview has let pass: by then a run would have made it
    private readonly ConcurrentDictionary<(BulkPlace Place, string Key), bool> _promised = new();
    private readonly ConcurrentDictionary<PimResource, bool> _told = new();

    private bool IsAsked => settings.OnlyChanged || settings.Validate;

    /// <summary>Settles those that do not fit to what is there; gives what stood in the way of the others.</summary>
    public async Task<PimException?> CheckAsync(BulkPlace place, IReadOnlyList<Sending> items)
    {
        if (!Covers(place.Resource))
        {
            return null;
        }

        List<Sending> concerned = [.. items.Where(sending => IsConcerned(place.Resource, sending))];
        try
        {
            await HoldAsync(place, concerned).ConfigureAwait(false);
            _failures.TryRemove(place.Resource, out _);
            Promise(place, items);
            return null;
        }
        catch (PimException e) when (!IsAsked || Unreadable.Is(e))
        {
            if (!IsAsked && (Unreadable.Is(e) || _failures.AddOrUpdate(place.Resource, 1, static (_, count) => count + 1) >= MostFailures))
            {
                _unreadable[place.Resource] = true;
            }

            if (_told.TryAdd(place.Resource, true))
            {
                Unreadable.Tell($"present items of {place.Resource.Noun}", e, context);
            }

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
    private bool Covers(PimResource resource) =>
        IsAsked || (!_unreadable.ContainsKey(resource) && (SingleWrites.AreNeeded(resource) ? settings.IsPreview : resource.Needs.Kept.Count > 0));

    /// <summary>Whether all of a line is held against its item, as single writes do too, and not only what that keeps.</summary>
    private bool IsWhole(PimResource resource) => IsAsked || SingleWrites.AreNeeded(resource);

    private bool IsConcerned(PimResource resource, Sending sending) => !IsWhole(resource)
        ? KeptFields.AreIn(resource, sending.Item.Line)
        : KeptFields.NeedPresent(resource, sending.Item.Line, sending.Changes?.Present.IsEmpty)
            || (IsAsked && sending.Changes?.Present.IsEmpty != true && AxesOf(resource, sending).Count > 0)
            || (IsAsked && sending.Changes is null && KeptFields.LackNeeded(resource, sending.Item.Line));

    private IReadOnlyList<string> AxesOf(PimResource resource, Sending sending) => sending.Axes ??= provider.FindAxes(resource, sending.Item.Line);

    private async Task HoldAsync(BulkPlace place, IReadOnlyList<Sending> concerned)
    {
        IReadOnlyDictionary<string, string> owners = place.PathValues ?? settings.PathValues;
        Sending[] unread = [.. concerned.Where(static sending => sending.Changes is null)];
        // no rule is about the values that an item has, but for those of axes
        string[] axes = IsAsked ? [.. unread.SelectMany(sending => AxesOf(place.Resource, sending)).Distinct(StringComparer.OrdinalIgnoreCase)] : [];
        Dictionary<string, ReadOnlyMemory<byte>> read = unread.Length == 0 ? []
            : await _present.ReadAsync(
                await KeysAlone.OfAsync(provider, new PimQuery(place.Resource) { PathValues = owners }, context, axes).ConfigureAwait(false),
                unread.Select(static sending => sending.Item.Key)).ConfigureAwait(false);
        foreach (Sending sending in concerned)
        {
            sending.Present = sending.Changes?.Present ?? (read.TryGetValue(sending.Item.Key, out ReadOnlyMemory<byte> item) ? item : default);
            if (!sending.Present.IsEmpty || !_promised.ContainsKey(Name(place, sending)))
            {
                sending.Check(await provider.CheckChangeAsync(place.Resource, owners, sending.Item.Line, sending.Present, context).ConfigureAwait(false));
            }
        }
    }

    private void Promise(BulkPlace place, IReadOnlyList<Sending> items)
    {
        foreach (Sending sending in settings.IsPreview ? items.Where(static sending => sending.IsOpen) : [])
        {
            _promised[Name(place, sending)] = true;
        }
    }

    private static (BulkPlace Place, string Key) Name(BulkPlace place, Sending sending) => (place, sending.Item.Key.ToUpperInvariant());
}
