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
    private readonly Dictionary<Fingerprint, Place> _places = [];
    private LineFile? _file;
    private long _dead;
    private long _markLength;

    private ItemStore(string folder, StoreHead head, FileStream lockFile)
    {
        _folder = folder;
        _head = head;
        _lock = lockFile;
    }

    /// <summary>How many items it holds.</summary>
    public int Count { get; private set; }

    /// <summary>How far the last whole run came; null before the first.</summary>
    public Watermark? Watermark { get; private set; }

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
    public bool See(string key)
    {
        var print = Fingerprint.Of(key);
        _places.TryGetValue(print, out Place place);
        if (place.IsSeen)
        {
            return false;
        }

        _places[print] = place with { IsSeen = true };
        return true;
    }

    /// <summary>Whether an item was seen in this run.</summary>
    public bool IsSeen(string key) => _places.TryGetValue(Fingerprint.Of(key), out Place place) && place.IsSeen;

    /// <summary>The keys of the items that it holds and that were not seen in this run.</summary>
    public List<string> Unseen() => [.. UnseenPlaces().Select(place => KeyAt(place.Value))];

    /// <summary>The key of an item that it holds and that was not seen in this run; null otherwise.</summary>
    public string? UnseenKey(Fingerprint print) => _places.TryGetValue(print, out Place place) && IsUnseen(place) ? KeyAt(place) : null;

    /// <summary>The items that it holds and that were not seen in this run.</summary>
    public IEnumerable<(Fingerprint Print, ReadOnlyMemory<byte> Item)> UnseenItems() => UnseenPlaces().Select(place => (place.Key, ItemAt(place.Value)));

    /// <summary>An item as it was last seen; empty when it holds none.</summary>
    /// <exception cref="PimException">The file is damaged.</exception>
    public ReadOnlyMemory<byte> Read(string key) => _places.TryGetValue(Fingerprint.Of(key), out Place place) && place.Length > 0 ? ItemAt(place) : default;

    /// <summary>Keeps items as they are; one without content is gone.</summary>
    /// <exception cref="PimException">They cannot be kept.</exception>
    public void Append(IReadOnlyCollection<KeyValuePair<string, ReadOnlyMemory<byte>>> items)
    {
        using var lines = new MemoryStream();
        var places = new List<(Fingerprint Print, Place Place)>(items.Count);
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
            places.Add((Fingerprint.Of(item.Key), new Place(_file!.End + start, item.Value.IsEmpty ? 0 : (int)(lines.Length - start - 1), IsSeen: true)));
        }

        Guard(() => _file!.Append(lines, toDisk: false));
        foreach ((Fingerprint print, Place place) in places)
        {
            Put(print, place);
        }
    }

    /// <summary>Says how far a run came, behind everything that it has kept, and leaves out what counts no longer when that is half of the file.</summary>
    public void Finish(Watermark? watermark) => Guard(() =>
    {
        _file!.Flush();
        if (watermark is not null)
        {
            Watermark = watermark;
            _dead += _markLength;
            using var line = new MemoryStream();
            JsonLines.Write(line, watermark.Write);
            _file.Append(line);
            _markLength = line.Length;
        }

        if (_file.End > LeastCompacted && _dead > _file.End / 2)
        {
            Compact();
        }
    });

    public void Dispose()
    {
        _file?.Dispose();
        _lock.Dispose();
    }

    private IEnumerable<KeyValuePair<Fingerprint, Place>> UnseenPlaces() => _places.Where(static place => IsUnseen(place.Value)).OrderBy(static place => place.Value.Offset);

    private static bool IsUnseen(Place place) => place is { IsSeen: false, Length: > 0 };

    private string KeyAt(Place place) => JsonCursor.FindString(ReadLine(place), "key"u8)!;

    private ReadOnlyMemory<byte> ItemAt(Place place)
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

    private void Put(Fingerprint print, Place place)
    {
        _places.TryGetValue(print, out Place before);
        _dead += before.Length > 0 ? before.Length + 1 : 0;
        Count += (place.Length > 0 ? 1 : 0) - (before.Length > 0 ? 1 : 0);
        _places[print] = place;
    }

    private byte[] ReadLine(Place place)
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
                Put(Fingerprint.Of(value), new Place(_file!.End, line.Length, IsSeen: false));
                break;
            case "removed":
                _dead += line.Length + 1;
                Put(Fingerprint.Of(value), default);
                _places.Remove(Fingerprint.Of(value));
                break;
            case Sync.Watermark.Name:
                Watermark = Sync.Watermark.Read(line);
                _dead += _markLength;
                _markLength = line.Length + 1;
                break;
            default:
                throw new FormatException();
        }
    }

    /// <summary>A new file with what counts takes the old one's place. Nothing more is kept or read after that.</summary>
    private void Compact()
    {
        using (var file = new FileStream(NewPath, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            JsonLines.Write(file, _head.Write);
            foreach (Place place in _places.Values.Where(static place => place.Length > 0).OrderBy(static place => place.Offset))
            {
                byte[] line = ReadLine(place);
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

    /// <param name="Offset">Where the line begins.</param>
    /// <param name="Length">Its length; 0 for an item that the file has not.</param>
    /// <param name="IsSeen">Whether the server had it in this run.</param>
    private readonly record struct Place(long Offset, int Length, bool IsSeen);
}
