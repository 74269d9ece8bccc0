using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>
/// Writes a catalog to a folder: a file of JSON lines for each kind of thing, and a manifest. What is read goes to disk a
/// page at a time. An export that was broken off, at whatever instant, goes on where it was; see <see cref="ExportList"/>.
/// </summary>
public sealed class CatalogExport : IDisposable
{
    private static readonly Dictionary<string, string> s_nowhere = [];

    private readonly IPimProvider _provider;
    private readonly CatalogExportSettings _settings;
    private readonly CancellationTokenSource _time;
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenSource _stopOrTime;
    private readonly CallContext _context;
    private readonly CallContext _wholeContext;
    private readonly CatalogOwners _owners;
    private readonly ConcurrentQueue<ExportedFile> _results = new();
    private readonly ConcurrentBag<CatalogFile> _files = [];
    private long _lines;

    /// <summary>Makes an export; nothing happens before <see cref="RunAsync"/>.</summary>
    /// <param name="provider">Where to read.</param>
    /// <param name="settings">What, and where to write.</param>
    /// <param name="context">Cancels the export, and takes its log.</param>
    public CatalogExport(IPimProvider provider, CatalogExportSettings settings, CallContext context)
    {
        _provider = provider;
        _settings = settings;
        // what is under way is given up: the journal knows what was written
        _time = CancellationTokenSource.CreateLinkedTokenSource(settings.TimeUp);
        if (settings.TimeBudget is { TotalMilliseconds: < int.MaxValue } budget)
        {
            _time.CancelAfter(budget);
        }

        _stop = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);
        _stopOrTime = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, _time.Token);
        _context = context with { Cancellation = _stopOrTime.Token };
        // what no later run could go on with is read to its end once it was begun
        _wholeContext = context with { Cancellation = _stop.Token };
        _owners = new CatalogOwners(provider, _wholeContext);
    }

    /// <summary>Lines written so far. May be read at any time, from any thread.</summary>
    public long Lines => Interlocked.Read(ref _lines);

    /// <summary>Why the export ended before its end; null while it goes on, or when it came to its end.</summary>
    public string? EndedBy { get; private set; }

    /// <summary>Takes a file that is whole.</summary>
    public bool TryTake(out ExportedFile file) => _results.TryDequeue(out file!);

    /// <summary>Reads everything, and writes the manifest. Where the time is up before, another run goes on there.</summary>
    /// <exception cref="PimException">The server refused or could not be reached, or the folder cannot be used.</exception>
    public async Task RunAsync()
    {
        try
        {
            using ExportJournal? journal = ExportFolder.Open(_provider, _settings, Give);
            if (journal is not null)
            {
                try
                {
                    await ReadAllAsync(journal).ConfigureAwait(false);
                }
                catch
                {
                    ExportFolder.GiveUp(_settings, journal);
                    throw;
                }

                if (_settings.SaveMedia is not null)
                {
                    await new MediaExport(_provider, _settings, _context).RunAsync(journal, _files, Give).ConfigureAwait(false);
                }

                new CatalogManifest(_provider.Root.AbsoluteUri, _provider.Name, _provider.Server.Version, _provider.Server.Edition, journal.Time,
                    [.. _files.OrderBy(file => file.Order).ThenBy(static file => file.Path, StringComparer.Ordinal)]).Write(_settings.Folder);
                journal.Delete();
            }
        }
        catch (OperationCanceledException) when (_time.IsCancellationRequested)
        {
            EndedBy = $"The time budget of {_settings.TimeBudget} is used up.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PimException(PimErrorKind.Input, $"The folder '{_settings.Folder}' cannot be written: {e.Message}", e) { Subject = _settings.Folder };
        }
    }

    /// <summary>Cancels what is under way.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _stopOrTime.Dispose();
        _stop.Dispose();
        _time.Dispose();
    }

    private async Task ReadAllAsync(ExportJournal journal)
    {
        using var lanes = new SemaphoreSlim(_settings.ThrottleLimit, _settings.ThrottleLimit);
        var running = new List<Task>();
        try
        {
            foreach (PimResource resource in _settings.Resources)
            {
                await lanes.WaitAsync(_stopOrTime.Token).ConfigureAwait(false);
                running.Add(Task.Run(() => ReadAsync(resource, journal, lanes)));
            }
        }
        catch (OperationCanceledException) when (running.Exists(static task => task.IsFaulted))
        {
            // the one that failed says why
        }
        finally
        {
            await WhenAllAsync(running).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for all, whatever becomes of them; what failed first is thrown.</summary>
    private static async Task WhenAllAsync(List<Task> tasks)
    {
        try
        {
            await Task.WhenAll(tasks).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (tasks.FirstOrDefault(static task => task.IsFaulted) is { } failed)
        {
            await failed.ConfigureAwait(false);
        }
    }

    private async Task ReadAsync(PimResource resource, ExportJournal journal, SemaphoreSlim lanes)
    {
        try
        {
            _stopOrTime.Token.ThrowIfCancellationRequested();
            if (journal.Finished(resource.Noun) is { } finished)
            {
                Give(new ExportedFile(finished, TimeSpan.Zero));
            }
            else
            {
                var clock = Stopwatch.StartNew();
                if (await ReadAsync(resource, journal).ConfigureAwait(false) is { } file)
                {
                    journal.Keep(file);
                    Give(new ExportedFile(file, clock.Elapsed));
                }
            }
        }
        catch (OperationCanceledException) when (_time.IsCancellationRequested)
        {
            // the others may be such as are read to their end
            throw;
        }
        catch
        {
            _stop.Cancel();
            throw;
        }
        finally
        {
            lanes.Release();
        }
    }

    /// <summary>One file; null for what the server does not have, or does not show.</summary>
    private async Task<CatalogFile?> ReadAsync(PimResource resource, ExportJournal journal)
    {
        string path = Path.Combine(_settings.Folder, CatalogPlan.FileName(resource));
        try
        {
            IReadOnlyList<IReadOnlyDictionary<string, string>> places = await _owners.OfAsync(resource).ConfigureAwait(false);
            using ExportFile file = ExportFile.Open(path, journal.Place(resource.Noun));
            var buffer = new LineBuffer();
            foreach (IReadOnlyDictionary<string, string> owners in places)
            {
                try
                {
                    await ReadListAsync(resource, owners, file, buffer, journal).ConfigureAwait(false);
                }
                catch (PimException e) when (owners.Count > 0 && e.Kind == PimErrorKind.NotFound)
                {
                    // what it lies in was deleted meanwhile, or is of a type that has none
                }
            }

            await AddDeletedParentsAsync(resource, file, buffer).ConfigureAwait(false);
            return file.Complete(resource);
        }
        catch (PimException e) when (!_settings.MustHaveAll && e.Kind is PimErrorKind.NotFound or PimErrorKind.Forbidden)
        {
            // other editions have fewer kinds of things; what a login may not see it should be told
            ExportFile.Delete(path);
            _context.Notes?.Invoke(new PimNote($"{resource.Noun} is left out: {e.Message}", IsWarning: e.Kind == PimErrorKind.Forbidden));
            return null;
        }
    }

    private Task ReadListAsync(PimResource resource, IReadOnlyDictionary<string, string> owners, ExportFile file, LineBuffer buffer, ExportJournal journal)
    {
        PimQuery query = PimQuery.Whole(resource) with { PathValues = owners, PageSize = Math.Min(_settings.PageSize, resource.MaximumPageSize) };
        var list = new ExportList(_provider, query, file, journal, _settings.BetweenPlaces, Count);
        return list.ReadAsync(buffer, list.CanGoOn ? _context : _wholeContext);
    }

    /// <summary>Adds what the list left out since it is deleted, and what the file has items below.</summary>
    private async Task AddDeletedParentsAsync(PimResource resource, ExportFile file, LineBuffer buffer)
    {
        if (!DeletedParents.MayHide(resource))
        {
            return;
        }

        var parents = new DeletedParents(_provider, resource, _wholeContext);
        byte[] key = Encoding.UTF8.GetBytes(resource.Key);
        foreach (byte[] line in file.ReadLines())
        {
            _stop.Token.ThrowIfCancellationRequested();
            parents.Add(JsonCursor.FindString(line, key) ?? "", CatalogPlan.Parent(resource, line));
        }

        var lines = new CatalogLines(resource);
        try
        {
            await foreach (IReadOnlyList<ReadOnlyMemory<byte>> items in parents.FindAsync().ConfigureAwait(false))
            {
                buffer.Clear();
                lines.Write(items, s_nowhere, buffer);
                file.Append(buffer, items.Count);
                Count(items.Count);
            }
        }
        catch (PimException e) when (!_settings.MustHaveAll && Unreadable.Is(e))
        {
            // what the list had is whole all the same
            _context.Notes?.Invoke(new PimNote($"{resource.Noun}: what is deleted and has others below it is left out, since it cannot be read by its key: {e.ServerMessage ?? e.Message}", IsWarning: true));
        }
    }

    private void Count(int lines) => Interlocked.Add(ref _lines, lines);

    private void Give(ExportedFile file)
    {
        _files.Add(file.File);
        _results.Enqueue(file);
    }
}
