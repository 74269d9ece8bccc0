using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>
/// What the files of a folder were saved from, in a file beside them: a server tells no hash of a file's bytes. Names in it
/// are without their folder, which may be moved. An entry is written before its file has its name, and counts only for a
/// file that is as the entry says; so whatever ends a run, no file is taken for another. Several processes may save in one
/// folder: each has the memory alone while it adds an entry, and takes what others have added since.
/// </summary>
/// <remarks>For one thread at a time.</remarks>
public sealed class MediaMemory
{
    /// <summary>Its name in the folder.</summary>
    public const string FileName = ".pim-media.jsonl";

    private const string Kind = "PimPowerShell media";

    // with these a name would lead out of the folder
    private static readonly char[] s_forbidden = [.. Path.GetInvalidFileNameChars(), '/', '\\', ':'];

    private readonly string _folder;
    private readonly string _path;
    private readonly string? _server;
    private readonly Dictionary<(string? Server, MediaKey Key), SavedMedia> _files = [];
    // a file system may know two names that differ in case for one
    private readonly Dictionary<string, SavedMedia> _owners = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(long Start, byte[] Line)> _damaged = [];
    private readonly CallContext _context;
    private long _end;
    private int _lines;

    private MediaMemory(string folder, Uri? server, CallContext context)
    {
        _context = context;
        _folder = folder;
        _path = Path.Combine(folder, FileName);
        _server = server?.AbsoluteUri;
    }

    /// <summary>Reads what a folder has. A folder that has none gets one with the first file.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="server">Whose files are saved; null where no two servers give one code to two files.</param>
    /// <param name="context">Ends the waiting for another process, and takes a remark about each line that counts for nothing.</param>
    /// <exception cref="PimException">The file of that name cannot be opened, or is none of this kind.</exception>
    public static MediaMemory Open(string folder, Uri? server, CallContext context)
    {
        var memory = new MediaMemory(folder, server, context);
        if (File.Exists(memory._path))
        {
            memory.OpenLines().Dispose();
        }

        return memory;
    }

    /// <summary>What a media file was saved as, whatever became of that since; null for one that is not known.</summary>
    public SavedMedia? Find(MediaKey file) => _files.TryGetValue((_server, file), out SavedMedia? saved) ? saved : null;

    /// <summary>Whether a name in the folder is taken by what was saved from another media file, or by the memory itself.</summary>
    public bool IsAnothers(string name, MediaKey file) =>
        name.Equals(FileName, StringComparison.OrdinalIgnoreCase)
        || (_owners.TryGetValue(name, out SavedMedia? owner) && (owner.Server, owner.Key) != (_server, file) && File.Exists(Path.Combine(_folder, owner.Name)));

    /// <summary>Whether the folder has a file as it was saved, byte for byte.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public bool IsWhole(SavedMedia saved)
    {
        var file = new FileInfo(Path.Combine(_folder, saved.Name));
        return file.Exists && file.Length == saved.Length && ContentHash.Of(file.FullName, _context.Cancellation) == saved.Hash;
    }

    /// <summary>Gives what has arrived its name. A file that has the same bytes under that name already stays as it is.</summary>
    /// <param name="file">The media file.</param>
    /// <param name="arrived">What has arrived, in the folder; it is gone afterwards. No other process can save in the folder while it is compared with a file that it was not compared with before.</param>
    /// <param name="name">Says the name, when all that other processes have saved is known.</param>
    /// <param name="isAnew">Whether a file that has the same bytes is replaced.</param>
    /// <returns>False where the file is one that was there.</returns>
    /// <exception cref="PimException">The memory cannot be opened.</exception>
    /// <exception cref="IOException">The file cannot have its name, or the memory cannot be written.</exception>
    public bool Keep(MediaKey file, ArrivedFile arrived, Func<string> name, bool isAnew)
    {
        using LineFile lines = OpenLines();
        Mend(lines);
        var saved = new SavedMedia(_server, file, name(), arrived.Length, arrived.Hash);
        string path = Path.Combine(_folder, saved.Name);
        bool isNew = isAnew || !arrived.IsAt(path, _context.Cancellation);
        if (!_owners.TryGetValue(saved.Name, out SavedMedia? owner) || owner != saved)
        {
            using var line = new MemoryStream();
            JsonLines.Write(line, writer => Write(writer, saved));
            lines.Append(line, toDisk: false);
            _end = lines.End;
            _lines++;
            Take(saved);
        }

        if (isNew)
        {
            ExportFile.Move(arrived.Path, path);
        }
        else
        {
            File.Delete(arrived.Path);
        }

        return isNew;
    }

    /// <summary>Clears away the lines that are no JSON, where they are what was read.</summary>
    private void Mend(LineFile lines)
    {
        foreach ((long start, byte[] line) in _damaged.Where(damaged => lines.Read(damaged.Start, damaged.Line.Length).SequenceEqual(damaged.Line)))
        {
            lines.Blank(start, line.Length);
        }

        _damaged.Clear();
    }

    /// <summary>The file, which no other process can use then, with all of its entries taken.</summary>
    private LineFile OpenLines()
    {
        FileStream file;
        try
        {
            file = SharedFile.Open(_path, _context.Cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PimException(PimErrorKind.Input, $"'{_path}', which says what the files of the folder were saved from, cannot be opened; another run may be using it. {e.Message}", e) { Subject = _folder };
        }

        // one that is shorter than it was is another one
        _end = file.Length < _end ? 0 : _end;
        if (_end == 0)
        {
            _lines = 0;
            _damaged.Clear();
        }

        var lines = new LineFile(file, _end);
        try
        {
            _lines += lines.Load(
                Encoding.UTF8.GetBytes($"{{\"memory\":\"{Kind}\""), WriteHead, (line, number) => Read(line, _lines + number, lines.End), (_, e) => Refusal(e));
            _end = lines.End;
            return lines;
        }
        catch
        {
            _end = 0;
            lines.Dispose();
            throw;
        }
    }

    private PimException Refusal(Exception? reason) => new(PimErrorKind.Input,
        $"'{_path}' is no list of saved media files. Move it away: files that are there already are then read once more.", reason) { Subject = _folder };

    private static void WriteHead(Utf8JsonWriter writer)
    {
        writer.WriteString("memory", Kind);
        writer.WriteNumber("version", 1);
    }

    private static void Write(Utf8JsonWriter writer, SavedMedia saved)
    {
        if (saved.Server is not null)
        {
            writer.WriteString("server", saved.Server);
        }

        writer.WriteString("media_kind", saved.Key.Kind.ToString());
        writer.WriteString("code", saved.Key.Code);
        writer.WriteString("name", saved.Name);
        writer.WriteNumber("bytes", saved.Length);
        writer.WriteString("hash", saved.Hash);
    }

    private void Read(byte[] line, int number, long start)
    {
        if (number == 1)
        {
            ReadHead(line);
        }
        else if (line.Any(static part => part is not (byte)' '))
        {
            try
            {
                ReadEntry(line);
            }
            catch (JsonException)
            {
                _damaged.Add((start, line));
                Warn("is damaged and counts for nothing. The file that it was about is read once more.");
            }
            catch (Exception e) when (LineFile.IsDamage(e))
            {
                // another version of this module may have written it
                Warn("is none that is understood here: it stays, and counts for nothing. The file that it is about is read once more.");
            }
        }

        void Warn(string what) => _context.Notes?.Invoke(new PimNote($"'{_path}': line {number} {what}", IsWarning: true));
    }

    private static void ReadHead(byte[] line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement head = document.RootElement;
        if (head.GetProperty("memory").GetString() != Kind || head.GetProperty("version").GetInt32() != 1)
        {
            throw new FormatException();
        }
    }

    private void ReadEntry(byte[] line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement entry = document.RootElement;
        string name = Text("name");
        if (name is "" or "." or ".." || name.IndexOfAny(s_forbidden) >= 0)
        {
            throw new FormatException();
        }

        (MediaKey key, long? bytes) = MediaExport.Read(entry);
        Take(new SavedMedia(entry.TryGetProperty("server", out JsonElement server) ? server.GetString() : null, key, name, bytes ?? throw new FormatException(), Text("hash")));

        string Text(string member) => entry.GetProperty(member).GetString() ?? throw new FormatException();
    }

    /// <summary>A media file has one name, and a name has one media file: the last that was said.</summary>
    private void Take(SavedMedia saved)
    {
        if (_files.TryGetValue((saved.Server, saved.Key), out SavedMedia? before))
        {
            _owners.Remove(before.Name);
        }

        if (_owners.TryGetValue(saved.Name, out SavedMedia? former))
        {
            _files.Remove((former.Server, former.Key));
        }

        _files[(saved.Server, saved.Key)] = saved;
        _owners[saved.Name] = saved;
    }
}
