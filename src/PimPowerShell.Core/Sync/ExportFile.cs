using System;
using System.Collections.Generic;
using System.IO;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>One file of an export while it is written: it has its name only when it is whole.</summary>
internal sealed class ExportFile : IDisposable
{
    /// <summary>What the name of a file that is not whole ends with.</summary>
    public const string PartialEnd = ".part";

    private const string SortedEnd = ".sorted" + PartialEnd;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly ContentHash _hash = new();

    private ExportFile(string path, FileStream file)
    {
        _path = path;
        _file = file;
    }

    /// <summary>The lines so far.</summary>
    public long Count { get; private set; }

    /// <summary>The bytes so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Begins a file, or goes on with one.</summary>
    /// <param name="path">Its name when it is whole.</param>
    /// <param name="place">How much of it is safe already; null to begin.</param>
    public static ExportFile Open(string path, ExportPlace? place)
    {
        var opened = new ExportFile(path, new FileStream(path + PartialEnd, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1));
        opened.GoTo(place is not null && opened._file.Length >= place.Bytes ? place : null);
        return opened;
    }

    /// <summary>Adds lines.</summary>
    public void Append(LineBuffer lines, int count)
    {
        _file.Write(lines.Bytes, 0, lines.Length);
        _hash.Add(lines.Bytes, lines.Length);
        Bytes += lines.Length;
        Count += count;
    }

    /// <summary>The lines so far; to be read to their end before others are added.</summary>
    public IEnumerable<byte[]> ReadLines() => JsonLines.Read(_file);

    /// <summary>Takes all lines away.</summary>
    public void Restart()
    {
        _hash.End();
        GoTo(null);
    }

    /// <summary>Brings all of it to the disk.</summary>
    public void Flush() => _file.Flush(flushToDisk: true);

    /// <summary>Gives the whole file its name.</summary>
    public CatalogFile Complete(PimResource resource)
    {
        Flush();
        string hash = _hash.End();
        _file.Dispose();
        string partial = _path + PartialEnd;
        string sorted = _path + SortedEnd;
        if (CatalogPlan.HasLevels(resource) && LevelOrder.Sort(partial, sorted, resource))
        {
            hash = ContentHash.Of(sorted);
            Move(sorted, _path);
            File.Delete(partial);
        }
        else
        {
            Move(partial, _path);
        }

        return new CatalogFile(resource.WriteOrder, resource.Noun, Path.GetFileName(_path), Count, Bytes, hash);
    }

    public void Dispose()
    {
        _file.Dispose();
        _hash.Dispose();
    }

    /// <summary>Deletes a file, whole or not.</summary>
    public static void Delete(string path)
    {
        foreach (string end in new[] { "", PartialEnd, SortedEnd })
        {
            File.Delete(path + end);
        }
    }

    /// <summary>Gives a file its name, also where another has it.</summary>
    public static void Move(string from, string to)
    {
        File.Delete(to);
        File.Move(from, to);
    }

    private void GoTo(ExportPlace? place)
    {
        _file.SetLength(place?.Bytes ?? 0);
        (Count, Bytes) = (place?.Count ?? 0, place?.Bytes ?? 0);
        _hash.AddRest(_file);
    }
}
