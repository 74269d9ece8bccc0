using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Sync;

/// <summary>
/// Writes the lines of an exported catalog in stretches, each of which is answered before the next begins: one kind of
/// thing after the other, parents before their children, then what associates items with each other, and at last files. No
/// line is held longer than it is on its way. One caller at a time.
/// </summary>
public sealed class CatalogImport : IDisposable
{
    private const int ChunkSize = 100;

    private readonly IPimProvider _provider;
    private readonly BulkSettings _settings;
    private readonly CallContext _context;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly HashSet<string> _stretch = new(StringComparer.OrdinalIgnoreCase);
    private readonly LateLines _late = new();
    private readonly ImportMembers _members;
    private readonly MediaImport? _media;
    private readonly List<BulkItem> _withFiles = [];
    private readonly ConcurrentQueue<BulkResult> _sentFiles = new();
    private BulkWriter? _writer;
    private volatile BulkEnd? _end;
    private bool _isLate;

    /// <summary>Makes an import; nothing is sent before <see cref="AddAsync"/>.</summary>
    /// <param name="provider">Where to write.</param>
    /// <param name="settings">How; order is kept by the import itself.</param>
    /// <param name="context">Cancels the import, and takes its log.</param>
    /// <param name="source">What the server that was exported said of itself.</param>
    /// <param name="mediaFolder">The folder of an export that has the files of its items; null where it has none.</param>
    public CatalogImport(IPimProvider provider, BulkSettings settings, CallContext context, PimServer source, string? mediaFolder = null)
    {
        _provider = provider;
        _settings = settings with { InOrder = false };
        _context = context;
        Summary = new BulkSummary(_clock);
        CallContext counted = context with { Log = Summary.Listen(context.Log) };
        _members = new ImportMembers(provider, source, counted);
        _media = mediaFolder is null ? null : new MediaImport(provider, mediaFolder, settings, counted);
    }

    /// <summary>Whether a server has things of a kind at all: editions differ in that.</summary>
    /// <param name="provider">The server.</param>
    /// <param name="resource">The kind of thing.</param>
    /// <param name="context">The caller.</param>
    public static async Task<bool> HasKindAsync(IPimProvider provider, PimResource resource, CallContext context)
    {
        // what lies in others is there where those are
        PimResource root = provider.Resources.First(other => resource.Path == other.Path || (!other.Path.Contains("{") && resource.Path.StartsWith(other.Path + "/{", StringComparison.Ordinal)));
        try
        {
            using PimPage? page = await provider.Read(new PimQuery(root) { PageSize = 1 }).NextAsync(context).ConfigureAwait(false);
            return true;
        }
        catch (PimException e) when (e.Kind is PimErrorKind.NotFound or PimErrorKind.Forbidden)
        {
            return e.Kind == PimErrorKind.Forbidden;
        }
    }

    /// <summary>What was done so far.</summary>
    public BulkSummary Summary { get; }

    /// <summary>Why the run ended before its input did; null while it goes on, or when it ended in good order.</summary>
    public BulkEnd? End => _end ?? Own(_writer?.End);

    /// <summary>Whether a line waits until what it is associated with is there.</summary>
    public bool IsLate(long index) => _late.Has(index);

    /// <summary>Whether a line waits for its files.</summary>
    public bool HasFiles(long index) => _late.HasFiles(index);

    /// <summary>Files that lines have and the export has not.</summary>
    public int MissingFiles => _media?.Missing ?? 0;

    /// <summary>Whether all lines so far have to be answered before this one: <see cref="CompleteAsync"/> and <see cref="Next"/> come first.</summary>
    public bool MustWait(BulkItem item) => !_isLate && _stretch.Count > 0 && CatalogPlan.Parent(item.Resource, item.Line) is { } parent && _stretch.Contains(parent);

    /// <summary>Takes a line. Waits while all lanes are busy.</summary>
    /// <param name="item">The line, without its files.</param>
    /// <param name="hasFiles">Whether the export has its files, and <see cref="AddFilesAsync"/> is to take it too.</param>
    public Task AddAsync(BulkItem item, bool hasFiles = false)
    {
        if (CatalogPlan.HasLevels(item.Resource))
        {
            _stretch.Add(item.Key);
        }

        Summary.Take();
        _members.Note(item);
        return SendAsync(_late.First(item, isWhole: _settings.IsPreview, hasFiles));
    }

    /// <summary>Takes a line again, whose other part waited. To be called when all lines were given to <see cref="AddAsync"/>.</summary>
    public Task AddLateAsync(BulkItem item) => SendAsync(LateLines.Second(item));

    /// <summary>
    /// Takes a line again, to send its files: as it stands in the export. To be called when all else was written. One that
    /// <see cref="HasFiles"/> after that is to be given once more, after <see cref="BeginByWay"/>.
    /// </summary>
    public async Task AddFilesAsync(BulkItem item)
    {
        // what an item shows of one above it is there when that has its files
        if (_withFiles.Count == ChunkSize || (_withFiles.Count > 0 && (!_withFiles[0].Place.Equals(item.Place)
            || (CatalogPlan.Parent(item.Resource, item.Line) is { } parent && _withFiles.Exists(other => other.Key.Equals(parent, StringComparison.OrdinalIgnoreCase))))))
        {
            await CompleteFilesAsync().ConfigureAwait(false);
        }

        _withFiles.Add(item);
    }

    /// <summary>From here on <see cref="AddFilesAsync"/> takes the lines whose files go by way of others. To be called when it was given all lines.</summary>
    public void BeginByWay()
    {
        if (_media is not null)
        {
            _media.IsByWay = true;
        }
    }

    /// <summary>Sends the files of all lines so far, and waits for all answers.</summary>
    public async Task CompleteFilesAsync()
    {
        if (_withFiles.Count > 0)
        {
            BulkItem[] items = [.. _withFiles];
            _withFiles.Clear();
            await _media!.SendAsync(items, HasEnded, _sentFiles.Enqueue, EndWith).ConfigureAwait(false);
        }
    }

    /// <summary>Sends nothing more, since something failed without which no line can be sent.</summary>
    public void EndWith(PimException e) => _end ??= new BulkEnd(BulkEndReason.Broken, e.Message, e);

    /// <summary>Takes a line that the caller does not send.</summary>
    /// <param name="result">What to say of it.</param>
    public void Add(BulkResult result)
    {
        Summary.Take();
        Writer().Add(result);
    }

    /// <summary>Takes a result that is ready.</summary>
    public bool TryTake(out BulkResult result)
    {
        while (_writer?.TryTake(out BulkResult given) == true)
        {
            if ((_isLate ? _late.Join(Worded(given)) : _late.Settle(Worded(given))) is { } settled)
            {
                result = settled;
                Summary.Count(settled.Status);
                return true;
            }
        }

        if (_sentFiles.TryDequeue(out BulkResult files))
        {
            result = _late.JoinFiles(files);
            if (Summary.Count(result.Status) > _settings.MaximumFailures)
            {
                _end ??= new BulkEnd(BulkEndReason.TooManyFailures, $"More than {_settings.MaximumFailures} items failed.");
            }

            return true;
        }

        result = null!;
        return false;
    }

    /// <summary>Sends what is left of a stretch and waits for all answers.</summary>
    public Task CompleteAsync() => _writer?.CompleteAsync() ?? Task.CompletedTask;

    /// <summary>Begins another stretch. All results of the one before have to be taken.</summary>
    /// <param name="isLate">Whether it is one of the other parts of lines.</param>
    public void Next(bool isLate = false)
    {
        _isLate = isLate;
        _stretch.Clear();
        _members.Forget();
        if (_writer is not null)
        {
            _end ??= Own(_writer.End);
            _writer.Dispose();
            Summary.Add(_writer.Summary);
            _writer = null;
        }
    }

    /// <summary>The results of lines whose other part will not be sent, since the run has ended.</summary>
    public IReadOnlyList<BulkResult> Leave()
    {
        BulkResult[] left = [.. _late.Leave($"Not sent. {End?.Message}".TrimEnd())];
        foreach (BulkResult result in left)
        {
            Summary.Count(result.Status);
        }

        return left;
    }

    /// <summary>Cancels what is in flight and waits for it; results can still be taken.</summary>
    public void Dispose() => _writer?.Dispose();

    private async Task SendAsync(BulkItem item)
    {
        if (_end is { } end)
        {
            // a stretch begins with a writer that knows nothing of it
            Writer().Add(new BulkResult(item, BulkStatus.Skipped, null, $"Not sent. {end.Message}", [], 0));
            return;
        }

        try
        {
            item = End is null ? await _members.KeepAsync(item).ConfigureAwait(false) : item;
        }
        catch (PimException e)
        {
            Writer().Add(BulkResult.Unsent(item, e, "Not sent, since what the server holds could not be read"));
            return;
        }

        await Writer().AddAsync(item).ConfigureAwait(false);
    }

    private BulkWriter Writer() => _writer ??= new BulkWriter(_provider, _settings with
    {
        TimeBudget = _settings.TimeBudget is { } budget ? TimeSpan.FromTicks(Math.Max(0, (budget - _clock.Elapsed).Ticks)) : null,
        MaximumFailures = _settings.MaximumFailures is { } most ? Math.Max(0, most - Summary[BulkStatus.Failed] - Summary[BulkStatus.Unknown]) : null,
    }, _context);

    private bool HasEnded()
    {
        if (_settings.TimeBudget is { } budget && _clock.Elapsed >= budget)
        {
            _end ??= new BulkEnd(BulkEndReason.TimeUp, $"The time budget of {budget} is used up.");
        }

        return _end is not null;
    }

    /// <summary>An end in the words of the whole run, whose limits a stretch has only the rest of.</summary>
    private BulkEnd? Own(BulkEnd? end) => end?.Reason switch
    {
        BulkEndReason.TimeUp => end with { Message = $"The time budget of {_settings.TimeBudget} is used up." },
        BulkEndReason.TooManyFailures => end with { Message = $"More than {_settings.MaximumFailures} items failed." },
        _ => end,
    };

    private BulkResult Worded(BulkResult result) => result is { Status: BulkStatus.Skipped, WouldBeSent: false } && _writer!.End is { Reason: BulkEndReason.TimeUp or BulkEndReason.TooManyFailures } end
        && result.Message?.EndsWith(end.Message, StringComparison.Ordinal) == true ? result with { Message = $"Not sent. {Own(end)!.Message}" } : result;
}
