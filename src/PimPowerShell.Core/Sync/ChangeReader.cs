using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using PimPowerShell.Core.History;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>
/// Reads what changed since the last run, and keeps what was read once the caller has taken it: a run that ends early
/// tells again what it has told last, and leaves nothing out. One whose time is up ends between two pages, and the next goes
/// on there.
/// </summary>
/// <remarks>Not thread-safe: one caller at a time. Each item is told once in a run.</remarks>
public sealed class ChangeReader : IDisposable
{
    // the clocks of the machines behind one address differ a little
    private static readonly TimeSpan s_clockTolerance = TimeSpan.FromSeconds(5);

    private readonly SyncSettings _settings;
    private readonly CallContext _context;
    private readonly IPimProvider _provider;
    private readonly PimResource _resource;
    private readonly ItemStore _store;
    private readonly ChangeQueries _queries;
    private readonly ItemSource _source;
    private readonly StoreComparer _comparer;
    private readonly HistoryRecorder? _recorder;
    private readonly bool _isFirst;
    private readonly IAsyncEnumerator<IReadOnlyList<ItemChange>> _changes;

    /// <summary>Opens the state, or begins one; nothing is asked for before the first <see cref="ReadAsync"/>.</summary>
    /// <exception cref="PimException">It is in use, it cannot be written, or it is that of something else.</exception>
    public ChangeReader(IPimProvider provider, SyncSettings settings, CallContext context)
    {
        _settings = settings;
        _context = context with { Log = Summary.Traffic.Listen(context.Log) };
        _provider = provider;
        _resource = settings.Query.Resource;
        _queries = new ChangeQueries(provider, settings.Query);
        _source = new ItemSource(provider, _context);
        _store = ItemStore.Open(settings.Folder, StoreHead.Of(provider, settings.Query));
        _comparer = new StoreComparer(_store, _resource, new ItemDifferences(provider, _resource, settings.Query.PathValues, _context), Summary);
        // what was there at the first look is no change
        _isFirst = _store.Count == 0 || _store.Paused is { IsFirst: true };
        _recorder = _isFirst ? null : provider.Recorder;
        _changes = RunAsync().GetAsyncEnumerator();
    }

    /// <summary>Whether the changes of a kind of thing can be read: the server finds what changed, or all products are compared.</summary>
    public static bool CanRead(PimResource resource) => resource.ChangedField is not null || resource.IsComparedWhole;

    /// <summary>What was done so far.</summary>
    public SyncSummary Summary { get; } = new();

    /// <summary>How many items the state holds.</summary>
    public int Count => _store.Count;

    /// <summary>The next changes; null at the end. Asking for them says that those before have been taken.</summary>
    /// <exception cref="PimException">The server refused or could not be reached, or the state cannot be kept.</exception>
    public async Task<IReadOnlyList<ItemChange>?> ReadAsync() => await _changes.MoveNextAsync().ConfigureAwait(false) ? _changes.Current : null;

    /// <summary>Closes the state. Requests under way are cancelled by the context.</summary>
    public void Dispose()
    {
        _changes.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _store.Dispose();
    }

    private async IAsyncEnumerable<IReadOnlyList<ItemChange>> RunAsync()
    {
        bool findsChanges = _resource.ChangedField is not null;
        // before anything else of the run is read
        DateTimeOffset? clock = findsChanges ? await _source.ReadClockAsync(_queries.Clock).ConfigureAwait(false) : null;
        bool isSetBack = IsSetBack(clock);
        Watermark? last = _settings.IsFull || !findsChanges || isSetBack ? null : _store.Watermark;
        if (isSetBack || (_settings.IsFull && _store.Paused is { IsFull: false }))
        {
            _store.Restart();
        }

        PausedRun? paused = _store.Paused;
        DateTimeOffset? start = paused is null ? clock : paused.Time;
        // a list of keys that costs as much as all items is better read as all items
        bool isFull = paused?.IsFull ?? (last is null || (!_settings.SkipRemoved && !_queries.HasCheapKeys));
        Summary.IsFull = isFull;
        Summary.Since = isFull ? null : last!.Time - _settings.Overlap;
        if (_store.Count > 0 && _resource.ByOtherKey is { } other)
        {
            _comparer.HoldBack(new OtherKey(other, await _provider.Metadata.GetIdentifierAttributeAsync(_context).ConfigureAwait(false)));
        }

        _comparer.HoldBack(paused?.Held ?? []);
        var finder = new ChangeFinder(_settings, _source, _queries, _store, _comparer, _context);
        await foreach (Findings found in finder.FindAsync(isFull ? null : last, PlaceOf(paused)).ConfigureAwait(false))
        {
            if (found.Told.Count > 0)
            {
                yield return found.Told;
            }

            await KeepAsync(found).ConfigureAwait(false);
            if (found.Place is { } place && (_settings.Clock?.Invoke() ?? Summary.Elapsed) >= _settings.TimeBudget)
            {
                _store.Pause(new PausedRun(place, start, _comparer.Zone) { IsFull = isFull, IsFirst = _isFirst, SkipsRemoved = _settings.SkipRemoved, Held = _comparer.Held });
                Summary.EndedBy = $"The time budget of {_settings.TimeBudget} is used up.";
                yield break;
            }
        }

        // without the server's zone the next run would not know from when on to ask
        Watermark? next = start is { } time && _comparer.Zone is { } zone ? new Watermark(time, zone) { Gone = _comparer.Left } : null;
        _store.Finish(next);
        Summary.Watermark = next?.Time;
        if (_comparer.Keyless > 0)
        {
            _context.Notes?.Invoke(new PimNote($"{_resource.Noun}: {_comparer.Keyless} have no {_resource.Key}, and are left out.", IsWarning: true));
        }

        Summary.IsComplete = true;
    }

    /// <summary>Where a run begins. One that looks for what is gone, and goes on with one that did not, reads the keys that this has left out.</summary>
    private SyncPlace PlaceOf(PausedRun? paused) => paused switch
    {
        null => new SyncPlace(SyncStep.Items),
        { IsFull: false, SkipsRemoved: true, Place.Step: SyncStep.Removed } when !_settings.SkipRemoved => new SyncPlace(SyncStep.Keys),
        _ => paused.Place,
    };

    /// <summary>Whether the server's clock was set back behind the last run: what changed in between has times that were asked for already.</summary>
    private bool IsSetBack(DateTimeOffset? clock)
    {
        TimeSpan tolerance = _settings.Overlap < s_clockTolerance ? _settings.Overlap : s_clockTolerance;
        if (_settings.IsFull || (_store.Paused?.Time ?? _store.Watermark?.Time) is not { } last || !(clock < last - tolerance))
        {
            return false;
        }

        _context.Notes?.Invoke(new PimNote($"{_resource.Noun}: the server's clock says {clock:u}, and said {last:u} when the last run began. It was set back, so all items are read and compared.", IsWarning: true));
        return true;
    }

    /// <summary>Keeps what the caller has taken.</summary>
    private async Task KeepAsync(Findings found)
    {
        if (_recorder is not null)
        {
            await _recorder.KeepFoundAsync(_resource, found.Told, _context).ConfigureAwait(false);
        }

        _store.Append(found.Kept);
    }
}
