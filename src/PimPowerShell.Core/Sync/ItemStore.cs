using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Sync;

/// <summary>
/// What was last seen of each item: a file of lines that is only added to, the last line of a key counting, with its places
/// in memory, at about 100 bytes an item. One process at a time can have it open, for one run.
/// </summary>
internal sealed class ItemStore : IDisposable
{
    private const string FileName = "items.jsonl";
    private const string LockName = "lock";

    // below that there is nothing to gain
    private const long LeastCompacted = 64 * 1024;

    private readonly string _folder;
    private readonly StoreHead _head;
    private readonly FileStream _lock;
    private readonly Dictionary<ItemPrint, Place> _places = [];
    private FileStream? _file;
    private long _end;
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

    private string NewPath => FilePath + ".new";

    /// <summary>Opens a store, or begins one.</summary>
    /// <param name="folder">Its folder, which is made where it is not there.</param>
    /// <param name="head">What it is about: a store of something else is refused.</param>
    /// <exception cref="PimException">It is in use, it cannot be written, it is none, or it is about something else.</exception>
    public static ItemStore Open(string folder, StoreHead head)
    {
        FileStream lockFile;
        try
        {
            Directory.CreateDirectory(folder);
            lockFile = new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PimException(PimErrorKind.Input, $"The state in '{folder}' cannot be opened; another run may be using it. {e.Message}", e) { Subject = folder };
        }

        var store = new ItemStore(folder, head, lockFile);
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
        var print = ItemPrint.Of(key);
        _places.TryGetValue(print, out Place place);
        if (place.IsSeen)
        {
            return false;
        }

        _places[print] = place with { IsSeen = true };
        return true;
    }

    /// <summary>The items that it holds and that were not seen in this run.</summary>
    public List<string> Unseen() =>
        [.. _places.Values.Where(static place => place is { IsSeen: false, Length: > 0 }).OrderBy(static place => place.Offset).Select(place => JsonCursor.FindString(ReadLine(place).Span, "key"u8)!)];

    /// <summary>An item as it was last seen; empty when it holds none.</summary>
    public ReadOnlyMemory<byte> Read(string key) =>
        _places.TryGetValue(ItemPrint.Of(key), out Place place) && place.Length > 0 ? JsonCursor.FindValue(ReadLine(place), "item"u8) : default;

    /// <summary>Keeps items as they are; one without content is gone.</summary>
    /// <exception cref="PimException">They cannot be kept.</exception>
    public void Append(IReadOnlyCollection<KeyValuePair<string, ReadOnlyMemory<byte>>> items)
    {
        using var lines = new MemoryStream();
        var places = new List<(ItemPrint Print, Place Place)>(items.Count);
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
            places.Add((ItemPrint.Of(item.Key), new Place(_end + start, item.Value.IsEmpty ? 0 : (int)(lines.Length - start - 1), IsSeen: true)));
        }

        Guard(() => Add(lines));
        foreach ((ItemPrint print, Place place) in places)
        {
            Put(print, place);
        }
    }

    /// <summary>Says how far a run came, behind everything that it has kept, and leaves out what counts no longer when that is half of the file.</summary>
    public void Finish(Watermark? watermark) => Guard(() =>
    {
        _file!.Flush(flushToDisk: true);
        if (watermark is not null)
        {
            Watermark = watermark;
            _dead += _markLength;
            using var line = new MemoryStream();
            JsonLines.Write(line, watermark.Write);
            Add(line);
            _markLength = line.Length;
            _file.Flush(flushToDisk: true);
        }

        if (_end > LeastCompacted && _dead > _end / 2)
        {
            Compact();
        }
    });

    public void Dispose()
    {
        _file?.Dispose();
        _lock.Dispose();
    }

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

    private void Add(MemoryStream lines)
    {
        try
        {
            _file!.Position = _end;
            lines.WriteTo(_file);
            _end += lines.Length;
        }
        catch
        {
            // a fragment before another line would make the whole file unreadable
            _file!.SetLength(_end);
            throw;
        }
    }

    private void Put(ItemPrint print, Place place)
    {
        _places.TryGetValue(print, out Place before);
        _dead += before.Length > 0 ? before.Length + 1 : 0;
        Count += (place.Length > 0 ? 1 : 0) - (before.Length > 0 ? 1 : 0);
        _places[print] = place;
    }

    private ReadOnlyMemory<byte> ReadLine(Place place)
    {
        byte[] line = new byte[place.Length];
        _file!.Position = place.Offset;
        for (int read = 0, count; read < line.Length; read += count)
        {
            count = _file.Read(line, read, line.Length - read);
            if (count == 0)
            {
                throw new PimException(PimErrorKind.Input, $"'{FilePath}' was cut short while it was in use.") { Subject = _folder };
            }
        }

        return line;
    }

    private void Load()
    {
        // left by a process that ended before it had taken the old one's place
        File.Delete(NewPath);
        _file = new FileStream(FilePath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1);
        int number = 0;
        foreach (byte[] line in JsonLines.Read(_file))
        {
            number++;
            try
            {
                Load(line, number == 1);
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
            {
                throw new PimException(PimErrorKind.Input, $"'{FilePath}' is no state of Sync-PimProduct: line {number} is none of its lines.", e) { Subject = _folder };
            }
        }

        if (number == 0 && _file.Length > 0 && !JsonLines.IsTornStart(_file, StoreHead.Start.Span))
        {
            throw new PimException(PimErrorKind.Input, $"'{FilePath}' is no state of Sync-PimProduct.") { Subject = _folder };
        }

        // what stands behind the last line's end was being written when the process ended
        _file.SetLength(_end);
        if (number == 0)
        {
            using var head = new MemoryStream();
            JsonLines.Write(head, _head.Write);
            Add(head);
        }
    }

    private void Load(byte[] line, bool isHead)
    {
        long start = _end;
        if (isHead)
        {
            using JsonDocument head = JsonDocument.Parse(line);
            _head.Check(head.RootElement, _folder);
            _end += line.Length + 1;
            return;
        }

        // an item's line is long, and its key comes first
        var reader = new Utf8JsonReader(line);
        reader.Read();
        reader.Read();
        string kind = reader.GetString() ?? throw new FormatException();
        reader.Read();
        string value = reader.GetString() ?? throw new FormatException();
        _end += line.Length + 1;
        switch (kind)
        {
            case "key":
                Put(ItemPrint.Of(value), new Place(start, line.Length, IsSeen: false));
                break;
            case "removed":
                _dead += line.Length + 1;
                Put(ItemPrint.Of(value), default);
                _places.Remove(ItemPrint.Of(value));
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
                byte[] line = ReadLine(place).ToArray();
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
