using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

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
    /// <exception cref="IOException">They cannot be kept: no room, no permission, or another process has kept the folder locked for half a minute.</exception>
    /// <exception cref="PimException">The folder has the history of another server.</exception>
    public void Append(IReadOnlyList<HistoryEntry> entries)
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
            _files.Append(lines);
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
    public IReadOnlyList<HistoryEntry> Find(string resource, string key) => Read(() => _index.OfItem(resource, key));

    /// <summary>The entries of one run, the oldest first.</summary>
    /// <param name="run">Its id.</param>
    /// <exception cref="PimException">The files cannot be read.</exception>
    public IReadOnlyList<HistoryEntry> FindRun(string run) => Read(() => _index.OfRun(run));

    private IReadOnlyList<HistoryEntry> Read(Func<IReadOnlyList<HistoryPlace>> find)
    {
        try
        {
            var entries = new List<HistoryEntry>();
            // a file of a past month may have been moved away
            foreach (IGrouping<string, HistoryPlace> places in find().GroupBy(static place => place.Path).Where(static places => File.Exists(places.Key)))
            {
                using FileStream file = HistoryFiles.Open(places.Key);
                entries.AddRange(places.Select(place => HistoryLine.Read(HistoryFiles.ReadLine(file, place.Start, place.Length))));
            }

            return entries;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new PimException(PimErrorKind.Input, $"The history in '{Folder}' cannot be read: {e.Message}", e) { Subject = Folder };
        }
    }
}
