using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace PimPowerShell.Sandbox.Akeneo;

/// <summary>The rules that text attributes can hold their values against.</summary>
internal static class TextRules
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);
    private static readonly Regex _email = new("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", RegexOptions.CultureInvariant);

    public static bool IsEmail(string text) => _email.IsMatch(text);

    public static bool IsUrl(string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && (url.Scheme is "http" or "https");

    /// <summary>Characters, of which one may take two units of UTF-16.</summary>
    public static int Length(string text) => text.Count(unit => !char.IsLowSurrogate(unit));

    /// <summary>Whether a text matches a regular expression; one that cannot be read matches everything.</summary>
    public static bool Matches(string text, string pattern) => !TryParsePattern(pattern, out Regex? regex) || regex!.IsMatch(text);

    /// <summary>Reads a regular expression of PHP: between slashes, its groups named with a P.</summary>
    public static bool TryParsePattern(string pattern, out Regex? regex)
    {
        regex = null;
        int end = pattern.LastIndexOf('/');
        if (pattern.Length < 2 || pattern[0] != '/' || end < 1)
        {
            return false;
        }

        try
        {
            RegexOptions options = pattern.Substring(end).Contains("i") ? RegexOptions.IgnoreCase : RegexOptions.None;
            regex = new Regex(pattern.Substring(1, end - 1).Replace("(?P<", "(?<"), options, _patience);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
