using System.Text.RegularExpressions;

namespace PimPowerShell.Sandbox.Pims.Queries;

/// <summary>A pattern of SQL's LIKE: % for any text, _ for one character, case ignored.</summary>
internal sealed class LikePattern(string pattern)
{
    private readonly Regex _regex = new(
        "^" + Regex.Escape(pattern).Replace("%", ".*").Replace("_", ".") + "$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline);

    public bool Matches(string text) => _regex.IsMatch(text);
}
