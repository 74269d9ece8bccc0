using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Sync;

/// <summary>
/// What was last seen of each item: a file of lines that is only added to, the last line of a key counting, with its places
/// in memory, at about 100 bytes an item. One process at a time can have it open, for one run.
/// </summary>
internal sealed class ItemStore : IDisposable
{
    private const string FileName = "items.jsonl";
    private const string NewEnding = ".new";

    // below that there is nothing to gain
    private const long LeastCompacted = 64 * 1024;

    private readonly string _folder;
    private readonly StoreHead _head;
    private readonly FileStream _lock;
    private readonly ItemPlaces _places = new();
    private readonly HashSet<string> _gone = new(StringComparer.OrdinalIgnoreCase);
    private LineFile? _file;
    private long _dead;
    private long _markLength;
    private long _lastEnd;

    private ItemStore(string folder, StoreHead head, FileStream lockFile)
    {
        _folder = folder;
        _head = head;
        _lock = lockFile;
    }

    /// <summary>How many items it holds.</summary>
    public int Count => _places.Count;

    /// <summary>How far the last whole run came; null before the first.</summary>
    public Watermark? Watermark { get; private set; }

    /// <summary>The run that ended early, where the last one did.</summary>
    public PausedRun? Paused { get; private set; }

    /// <summary>The keys of items that were kept as gone since the last run that came to its end, and of those that it left: who was associated with them may not be told yet.</summary>
    public ISet<string> Gone => _gone;

    private string FilePath => Path.Combine(_folder, FileName);

    private string NewPath => FilePath + NewEnding;

    /// <summary>Opens a store, or begins one.</summary>
    /// <param name="folder">Its folder, which is made where it is not there.</param>
    /// <param name="head">What it is about: a store of something else is refused.</param>
    /// <exception cref="PimException">It is in use, it cannot be written, it is none, or it is about something else.</exception>
    public static ItemStore Open(string folder, StoreHead head)
    {
        var store = new ItemStore(folder, head, StoreLock.Open(folder, FileName, FileName + NewEnding));
        try
        {
            store.Guard(store.Load);
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Notes that the server has an item; false when that is known of this run already.</summary>
    public bool See(string key) => _places.See(Fingerprint.Of(key));

    /// <summary>Whether it holds an item.</summary>
    public bool Has(string key) => _places.Find(Fingerprint.Of(key)).Length > 0;

    /// <summary>Whether an item was kept in this run.</summary>
    public bool IsKept(string key) => _places.Find(Fingerprint.Of(key)).IsKept;

    /// <summary>Whether an item was seen in this run.</summary>
    public bool IsSeen(string key) => _places.Find(Fingerprint.Of(key)).IsSeen;

    /// <summary>Whether it holds an item that was not seen in this run.</summary>
    public bool IsUnseen(string key) => _places.Find(Fingerprint.Of(key)).IsUnseen;

    /// <summary>The keys of the items that it holds and that were not seen in this run.</summary>
    public List<string> Unseen() => [.. _places.Unseen().Select(place => KeyAt(place.Value))];

    /// <summary>The key of an item that it holds and that was not seen in this run; null otherwise.</summary>
    public string? UnseenKey(Fingerprint print) => _places.Find(print) is { IsUnseen: true } place ? KeyAt(place) : null;

    /// <summary>The items that it holds and that were not seen in this run.</summary>
    public IEnumerable<(Fingerprint Print, ReadOnlyMemory<byte> Item)> UnseenItems() => _places.Unseen().Select(place => (place.Key, ItemAt(place.Value)));

    /// <summary>The keys of those items that it holds of which something holds, one after the other from the file.</summary>
    public IEnumerable<string> KeysWhere(Func<ReadOnlyMemory<byte>, bool> holds) =>
        _places.Lines().Where(place => holds(ItemAt(place.Value))).Select(place => KeyAt(place.Value));

    /// <summary>The items that were kept since the last run that came to its end.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> KeptSince() => _places.Lines(_lastEnd).Select(place => ItemAt(place.Value));

    /// <summary>An item as it was last seen; empty when it holds none.</summary>
    /// <exception cref="PimException">The file is damaged.</exception>
    public ReadOnlyMemory<byte> Read(string key) => _places.Find(Fingerprint.Of(key)) is { Length: > 0 } place ? ItemAt(place) : default;

    /// <summary>Keeps items as they are; one without content is gone.</summary>
    /// <exception cref="PimException">They cannot be kept.</exception>
    public void Append(IReadOnlyCollection<KeyValuePair<string, ReadOnlyMemory<byte>>> items)
    {
        using var lines = new MemoryStream();
        var places = new List<(Fingerprint Print, ItemPlace Place)>(items.Count);
        foreach (KeyValuePair<string, ReadOnlyMemory<byte>> item in items)
        {
            long start = lines.Length;
            JsonLines.Write(lines, writer =>
            {
                writer.WriteString(item.Value.IsEmpty ? "removed" : "key", item.Key);
                if (!item.Value.IsEmpty)
                {
                    writer.WritePropertyName("item");
                    JsonTree.Write(writer, item.Value);
                }
            });
            places.Add((Fingerprint.Of(item.Key), new ItemPlace(_file!.End + start, item.Value.IsEmpty ? 0 : (int)(lines.Length - start - 1), IsSeen: true, IsKept: true)));
        }

        Guard(() => _file!.Append(lines, toDisk: false));
        foreach ((Fingerprint print, ItemPlace place) in places)
        {
            _dead += _places.Put(print, place);
        }

        _gone.UnionWith(items.Where(static item => item.Value.IsEmpty).Select(static item => item.Key));
    }

    /// <summary>Says how far a run came, behind everything that it has kept, and leaves out what counts no longer when that is half of the file.</summary>
    public void Finish(Watermark? watermark) => Guard(() =>
    {
        _file!.Flush();
        if (watermark is not null)
        {
            Watermark = watermark;
            _dead += _markLength;
            _markLength = Append(watermark.Write);
        }
        else if (Paused is not null || _gone.Count > 0)
        {
            Append(static writer => writer.WriteString(PausedRun.Name, ""));
        }

        if (_file.End > LeastCompacted && _dead > _file.End / 2)
        {
            Compact();
        }
    });

    /// <summary>Says where a run has ended early, behind everything that it has kept.</summary>
    public void Pause(PausedRun run) => Guard(() =>
    {
        _file!.Flush();
        Paused = run with { Seen = _places.PackSeen(), Kept = _places.PackKept() };
        Append(Paused.Write);
    });

    /// <summary>Forgets the run that ended early, and what was seen in it.</summary>
    public void Restart()
    {
        if (Paused is not null)
        {
            Paused = null;
            _places.See(static _ => false, static _ => false);
        }
    }

    public void Dispose()
    {
        _file?.Dispose();
        _lock.Dispose();
    }

    private string KeyAt(ItemPlace place) => JsonCursor.FindString(ReadLine(place), "key"u8)!;

    private ReadOnlyMemory<byte> ItemAt(ItemPlace place)
    {
        try
        {
            return JsonCursor.FindValue(ReadLine(place), "item"u8);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Damaged($"the item at byte {place.Offset} cannot be read", e);
        }
    }

    // what the reader of JSON says repeats the whole line
    private PimException Damaged(string what, Exception? reason = null) => new(PimErrorKind.Input,
        $"'{FilePath}' is damaged: {what}. Put an older copy of it in its place, or delete it: the next run then reads all, and tells all as Added.", reason) { Subject = _folder };

    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PimException(PimErrorKind.Input, $"The state in '{_folder}' cannot be kept. {e.Message}", e) { Subject = _folder };
        }
    }

    private long Append(Action<Utf8JsonWriter> write)
    {
        using var line = new MemoryStream();
        JsonLines.Write(line, write);
        _file!.Append(line);
        return line.Length;
    }

    private byte[] ReadLine(ItemPlace place)
    {
        try
        {
            return _file!.Read(place.Offset, place.Length);
        }
        catch (EndOfStreamException e)
        {
            throw Damaged("it was cut short while it was in use", e);
        }
    }

    private void Load()
    {
        // left by a process that ended before it had taken the old one's place
        File.Delete(NewPath);
        _file = new LineFile(new FileStream(FilePath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1));
        _file.Load(StoreHead.Start.Span, _head.Write, (line, number) => Load(line, isHead: number == 1), (number, e) => number > 1
            ? Damaged($"line {number} is none of its lines", e)
            : new PimException(PimErrorKind.Input, $"'{FilePath}' is no state of Sync-PimProduct{(number is null ? "" : ": line 1 is none of its lines")}. Give another folder.", e) { Subject = _folder });
    }

    private void Load(byte[] line, bool isHead)
    {
        if (isHead)
        {
            using JsonDocument head = JsonDocument.Parse(line);
            _head.Check(head.RootElement, _folder);
            return;
        }

        // an item's line is long, and its key comes first
        var reader = new Utf8JsonReader(line);
        reader.Read();
        reader.Read();
        string kind = reader.GetString() ?? throw new FormatException();
        reader.Read();
        string value = reader.GetString() ?? throw new FormatException();
        switch (kind)
        {
            case "key":
                _dead += _places.Put(Fingerprint.Of(value), new ItemPlace(_file!.End, line.Length, IsSeen: false));
                break;
            case "removed":
                _dead += line.Length + 1 + _places.Remove(Fingerprint.Of(value));
                _gone.Add(value);
                break;
            case Sync.Watermark.Name:
                Watermark = Sync.Watermark.Read(line);
                _dead += _markLength;
                _markLength = line.Length + 1;
                End(Watermark.Gone);
                break;
            case PausedRun.Name:
                _dead += line.Length + 1;
                if (value.Length == 0)
                {
                    // the mark of a run before stays in force, with what it says is gone
                    End(Watermark?.Gone ?? []);
                }
                else
                {
                    Restart();
                    Paused = PausedRun.Read(line);
                    _places.See(Paused.HasSeen, Paused.HasKept);
                }

                break;
            default:
                throw new FormatException();
        }
    }

    /// <summary>A run came to its end.</summary>
    private void End(IEnumerable<string> gone)
    {
        Restart();
        _lastEnd = _file!.End;
        _gone.Clear();
        _gone.UnionWith(gone);
    }

    /// <summary>A new file with what counts takes the old one's place. Nothing more is kept or read after that.</summary>
    private void Compact()
    {
        using (var file = new FileStream(NewPath, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            JsonLines.Write(file, _head.Write);
            foreach (KeyValuePair<Fingerprint, ItemPlace> place in _places.Lines())
            {
                byte[] line = ReadLine(place.Value);
                file.Write(line, 0, line.Length);
                file.WriteByte((byte)'\n');
            }

            if (Watermark is not null)
            {
                JsonLines.Write(file, Watermark.Write);
            }

            file.Flush(flushToDisk: true);
        }

        _file!.Dispose();
        File.Replace(NewPath, FilePath, null);
    }
}
