using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Text.RegularExpressions;

namespace PimPowerShell.Core.Akeneo;

/// <summary>The regular expressions of attributes, which are PHP's. One that cannot be read here, or takes too long, is not checked.</summary>
internal sealed class AkeneoPatterns
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<string, Regex?> _known = new(StringComparer.Ordinal);

    public bool Fits(string pattern, string text)
    {
        try
        {
            // one letter of PHP's may be two here
            return text.Any(char.IsSurrogate) || _known.GetOrAdd(pattern, Read)?.IsMatch(text) != false;
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    /// <summary>Text between two equal signs, and letters behind the second that change its meaning.</summary>
    private static Regex? Read(string pattern)
    {
        int end = pattern.Length < 2 ? 0 : pattern.LastIndexOf(pattern[0]);
        // the names of classes are letters here
        if (end < 1 || char.IsLetterOrDigit(pattern[0]) || pattern[0] == '\\' || pattern.Contains("[:"))
        {
            return null;
        }

        RegexOptions options = RegexOptions.CultureInvariant;
        foreach (char letter in pattern.Substring(end + 1))
        {
            switch (letter)
            {
                case 'i':
                    options |= RegexOptions.IgnoreCase;
                    break;
                case 'm':
                    options |= RegexOptions.Multiline;
                    break;
                case 's':
                    options |= RegexOptions.Singleline;
                    break;
                case 'x':
                    options |= RegexOptions.IgnorePatternWhitespace;
                    break;
                case 'u':
                    break;
                default:
                    return null;
            }
        }

        try
        {
            return new Regex(pattern.Substring(1, end - 1).Replace("(?P<", "(?<"), options, s_patience);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
