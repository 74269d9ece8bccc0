using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Bulk;

/// <summary>
/// A file that says which inputs the server has taken, so that a run which was broken off can go on. A line is on the
/// disk before its result is given. One process at a time can have it open.
/// </summary>
internal sealed class BulkJournal : IDisposable
{
    private const string Kind = "PimPowerShell bulk";

    private readonly LineFile _file;
    private readonly object _gate = new();
    // the first entry of each key that no input has come for
    private readonly Dictionary<Fingerprint, Taken> _taken = [];
    // inputs that are known, while entries follow theirs
    private readonly Dictionary<Fingerprint, BulkResult> _open = [];
    // from where on the entries of a key hold no longer, until the next is written
    private readonly Dictionary<Fingerprint, int> _places = [];

    private BulkJournal(FileStream file) => _file = new LineFile(file);

    /// <summary>Opens a journal, or begins one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="server">What the inputs are written to: a journal of another server's is refused.</param>
    /// <exception cref="PimException">It is in use, it cannot be written, it is none, or it is another server's.</exception>
    public static BulkJournal Open(string path, Uri server)
    {
        if (Directory.Exists(path))
        {
            throw new PimException(PimErrorKind.Input, $"The journal '{path}' is a folder; it has to be a file.") { Subject = path };
        }

        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new PimException(PimErrorKind.Input, $"The folder of the journal '{path}' does not exist: it has to be made first.", e) { Subject = path };
        }
        catch (UnauthorizedAccessException e)
        {
            throw new PimException(PimErrorKind.Input, $"The journal '{path}' cannot be opened: {e.Message}", e) { Subject = path };
        }
        catch (IOException e)
        {
            throw new PimException(PimErrorKind.Input, $"The journal '{path}' cannot be opened; another run may be using it. {e.Message}", e) { Subject = path };
        }

        var journal = new BulkJournal(file);
        try
        {
            journal.Read(path, server.AbsoluteUri);
            return journal;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Whether an earlier run has written an input. The lines of one key stand for what the server went through: an input is
    /// known only where all before it of its key are, and the server holds it only where no other came after it.
    /// </summary>
    /// <param name="item">The input.</param>
    /// <param name="give">Takes what is known: the result of this one, or of an earlier one of its key that this one follows.</param>
    /// <returns>False for an input that has to be sent.</returns>
    public bool TryTake(BulkItem item, Action<BulkResult> give)
    {
        var name = Fingerprint.OfName(item);
        BulkResult? before;
        BulkResult? known = null;
        bool isTaken;
        lock (_gate)
        {
            if (!_taken.TryGetValue(name, out Taken? taken))
            {
                return false;
            }

            if (_open.TryGetValue(name, out before))
            {
                _open.Remove(name);
            }

            isTaken = taken.Line == Fingerprint.Of(item);
            if (!isTaken)
            {
                _taken.Remove(name);
                _places[name] = taken.Place;
            }
            else if (taken.Next is { } next)
            {
                _taken[name] = next;
                _open[name] = taken.Result(item);
            }
            else
            {
                _taken.Remove(name);
                known = taken.Result(item);
            }
        }

        foreach (BulkResult result in new[] { before, known }.OfType<BulkResult>())
        {
            give(result);
        }

        return isTaken;
    }

    /// <summary>Inputs that were written, and behind which an earlier run wrote others of the key that this one has not: they have to be sent again.</summary>
    public IReadOnlyList<BulkItem> TakeBack()
    {
        lock (_gate)
        {
            foreach (Fingerprint name in _open.Keys)
            {
                _places[name] = _taken[name].Place - 1;
            }

            BulkItem[] items = [.. _open.Values.Select(static result => result.Item)];
            _open.Clear();
            return items;
        }
    }

    /// <summary>Keeps those that the server has taken.</summary>
    /// <exception cref="IOException">They cannot be kept.</exception>
    public void Append(IEnumerable<BulkResult> results)
    {
        using var lines = new MemoryStream();
        lock (_gate)
        {
            foreach (BulkResult result in results.Where(static result => result.IsWritten))
            {
                JsonLines.Write(lines, writer => WriteEntry(writer, result));
            }

            if (lines.Length > 0)
            {
                _file.Append(lines);
            }
        }
    }

    public void Dispose() => _file.Dispose();

    private void WriteEntry(Utf8JsonWriter writer, BulkResult result)
    {
        var name = Fingerprint.OfName(result.Item);
        writer.WriteString("name", name.ToString());
        writer.WriteString("hash", Fingerprint.Of(result.Item).ToString());
        writer.WriteString("key", result.Item.Key);
        if (_places.TryGetValue(name, out int place))
        {
            _places.Remove(name);
            writer.WriteNumber("at", place);
        }

        writer.WriteString("status", result.Status.ToString());
        if (result.StatusCode is { } code)
        {
            writer.WriteNumber("code", code);
        }
    }

    private void Read(string path, string server) => _file.Load(
        Encoding.UTF8.GetBytes($"{{\"journal\":\"{Kind}\""),
        writer => WriteHead(writer, server),
        (line, number) =>
        {
            using JsonDocument document = JsonDocument.Parse(line);
            if (number == 1)
            {
                CheckHead(path, server, document.RootElement);
            }
            else
            {
                Keep(document.RootElement);
            }
        },
        (number, e) => new PimException(PimErrorKind.Input, $"'{path}' is no journal of a bulk write{(number is null ? "" : $": line {number} is none of its lines")}.", e) { Subject = path });

    private static void WriteHead(Utf8JsonWriter writer, string server)
    {
        writer.WriteString("journal", Kind);
        writer.WriteNumber("version", 1);
        writer.WriteString("server", server);
    }

    private static void CheckHead(string path, string server, JsonElement head)
    {
        if (head.GetProperty("journal").GetString() != Kind || head.GetProperty("version").GetInt32() != 1)
        {
            throw new FormatException();
        }

        if (head.GetProperty("server").GetString() is var other && other != server)
        {
            throw new PimException(PimErrorKind.Input, $"The journal '{path}' is that of a run to {other}, not to {server}.") { Subject = path };
        }
    }

    private void Keep(JsonElement entry)
    {
        Fingerprint name = Fingerprint.Parse(entry.GetProperty("name").GetString()!);
        _taken.TryGetValue(name, out Taken? first);
        Taken? before = first;
        int? place = entry.TryGetProperty("at", out JsonElement at) ? at.GetInt32() : null;
        while (before?.Next is not null && before.Place + 1 != place)
        {
            before = before.Next;
        }

        var taken = new Taken(Fingerprint.Parse(entry.GetProperty("hash").GetString()!), place ?? before?.Place + 1 ?? 0,
            (BulkStatus)Enum.Parse(typeof(BulkStatus), entry.GetProperty("status").GetString()!), entry.TryGetProperty("code", out JsonElement code) ? code.GetInt32() : null);
        if (before is null || taken.Place == 0)
        {
            _taken[name] = taken;
        }
        else
        {
            before.Next = taken;
        }
    }

    /// <summary>An input that the server has taken.</summary>
    private sealed class Taken(Fingerprint line, int place, BulkStatus status, int? statusCode)
    {
        public Fingerprint Line => line;

        /// <summary>How many of its key came before it.</summary>
        public int Place => place;

        public Taken? Next { get; set; }

        public BulkResult Result(BulkItem item) => new(item, status, statusCode, "Written by an earlier run.", [], 0);
    }
}
