using System;
using System.IO;
using System.Linq;

namespace PimPowerShell.Output;

/// <summary>The name under which a file of a server is kept: a name alone, whatever the server says.</summary>
internal static class SafeFileName
{
    private const int Longest = 200;

    // names that Windows takes for devices, with any extension
    private static readonly string[] s_devices =
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(1, 9).SelectMany(n => new[] { "COM" + n, "LPT" + n })];

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
        string kept = new string([.. last.Where(c => !char.IsControl(c)).Select(c => Array.IndexOf(s_forbidden, c) >= 0 ? '_' : c)]).Trim(' ', '.');
        if (kept.Length > Longest)
        {
            string extension = Path.GetExtension(kept);
            kept = kept.Substring(0, Math.Max(1, Longest - extension.Length)) + (extension.Length < Longest ? extension : "");
        }

        return s_devices.Contains(kept.Split('.')[0].TrimEnd(), StringComparer.OrdinalIgnoreCase) ? "_" + kept : kept;
    }
}
