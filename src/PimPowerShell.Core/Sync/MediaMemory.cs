using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Json;
using System.Threading;
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
    private long _end;

    private MediaMemory(string folder, Uri? server)
    {
        _folder = folder;
        _path = Path.Combine(folder, FileName);
        _server = server?.AbsoluteUri;
    }

    /// <summary>Reads what a folder has. A folder that has none gets one with the first file.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="server">Whose files are saved; null where no two servers give one code to two files.</param>
    /// <param name="cancellation">Ends the waiting for another process.</param>
    /// <exception cref="PimException">The file of that name cannot be opened, or is none of this kind.</exception>
    public static MediaMemory Open(string folder, Uri? server, CancellationToken cancellation)
    {
        var memory = new MediaMemory(folder, server);
        if (File.Exists(memory._path))
        {
            memory.OpenLines(cancellation).Dispose();
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
        return file.Exists && file.Length == saved.Length && ExportFile.HashOf(file.FullName) == saved.Hash;
    }

    /// <summary>Gives what has arrived its name. A file that has the same bytes under that name already stays as it is.</summary>
    /// <param name="file">The media file.</param>
    /// <param name="partial">What has arrived, in the folder under a name of its own; it is gone afterwards.</param>
    /// <param name="name">Says the name, when all that other processes have saved is known.</param>
    /// <param name="isAnew">Whether a file that has the same bytes is replaced.</param>
    /// <param name="cancellation">Ends the waiting for another process.</param>
    /// <returns>False where the file is one that was there.</returns>
    /// <exception cref="PimException">The memory cannot be opened.</exception>
    /// <exception cref="IOException">The file cannot have its name, or the memory cannot be written.</exception>
    public bool Keep(MediaKey file, string partial, Func<string> name, bool isAnew, CancellationToken cancellation)
    {
        long length = new FileInfo(partial).Length;
        string hash = ExportFile.HashOf(partial);
        using LineFile lines = OpenLines(cancellation);
        var saved = new SavedMedia(_server, file, name(), length, hash);
        bool isNew = isAnew || !IsWhole(saved);
        if (!_owners.TryGetValue(saved.Name, out SavedMedia? owner) || owner != saved)
        {
            using var line = new MemoryStream();
            JsonLines.Write(line, writer => Write(writer, saved));
            lines.Append(line, toDisk: false);
            _end = lines.End;
            Take(saved);
        }

        if (isNew)
        {
            ExportFile.Move(partial, Path.Combine(_folder, saved.Name));
        }
        else
        {
            File.Delete(partial);
        }

        return isNew;
    }

    /// <summary>The file, which no other process can use then, with all of its entries taken.</summary>
    private LineFile OpenLines(CancellationToken cancellation)
    {
        FileStream file;
        try
        {
            file = SharedFile.Open(_path, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PimException(PimErrorKind.Input, $"'{_path}', which says what the files of the folder were saved from, cannot be opened; another run may be using it. {e.Message}", e) { Subject = _folder };
        }

        // one that is shorter than it was is another one
        var lines = new LineFile(file, file.Length < _end ? 0 : _end);
        try
        {
            bool isBegun = lines.End > 0;
            lines.Load(Encoding.UTF8.GetBytes($"{{\"memory\":\"{Kind}\""), WriteHead, (line, number) => Read(line, isHead: !isBegun && number == 1), Refusal);
            _end = lines.End;
            return lines;
        }
        catch
        {
            lines.Dispose();
            throw;
        }
    }

    private PimException Refusal(int? number, Exception? reason) => new(PimErrorKind.Input,
        $"'{_path}' is no list of saved media files{(number is null ? "" : $": line {number} is none of its lines")}. Move it away: files that are there already are then read once more.", reason) { Subject = _folder };

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

    private void Read(byte[] line, bool isHead)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement entry = document.RootElement;
        if (isHead)
        {
            if (entry.GetProperty("memory").GetString() != Kind || entry.GetProperty("version").GetInt32() != 1)
            {
                throw new FormatException();
            }

            return;
        }

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
