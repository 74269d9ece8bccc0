using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace PimPowerShell.Core.Rows;

/// <summary>
/// Lists in one cell, with commas between. Codes have no commas in them; a text that has, or a quote, or a blank at an
/// end, stands in quotes, as in a file of comma-separated values.
/// </summary>
internal static class RowList
{
    private static readonly char[] s_special = [',', '"', '\r', '\n'];

    public static string Join(IEnumerable<string> items) => string.Join(",", items.Select(Quote));

    /// <summary>The items. Blanks around them do not count, and what is empty is none.</summary>
    public static List<string> Split(string cell)
    {
        var items = new List<string>();
        var item = new StringBuilder();
        for (int i = 0; i <= cell.Length; i++)
        {
            if (i == cell.Length || cell[i] == ',')
            {
                string text = item.ToString().Trim();
                if (text.Length > 0)
                {
                    items.Add(text);
                }

                item.Clear();
            }
            else if (cell[i] == '"' && item.ToString().Trim().Length == 0 && EndOfQuote(cell, i) is var end && end > 0)
            {
                items.Add(cell.Substring(i + 1, end - i - 1).Replace("\"\"", "\""));
                item.Clear();
                // on to the comma, or the end
                i = cell.IndexOf(',', end) is var comma && comma >= 0 ? comma : cell.Length;
            }
            else
            {
                item.Append(cell[i]);
            }
        }

        return items;
    }

    /// <summary>Where a text in quotes ends, if a comma or nothing follows it; else it is no text in quotes.</summary>
    private static int EndOfQuote(string cell, int start)
    {
        for (int i = start + 1; i < cell.Length; i++)
        {
            if (cell[i] != '"')
            {
                continue;
            }

            if (i + 1 < cell.Length && cell[i + 1] == '"')
            {
                i++;
                continue;
            }

            int next = i + 1;
            while (next < cell.Length && cell[next] == ' ')
            {
                next++;
            }

            return next == cell.Length || cell[next] == ',' ? i : -1;
        }

        return -1;
    }

    private static string Quote(string item) =>
        item.Length == 0 || item.IndexOfAny(s_special) >= 0 || char.IsWhiteSpace(item[0]) || char.IsWhiteSpace(item[item.Length - 1])
            ? "\"" + item.Replace("\"", "\"\"") + "\""
            : item;
}
