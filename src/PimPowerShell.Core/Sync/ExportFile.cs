using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>One file of an export while it is written: it has its name only when it is whole.</summary>
internal sealed class ExportFile : IDisposable
{
    /// <summary>What the name of a file that is not whole ends with.</summary>
    public const string PartialEnd = ".part";

    private const string SortedEnd = ".sorted" + PartialEnd;
    private const int BufferSize = 128 * 1024;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

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
        _hash.AppendData(lines.Bytes, 0, lines.Length);
        Bytes += lines.Length;
        Count += count;
    }

    /// <summary>Brings all of it to the disk.</summary>
    public void Flush() => _file.Flush(flushToDisk: true);

    /// <summary>Gives the whole file its name.</summary>
    public CatalogFile Complete(PimResource resource)
    {
        Flush();
        string hash = Text(_hash.GetHashAndReset());
        _file.Dispose();
        string partial = _path + PartialEnd;
        string sorted = _path + SortedEnd;
        if (CatalogPlan.HasLevels(resource) && LevelOrder.Sort(partial, sorted, resource))
        {
            hash = HashOf(sorted);
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

    /// <summary>The SHA-256 of a file, in hexadecimal digits.</summary>
    public static string HashOf(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan);
        using var hash = SHA256.Create();
        return Text(hash.ComputeHash(file));
    }

    private static string Text(byte[] hash) => string.Concat(hash.Select(static part => part.ToString("x2", CultureInfo.InvariantCulture)));

    private void GoTo(ExportPlace? place)
    {
        _file.SetLength(place?.Bytes ?? 0);
        (Count, Bytes) = (place?.Count ?? 0, place?.Bytes ?? 0);
        byte[] buffer = new byte[BufferSize];
        while (_file.Read(buffer, 0, buffer.Length) is > 0 and var read)
        {
            _hash.AppendData(buffer, 0, read);
        }
    }
}

/// <summary>How much of a file is on the disk, and where the list goes on.</summary>
/// <param name="Cursor">What <see cref="PimQuery.SearchAfter"/> takes.</param>
/// <param name="Count">The lines.</param>
/// <param name="Bytes">The bytes.</param>
internal sealed record ExportPlace(string Cursor, long Count, long Bytes);
