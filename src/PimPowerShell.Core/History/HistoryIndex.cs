using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace PimPowerShell.Core.History;

/// <summary>Where an entry stands.</summary>
internal readonly record struct HistoryPlace(string Path, long Start, int Length)
{
    /// <summary>What tells it from all other entries of the history, and which of two comes first.</summary>
    public string Name => $"{System.IO.Path.GetFileNameWithoutExtension(Path)}:{Start.ToString("x10", CultureInfo.InvariantCulture)}";
}

/// <summary>Where the entries of each item and of each run stand. What other processes have added is read before each answer.</summary>
internal sealed class HistoryIndex(HistoryFiles files)
{
    private static readonly List<int> s_none = [];

    private readonly object _gate = new();
    private readonly List<(HistoryPlace Place, HistoryNames Names, ItemThread Thread)> _entries = [];
    private ItemThreads _threads = new();
    private readonly Dictionary<string, List<int>> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _byRun = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, long> _ends = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Length, DateTime Written)> _seen = new(StringComparer.Ordinal);

    /// <summary>The entries of each of some items by one of their keys, those under all their other keys among them.</summary>
    public IReadOnlyList<IReadOnlyList<HistoryPlace>> OfItems(string resource, IReadOnlyList<string> keys)
    {
        lock (_gate)
        {
            Update();
            // an identifier may have been another product's before
            return [.. keys.Select(key => Places(Find(_byName, ItemThreads.NameOf(resource, key)).Select(number => _entries[number].Thread).Distinct()))];
        }
    }

    /// <summary>The entries of each of the items that the next entries are of.</summary>
    public IReadOnlyList<IReadOnlyList<HistoryPlace>> OfNext(IReadOnlyList<HistoryNames> next)
    {
        lock (_gate)
        {
            Update();
            return [.. next.Select(names => Places(_threads.Find(names) is { } thread ? [thread] : []))];
        }
    }

    public IReadOnlyList<HistoryPlace> OfRun(string run)
    {
        lock (_gate)
        {
            Update();
            return [.. Find(_byRun, run).Select(number => _entries[number].Place)];
        }
    }

    /// <summary>What the items of some entries are called by now; null for an entry that is none of these.</summary>
    public IReadOnlyList<ItemNow?> NowOf(IReadOnlyList<HistoryEntry> entries)
    {
        lock (_gate)
        {
            Update();
            return [.. entries.Select(entry => NumberOf(entry) is { } number ? ItemNow.Of(_entries[number].Thread) : null)];
        }
    }

    /// <summary>What the items are called by now that had some names when an entry was kept; without those that are not known.</summary>
    public IReadOnlyDictionary<string, ItemNow> NowOf(HistoryEntry entry, string resource, IEnumerable<string> names)
    {
        var found = new Dictionary<string, ItemNow>(StringComparer.OrdinalIgnoreCase);
        lock (_gate)
        {
            Update();
            if (NumberOf(entry) is { } at)
            {
                foreach (string name in names)
                {
                    if (HolderAt(at, resource, name) is { } holder)
                    {
                        found[name] = ItemNow.Of(holder);
                    }
                }
            }
        }

        return found;
    }

    /// <summary>The item that had a name at the time of an entry: the last that got it before, or the first that was written under it after.</summary>
    private ItemThread? HolderAt(int at, string resource, string name)
    {
        ItemThread? holder = null;
        foreach (int number in Find(_byName, ItemThreads.NameOf(resource, name)))
        {
            (_, HistoryNames names, ItemThread thread) = _entries[number];
            if (number > at)
            {
                return holder ?? (HistoryNames.Same(names.Before, name) && names.Deed != HistoryDeed.Made ? thread : null);
            }

            holder = HistoryNames.Same(names.After, name) ? thread : HistoryNames.Same(names.FormerKey, name) ? null : holder;
        }

        return holder;
    }

    private int? NumberOf(HistoryEntry entry)
    {
        foreach (int number in entry.Place is null ? s_none : Find(_byName, ItemThreads.NameOf(entry.Resource, entry.Key)))
        {
            if (_entries[number].Place.Name == entry.Place)
            {
                return number;
            }
        }

        return null;
    }

    private HistoryPlace[] Places(IEnumerable<ItemThread> threads) =>
        [.. threads.SelectMany(static thread => thread.Entries).OrderBy(static number => number).Select(number => _entries[number].Place)];

    private static List<int> Find(Dictionary<string, List<int>> index, string name) => index.TryGetValue(name, out List<int>? numbers) ? numbers : s_none;

    private void Update()
    {
        // what they are before they are read: what is added meanwhile is read the next time
        FileInfo[] all = [.. files.Paths().Select(static path => new FileInfo(path))];
        // somebody has put another file in the place of one that was read
        if (all.Any(file => IsChanged(file) && _ends.TryGetValue(file.FullName, out long end) && !HistoryFiles.EndsLine(file.FullName, end)))
        {
            Clear();
        }

        foreach (FileInfo file in all.Where(IsChanged))
        {
            string path = file.FullName;
            _ends.TryGetValue(path, out long end);
            foreach ((long start, byte[] line) in files.Lines(path, end))
            {
                HistoryNames names = Share(NamesOf(path, start, line));
                ItemThread thread = _threads.Join(names);
                int number = _entries.Count;
                thread.Entries.Add(number);
                _entries.Add((new HistoryPlace(path, start, line.Length), names, thread));
                foreach (string name in names.All)
                {
                    Add(_byName, ItemThreads.NameOf(names.Resource, name), number);
                }

                if (names.Run is { } run)
                {
                    Add(_byRun, run, number);
                }

                _ends[path] = start + line.Length + 1;
            }

            _seen[path] = (file.Length, file.LastWriteTimeUtc);
        }
    }

    private bool IsChanged(FileInfo file) => !_seen.TryGetValue(file.FullName, out var seen) || seen != (file.Length, file.LastWriteTimeUtc);

    private void Clear()
    {
        _entries.Clear();
        _threads = new ItemThreads();
        _byName.Clear();
        _byRun.Clear();
        _ends.Clear();
        _seen.Clear();
    }

    /// <summary>The same with texts that many entries have in common kept once.</summary>
    private HistoryNames Share(in HistoryNames names) => names with { Resource = Share(names.Resource)!, Run = Share(names.Run), Source = Share(names.Source) };

    private string? Share(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (!_texts.TryGetValue(text, out string? kept))
        {
            _texts[text] = kept = text;
        }

        return kept;
    }

    private static HistoryNames NamesOf(string path, long start, byte[] line)
    {
        try
        {
            return HistoryLine.ReadNames(line);
        }
        catch (FormatException e)
        {
            throw HistoryFiles.Damaged(path, start, e);
        }
    }

    private static void Add(Dictionary<string, List<int>> index, string name, int number)
    {
        if (!index.TryGetValue(name, out List<int>? numbers))
        {
            index[name] = numbers = [];
        }

        // a name that differs in its case alone
        if (numbers.Count == 0 || numbers[numbers.Count - 1] != number)
        {
            numbers.Add(number);
        }
    }
}
