using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>Puts the lines of a file in an order in which parents come before all children. Holds keys and places in memory, no lines.</summary>
internal sealed class LevelOrder
{
    private readonly List<(long Start, int Length, string? Parent)> _lines = [];
    private readonly Dictionary<string, int> _byKey = new(StringComparer.OrdinalIgnoreCase);
    private readonly int[] _levels;

    private LevelOrder(Stream file, PimResource resource)
    {
        byte[] key = Encoding.UTF8.GetBytes(resource.Key);
        long start = 0;
        foreach (byte[] line in JsonLines.Read(file))
        {
            if (JsonCursor.FindString(line, key) is { } code)
            {
                _byKey[code] = _lines.Count;
            }

            _lines.Add((start, line.Length + 1, CatalogPlan.Parent(resource, line)));
            start += line.Length + 1;
        }

        _levels = [.. Enumerable.Repeat(-1, _lines.Count)];
        for (int i = 0; i < _levels.Length; i++)
        {
            Level(i);
        }
    }

    /// <summary>Writes the lines of one file to another in that order; false where they have it already, and nothing is written.</summary>
    public static bool Sort(string from, string to, PimResource resource)
    {
        using var file = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.Read);
        var order = new LevelOrder(file, resource);
        if (Enumerable.Range(1, Math.Max(0, order._levels.Length - 1)).All(i => order._levels[i] >= order._levels[i - 1]))
        {
            return false;
        }

        using var sorted = new FileStream(to, FileMode.Create, FileAccess.Write, FileShare.None);
        foreach (int place in Enumerable.Range(0, order._levels.Length).OrderBy(i => order._levels[i]))
        {
            (long start, int length, _) = order._lines[place];
            byte[] line = new byte[length];
            file.Position = start;
            for (int read = 0; read < length;)
            {
                read += file.Read(line, read, length - read) is > 0 and var count ? count : throw new EndOfStreamException();
            }

            sorted.Write(line, 0, length);
        }

        sorted.Flush(flushToDisk: true);
        return true;
    }

    private void Level(int place)
    {
        // up to the first whose level is known, and down again; one that lies below itself counts as a root
        var above = new Stack<int>();
        int at = place;
        while (_levels[at] < 0)
        {
            _levels[at] = 0;
            above.Push(at);
            if (_lines[at].Parent is not { } parent || !_byKey.TryGetValue(parent, out int next) || above.Contains(next))
            {
                break;
            }

            at = next;
        }

        int level = above.Count > 0 && above.Peek() == at ? -1 : _levels[at];
        while (above.Count > 0)
        {
            _levels[above.Pop()] = ++level;
        }
    }
}
