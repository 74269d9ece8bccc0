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
    private readonly List<(HistoryPlace Place, string Key, string? OtherKey)> _entries = [];
    private readonly Dictionary<string, List<int>> _byItem = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<int>> _byRun = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, long> _ends = new(StringComparer.Ordinal);

    /// <summary>The entries of each of some items by one of their keys, those under their other key among them.</summary>
    public IReadOnlyList<IReadOnlyList<HistoryPlace>> OfItems(string resource, IReadOnlyList<string> keys)
    {
        lock (_gate)
        {
            Update();
            return [.. keys.Select(key => OfItem(resource, key))];
        }
    }

    private HistoryPlace[] OfItem(string resource, string key)
    {
        var found = new SortedSet<int>(Find(_byItem, Name(resource, key)));
        foreach (string other in found.SelectMany(number => Keys(_entries[number].Key, _entries[number].OtherKey)).Distinct(StringComparer.OrdinalIgnoreCase).ToList())
        {
            // an identifier may have been another product's before
            found.UnionWith(Find(_byItem, Name(resource, other)).Where(number => string.Equals(_entries[number].Key, other, StringComparison.OrdinalIgnoreCase)));
        }

        return [.. found.Select(number => _entries[number].Place)];
    }

    public IReadOnlyList<HistoryPlace> OfRun(string run)
    {
        lock (_gate)
        {
            Update();
            return [.. Find(_byRun, run).Select(number => _entries[number].Place)];
        }
    }

    private static List<int> Find(Dictionary<string, List<int>> index, string name) => index.TryGetValue(name, out List<int>? numbers) ? numbers : s_none;

    private static IEnumerable<string> Keys(string key, string? otherKey) => otherKey is null ? [key] : [key, otherKey];

    // no key has a line feed in it
    private static string Name(string resource, string key) => resource + "\n" + key;

    private void Update()
    {
        foreach (string path in files.Paths())
        {
            if (_ends.TryGetValue(path, out long end) && new FileInfo(path).Length == end)
            {
                continue;
            }

            foreach ((long start, byte[] line) in files.Lines(path, end))
            {
                (string key, string? otherKey, string resource, string? run) = HistoryLine.ReadNames(line);
                int number = _entries.Count;
                _entries.Add((new HistoryPlace(path, start, line.Length), key, otherKey));
                foreach (string name in Keys(key, otherKey))
                {
                    Add(_byItem, Name(resource, name), number);
                }

                if (run is not null)
                {
                    Add(_byRun, run, number);
                }

                _ends[path] = start + line.Length + 1;
            }
        }
    }

    private static void Add(Dictionary<string, List<int>> index, string name, int number)
    {
        if (!index.TryGetValue(name, out List<int>? numbers))
        {
            index[name] = numbers = [];
        }

        numbers.Add(number);
    }
}
