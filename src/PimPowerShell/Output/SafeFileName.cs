using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace PimPowerShell.Output;

/// <summary>The name under which a file of a server is kept: a name alone, whatever the server says.</summary>
internal static class SafeFileName
{
    // bytes: Linux counts these, Windows characters, of which there are never more
    private const int Longest = 200;

    // names that Windows takes for devices, with any extension; it takes raised digits for digits
    private static readonly string[] s_devices =
        ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", .. "123456789\u00b9\u00b2\u00b3".SelectMany(n => new[] { "COM" + n, "LPT" + n })];

    private static readonly char[] s_forbidden = [.. Path.GetInvalidFileNameChars(), '<', '>', ':', '"', '|', '?', '*', '/', '\\'];

    /// <param name="name">What the server calls the file; null or empty where it does not say.</param>
    /// <param name="code">The file's code, for a name that nothing is left of.</param>
    public static string From(string? name, string code)
    {
        string kept = Clean(name);
        return kept.Length > 0 ? kept : Clean(code) is { Length: > 0 } other ? other : "file";
    }

    private static string Clean(string? name)
    {
        string last = (name ?? "").Split('/', '\\').Last();
        string kept = new string([.. last.Where(c => !IsUnseen(c)).Select(c => Array.IndexOf(s_forbidden, c) >= 0 ? '_' : c)]).Trim(' ', '.');
        if (Encoding.UTF8.GetByteCount(kept) > Longest)
        {
            string extension = Path.GetExtension(kept);
            int size = Encoding.UTF8.GetByteCount(extension);
            kept = size < Longest / 2 ? Shorten(Path.GetFileNameWithoutExtension(kept), Longest - size).TrimEnd(' ', '.') + extension
                : Shorten(kept, Longest).TrimEnd(' ', '.');
        }

        return s_devices.Contains(kept.Split('.')[0].TrimEnd(), StringComparer.OrdinalIgnoreCase) ? "_" + kept : kept;
    }

    /// <summary>Control characters, and those that turn the direction of what follows: a name has to be what it looks like.</summary>
    private static bool IsUnseen(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    /// <summary>What of a text takes so many bytes, no character cut in two.</summary>
    private static string Shorten(string text, int bytes)
    {
        int length = Math.Min(text.Length, bytes);
        while (length > 0 && (char.IsHighSurrogate(text[length - 1]) || Encoding.UTF8.GetByteCount(text.Substring(0, length)) > bytes))
        {
            length--;
        }

        return text.Substring(0, length);
    }
}
