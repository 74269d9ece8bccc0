using System;
using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Core.Model;

/// <summary>What a caller may have meant by a name that does not exist.</summary>
public static class Nearest
{
    private const int MostShown = 3;

    /// <summary>A sentence with the names that are spelt alike, nearest first, with a blank before it; empty where none is.</summary>
    public static string Hint(string wrong, IEnumerable<string> names)
    {
        // one or two signs are like anything
        int most = wrong.Length / 3;
        string[] near = [.. names.Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(name => (Name: name, Distance: Distance(wrong.ToUpperInvariant(), name.ToUpperInvariant(), most)))
            .Where(one => one.Distance <= most)
            .OrderBy(one => one.Distance).ThenBy(one => one.Name, StringComparer.Ordinal)
            .Take(MostShown).Select(one => $"'{one.Name}'")];
        return near.Length == 0 ? "" : $" Did you mean {string.Join(" or ", near)}?";
    }

    /// <summary>How many letters have to be put in, taken out or changed.</summary>
    private static int Distance(string left, string right, int most)
    {
        if (Math.Abs(left.Length - right.Length) > most)
        {
            return int.MaxValue;
        }

        int[] above = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int[] row = new int[right.Length + 1];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
            }

            above = row;
        }

        return above[right.Length];
    }
}
