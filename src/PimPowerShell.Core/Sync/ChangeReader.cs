using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.History;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>
/// Reads what changed since the last run, and keeps what was read once the caller has taken it: a run that ends early
/// tells again what it has told last, and leaves nothing out.
/// </summary>
/// <remarks>Not thread-safe: one caller at a time. Each item is told once in a run.</remarks>
public sealed class ChangeReader : IDisposable
{
    // single reads in flight
    private const int ReadsAtOnce = 4;

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
        _recorder = _store.Count > 0 ? provider.Recorder : null;
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
        Watermark? last = _settings.IsFull || !findsChanges || IsSetBack(clock) ? null : _store.Watermark;

        // a list of keys that costs as much as all items is better read as all items
        bool isFull = last is null || (!_settings.SkipRemoved && !_queries.HasCheapKeys);
        Summary.IsFull = isFull;
        Summary.Since = isFull ? null : last!.Time - _settings.Overlap;
        if (_store.Count > 0 && _resource.ByOtherKey is { } other)
        {
            _comparer.HoldBack(new OtherKey(other, await _provider.Metadata.GetIdentifierAttributeAsync(_context).ConfigureAwait(false)));
        }

        IAsyncEnumerable<Findings> findings = isFull ? CompareAsync(_queries.All) : ReadChangedAsync(last!);
        await foreach (Findings found in findings.ConfigureAwait(false))
        {
            if (found.Told.Count > 0)
            {
                yield return found.Told;
            }

            await KeepAsync(found).ConfigureAwait(false);
        }

        await foreach (Findings found in FindRemovedAsync().ConfigureAwait(false))
        {
            if (found.Told.Count > 0)
            {
                yield return found.Told;
            }

            await KeepAsync(found).ConfigureAwait(false);
        }

        // without the server's zone the next run would not know from when on to ask
        Watermark? next = clock is { } time && _comparer.Zone is { } zone ? new Watermark(time, zone) : null;
        _store.Finish(next);
        Summary.Watermark = next?.Time;
        if (_comparer.Keyless > 0)
        {
            _context.Notes?.Invoke(new PimNote($"{_resource.Noun}: {_comparer.Keyless} have no {_resource.Key}, and are left out.", IsWarning: true));
        }

        Summary.IsComplete = true;
    }

    /// <summary>Whether the server's clock was set back behind the last run: what changed in between has times that were asked for already.</summary>
    private bool IsSetBack(DateTimeOffset? clock)
    {
        TimeSpan tolerance = _settings.Overlap < s_clockTolerance ? _settings.Overlap : s_clockTolerance;
        if (_settings.IsFull || _store.Watermark is not { Time: var last } || !(clock < last - tolerance))
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

    private async IAsyncEnumerable<Findings> ReadChangedAsync(Watermark last)
    {
        await foreach (Findings found in CompareAsync(_queries.ChangedSince(last.Time - _settings.Overlap, last.Zone)).ConfigureAwait(false))
        {
            yield return found;
        }

        TimeSpan lookback = _settings.VariantLookback > _settings.Overlap ? _settings.VariantLookback : _settings.Overlap;
        if (await _queries.ModelsSinceAsync(last.Time - lookback, last.Zone, _context).ConfigureAwait(false) is { } models)
        {
            await foreach (Findings found in ReadVariantsAsync(models).ConfigureAwait(false))
            {
                yield return found;
            }
        }

        if (!_settings.SkipRemoved)
        {
            await foreach (Findings found in ReadKeysAsync().ConfigureAwait(false))
            {
                yield return found;
            }
        }
    }

    /// <summary>The variants of product models: what a model says is in its variants too, and does not touch their time.</summary>
    private async IAsyncEnumerable<Findings> ReadVariantsAsync(PimQuery models)
    {
        await foreach (List<ReadOnlyMemory<byte>> changed in _source.ReadAsync(models).ConfigureAwait(false))
        {
            string[] codes = Codes(changed);
            var all = new List<string>(codes);
            foreach (string[] chunk in ChangeQueries.Chunks(codes))
            {
                await foreach (List<ReadOnlyMemory<byte>> below in _source.ReadAsync(await _queries.ModelsBelowAsync(chunk, _context).ConfigureAwait(false)).ConfigureAwait(false))
                {
                    all.AddRange(Codes(below));
                }
            }

            foreach (string[] chunk in ChangeQueries.Chunks([.. all.Distinct(StringComparer.Ordinal)]))
            {
                await foreach (Findings found in CompareAsync(_queries.VariantsOf(chunk)).ConfigureAwait(false))
                {
                    yield return found;
                }
            }
        }

        static string[] Codes(List<ReadOnlyMemory<byte>> models) => [.. models.Select(static model => JsonCursor.FindString(model.Span, "code"u8)!)];
    }

    /// <summary>Sees what the server lists, and reads what it lists with another time than was last seen, or was not seen at all.</summary>
    private async IAsyncEnumerable<Findings> ReadKeysAsync()
    {
        PimQuery keys = await _queries.KeysAsync(_context).ConfigureAwait(false);
        _comparer.ForgetKeyless();
        await foreach (List<ReadOnlyMemory<byte>> items in _source.ReadAsync(keys).ConfigureAwait(false))
        {
            string[] missed = [.. items.Select(_comparer.FindMissed).OfType<string>()];
            foreach (string[] chunk in ChangeQueries.Chunks(missed))
            {
                await foreach (Findings found in CompareAsync(_queries.Of(chunk)).ConfigureAwait(false))
                {
                    yield return found;
                }
            }
        }
    }

    /// <summary>
    /// Reads each item that was not seen by its key, before it is said to be gone; then those that were held back until that
    /// was said. Where nobody looks for what is gone, those alone whose other key another item has.
    /// </summary>
    private async IAsyncEnumerable<Findings> FindRemovedAsync()
    {
        await foreach (Findings found in ReadEachAsync(_settings.SkipRemoved ? _comparer.Holders : _store.Unseen(), _comparer.CompareAsync).ConfigureAwait(false))
        {
            yield return found;
        }

        await foreach (Findings found in ReadEachAsync(_comparer.Held, _comparer.CompareHeldAsync).ConfigureAwait(false))
        {
            yield return found;
        }
    }

    private async IAsyncEnumerable<Findings> ReadEachAsync(IReadOnlyList<string> keys, Func<Findings, ReadOnlyMemory<byte>, Task> compareAsync)
    {
        for (int start = 0; start < keys.Count; start += ReadsAtOnce)
        {
            string[] some = [.. keys.Skip(start).Take(ReadsAtOnce)];
            ReadOnlyMemory<byte>[] items = await Task.WhenAll(some.Select(ReadOneAsync)).ConfigureAwait(false);
            var findings = new Findings();
            for (int i = 0; i < some.Length; i++)
            {
                if (items[i].IsEmpty)
                {
                    _comparer.Remove(findings, some[i]);
                }
                else
                {
                    await compareAsync(findings, items[i]).ConfigureAwait(false);
                }
            }

            yield return findings;
        }
    }

    /// <summary>An item that no list had; empty when it is gone, or the filter does not find it.</summary>
    private async Task<ReadOnlyMemory<byte>> ReadOneAsync(string key)
    {
        ReadOnlyMemory<byte> item = await _source.FirstAsync(_queries.One(key)).ConfigureAwait(false);
        if (item.IsEmpty || IsDeleted(item))
        {
            return default;
        }

        return _queries.HasFilter ? await _source.FirstAsync(_queries.Of([key])).ConfigureAwait(false) : item;
    }

    private bool IsDeleted(ReadOnlyMemory<byte> item) => _resource is { DeletedStatus: { } deleted, Values: { } shape }
        && shape.ValuesOf(item) is { IsEmpty: false } values && JsonCursor.FindString(values.Span, "status"u8) == deleted;

    private async IAsyncEnumerable<Findings> CompareAsync(PimQuery query)
    {
        await foreach (List<ReadOnlyMemory<byte>> items in _source.ReadAsync(query).ConfigureAwait(false))
        {
            var findings = new Findings();
            foreach (ReadOnlyMemory<byte> item in items)
            {
                await _comparer.CompareAsync(findings, item).ConfigureAwait(false);
            }

            yield return findings;
        }
    }
}
