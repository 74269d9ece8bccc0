using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Sync;

/// <summary>
/// How far an export is, so that one which was broken off can go on: the files that are whole, and the places up to which
/// others are. One process at a time can have it open; a finished export has none.
/// </summary>
internal sealed class ExportJournal : IDisposable
{
    /// <summary>Its name in the folder.</summary>
    public const string FileName = "export.journal";

    private const string Kind = "PimPowerShell export";

    private readonly string _path;
    private readonly FileStream _file;
    // closes the file
    private readonly LineFile _lines;
    private readonly object _gate = new();
    private readonly Dictionary<string, CatalogFile> _finished = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ExportPlace> _places = new(StringComparer.Ordinal);

    private ExportJournal(string path, FileStream file)
    {
        _path = path;
        _file = file;
        _lines = new LineFile(file);
    }

    /// <summary>When the export began.</summary>
    public DateTimeOffset Time { get; private set; }

    /// <summary>Whether an export was begun that is not finished.</summary>
    public bool IsBegun => _file.Length > 0;

    /// <summary>Whether another run has something to go on with.</summary>
    public bool HasEntries { get; private set; }

    /// <summary>Opens the journal of a folder, so that no other process can; nothing of it is read or written before <see cref="Start"/>.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="PimException">It is in use.</exception>
    public static ExportJournal Open(string folder)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            FileStream file = OpenFile(path);
            while (!File.Exists(path))
            {
                // another run took it away in between
                file.Dispose();
                file = OpenFile(path);
            }

            return new ExportJournal(path, file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PimException(PimErrorKind.Input, $"'{path}' cannot be opened; another export may be using the folder. {e.Message}", e) { Subject = folder };
        }
    }

    private static FileStream OpenFile(string path) => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);

    /// <summary>Goes on with what it has, or begins.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="server">What is exported: the journal of another server is refused.</param>
    /// <param name="contents">What of it: another choice is refused.</param>
    /// <param name="isAnew">Whether what it has is forgotten.</param>
    /// <exception cref="PimException">It is another's, or it is none.</exception>
    public void Start(string folder, Uri server, string contents, bool isAnew) => Read(folder, server.AbsoluteUri, contents, isAnew);

    /// <summary>The whole file of a kind of thing; null where there is none yet.</summary>
    public CatalogFile? Finished(string noun)
    {
        lock (_gate)
        {
            return _finished.TryGetValue(noun, out CatalogFile? file) ? file : null;
        }
    }

    /// <summary>How far the file of a kind of thing is; null where it has to begin.</summary>
    public ExportPlace? Place(string noun)
    {
        lock (_gate)
        {
            return _places.TryGetValue(noun, out ExportPlace? place) ? place : null;
        }
    }

    /// <summary>Keeps that a file is whole.</summary>
    public void Keep(CatalogFile file)
    {
        lock (_gate)
        {
            _finished[file.Resource] = file;
            Append(writer => CatalogManifest.Write(writer, file));
        }
    }

    /// <summary>Keeps how far a file is; its bytes up to there are on the disk.</summary>
    public void Keep(string noun, ExportPlace place)
    {
        lock (_gate)
        {
            Append(writer =>
            {
                writer.WriteString("resource", noun);
                place.Write(writer);
            });
        }
    }

    /// <summary>Ends it: the export is finished.</summary>
    public void Delete()
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            // once it is closed, the name may be that of another run's journal
            File.Delete(_path);
            Dispose();
            return;
        }

        Dispose();
        try
        {
            File.Delete(_path);
        }
        catch (IOException)
        {
            // no file that is open can be deleted there, and another run has it open by now
        }
    }

    /// <summary>Closes it where the export may not be: one that was not begun leaves none behind.</summary>
    public void Leave()
    {
        if (IsBegun)
        {
            Dispose();
        }
        else
        {
            Delete();
        }
    }

    public void Dispose() => _lines.Dispose();

    private void Append(Action<Utf8JsonWriter> members)
    {
        using var line = new MemoryStream();
        JsonLines.Write(line, members);
        HasEntries = true;
        _lines.Append(line);
    }

    private void Read(string folder, string server, string contents, bool isAnew)
    {
        if (isAnew)
        {
            _file.SetLength(0);
        }

        _lines.Load(
            Encoding.UTF8.GetBytes($"{{\"export\":\"{Kind}\""),
            writer => Begin(writer, server, contents),
            (line, number) =>
            {
                using JsonDocument document = JsonDocument.Parse(line);
                if (number == 1)
                {
                    ReadHead(folder, server, contents, document.RootElement);
                }
                else
                {
                    ReadEntry(document.RootElement);
                }
            },
            (_, e) => new PimException(PimErrorKind.Input, $"The file '{FileName}' in '{folder}' is no journal of an export.", e) { Subject = folder });
    }

    private void Begin(Utf8JsonWriter writer, string server, string contents)
    {
        Time = DateTimeOffset.UtcNow;
        writer.WriteString("export", Kind);
        writer.WriteNumber("version", 1);
        writer.WriteString("server", server);
        writer.WriteString("contents", contents);
        writer.WriteString("time", Time.ToString("o", CultureInfo.InvariantCulture));
    }

    private void ReadHead(string folder, string server, string contents, JsonElement head)
    {
        if (head.GetProperty("export").GetString() != Kind || head.GetProperty("version").GetInt32() != 1)
        {
            throw new FormatException();
        }

        if (head.GetProperty("server").GetString() is var other && other != server)
        {
            throw new PimException(PimErrorKind.Input, $"The folder '{folder}' has an export of {other}, not of {server}. Give another folder.") { Subject = folder };
        }

        if (head.GetProperty("contents").GetString() is var begun && begun != contents)
        {
            throw new PimException(PimErrorKind.Input, $"The export in '{folder}' was begun with {begun}, not with {contents}. Go on with the same, or begin anew with -Force.") { Subject = folder };
        }

        Time = DateTimeOffset.Parse(head.GetProperty("time").GetString() ?? "", CultureInfo.InvariantCulture);
    }

    private void ReadEntry(JsonElement entry)
    {
        HasEntries = true;
        string noun = entry.GetProperty("resource").GetString() ?? throw new FormatException();
        if (entry.TryGetProperty("path", out _))
        {
            _finished[noun] = CatalogManifest.ReadFile(entry);
        }
        else
        {
            _places[noun] = ExportPlace.Read(entry);
        }
    }
}
