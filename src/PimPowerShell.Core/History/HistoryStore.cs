using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.History;

/// <summary>
/// A folder that keeps what was changed on one server, in files of JSON lines. Several processes may use it at a time:
/// it is locked only while lines are appended. What a process left unfinished when it was ended is cut off by the next.
/// </summary>
/// <remarks>Thread-safe. What is looked for is found by an index in memory, made by one reading of the files and kept up from then on.</remarks>
public sealed class HistoryStore
{
    private readonly HistoryFiles _files;
    private readonly HistoryIndex _index;

    private HistoryStore(string folder, HistoryFiles files)
    {
        Folder = folder;
        _files = files;
        _index = new HistoryIndex(files);
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Opens a history, or begins one.</summary>
    /// <param name="folder">The folder; made where it is not there.</param>
    /// <param name="server">Whose history it is: that of another server is refused.</param>
    /// <exception cref="PimException">The folder cannot be used, or has the history of another server.</exception>
    public static HistoryStore Open(string folder, Uri server)
    {
        try
        {
            folder = Path.GetFullPath(folder);
            Directory.CreateDirectory(folder);
            var files = new HistoryFiles(folder, server);
            files.Check();
            return new HistoryStore(folder, files);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new PimException(PimErrorKind.Input, $"The history folder '{folder}' cannot be used: {e.Message}", e) { Subject = folder };
        }
    }

    /// <summary>Keeps entries, which are on the disk when it returns.</summary>
    /// <param name="entries">What was done, in the order in which it was done.</param>
    /// <param name="cancellation">Ends the waiting for another process that has the folder locked.</param>
    /// <exception cref="IOException">They cannot be kept: no room, no permission, or another process has kept the folder locked for half a minute, or up to the cancellation.</exception>
    /// <exception cref="PimException">The folder has the history of another server.</exception>
    public void Append(IReadOnlyList<HistoryEntry> entries, CancellationToken cancellation = default)
    {
        if (entries.Count == 0)
        {
            return;
        }

        using var lines = new MemoryStream();
        foreach (HistoryEntry entry in entries)
        {
            HistoryLine.Write(lines, entry);
        }

        try
        {
            _files.Append(lines, cancellation);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    /// <summary>The entries of one item, the oldest first.</summary>
    /// <param name="resource">Its kind.</param>
    /// <param name="key">One of its keys, in any case.</param>
    /// <exception cref="PimException">The files cannot be read.</exception>
    public IReadOnlyList<HistoryEntry> Find(string resource, string key) => Find(resource, [key])[0];

    /// <summary>The entries of each of some items, the oldest first.</summary>
    /// <param name="resource">Their kind.</param>
    /// <param name="keys">One of the keys of each, in any case.</param>
    /// <exception cref="PimException">The files cannot be read.</exception>
    public IReadOnlyList<IReadOnlyList<HistoryEntry>> Find(string resource, IReadOnlyList<string> keys) => Read(() => _index.OfItems(resource, keys));

    /// <summary>The entries of each of the items that the next entries are of, the oldest first.</summary>
    /// <exception cref="PimException">The files cannot be read.</exception>
    internal IReadOnlyList<IReadOnlyList<HistoryEntry>> FindNext(IReadOnlyList<HistoryNames> next) => Read(() => _index.OfNext(next));

    /// <summary>What the items of some entries are called by now; null for an entry that this history has not.</summary>
    /// <exception cref="PimException">The files cannot be read.</exception>
    internal IReadOnlyList<ItemNow?> NowOf(IReadOnlyList<HistoryEntry> entries) => Try(() => _index.NowOf(entries));

    /// <summary>What the items are called by now that had some names when an entry was kept; without those that this history has not.</summary>
    /// <exception cref="PimException">The files cannot be read.</exception>
    internal IReadOnlyDictionary<string, ItemNow> NowOf(HistoryEntry entry, string resource, IEnumerable<string> names) => Try(() => _index.NowOf(entry, resource, names));

    /// <summary>The entries of one run, the oldest first.</summary>
    /// <param name="run">Its id.</param>
    /// <exception cref="PimException">The files cannot be read.</exception>
    public IReadOnlyList<HistoryEntry> FindRun(string run) => Read(() => [_index.OfRun(run)])[0];

    private IReadOnlyList<IReadOnlyList<HistoryEntry>> Read(Func<IReadOnlyList<IReadOnlyList<HistoryPlace>>> find) => Try(() =>
    {
        IReadOnlyList<IReadOnlyList<HistoryPlace>> places = find();
        List<HistoryEntry>[] entries = [.. places.Select(static _ => new List<HistoryEntry>())];
        var all = Enumerable.Range(0, places.Count).SelectMany(number => places[number].Select(place => (Number: number, Place: place)));
        // a file of a past month may have been moved away
        foreach (var file in all.GroupBy(static item => item.Place.Path).Where(static file => File.Exists(file.Key)).OrderBy(static file => file.Key, StringComparer.Ordinal))
        {
            using FileStream stream = HistoryFiles.Open(file.Key);
            foreach ((int number, HistoryPlace place) in file)
            {
                entries[number].Add(Read(place, JsonLines.ReadLine(stream, place.Start, place.Length)));
            }
        }

        return entries;
    });

    private static HistoryEntry Read(HistoryPlace place, byte[] line)
    {
        try
        {
            return HistoryLine.Read(line) with { Place = place.Name };
        }
        catch (FormatException e)
        {
            throw HistoryFiles.Damaged(place.Path, place.Start, e);
        }
    }

    private T Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PimException(PimErrorKind.Input, $"The history in '{Folder}' cannot be read: {e.Message}", e) { Subject = Folder };
        }
    }
}
