using System;
using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Core.Model;

/// <summary>How many values an operator compares with.</summary>
public enum OperatorValues
{
    /// <summary>None.</summary>
    None,
    /// <summary>One.</summary>
    One,
    /// <summary>Two, the ends of a range.</summary>
    Two,
    /// <summary>A list.</summary>
    List,
}

/// <summary>The operators of conditions. Source: the reference of Akeneo's REST API, filters.</summary>
public static class PimOperators
{
    private const string OnAll = " ON ALL LOCALES";
    private const string OnOne = " ON AT LEAST ONE LOCALE";

    private static readonly Dictionary<string, OperatorValues> s_all = new(StringComparer.OrdinalIgnoreCase)
    {
        ["="] = OperatorValues.One,
        ["!="] = OperatorValues.One,
        ["<"] = OperatorValues.One,
        ["<="] = OperatorValues.One,
        [">"] = OperatorValues.One,
        [">="] = OperatorValues.One,
        ["IN"] = OperatorValues.List,
        ["NOT IN"] = OperatorValues.List,
        ["EMPTY"] = OperatorValues.None,
        ["NOT EMPTY"] = OperatorValues.None,
        ["STARTS WITH"] = OperatorValues.One,
        ["ENDS WITH"] = OperatorValues.One,
        ["CONTAINS"] = OperatorValues.One,
        ["DOES NOT CONTAIN"] = OperatorValues.One,
        ["BETWEEN"] = OperatorValues.Two,
        ["NOT BETWEEN"] = OperatorValues.Two,
        ["SINCE LAST N DAYS"] = OperatorValues.One,
        ["IN CHILDREN"] = OperatorValues.List,
        ["NOT IN CHILDREN"] = OperatorValues.List,
        ["IN OR UNCLASSIFIED"] = OperatorValues.List,
        ["UNCLASSIFIED"] = OperatorValues.None,
        ["AT LEAST COMPLETE"] = OperatorValues.None,
        ["AT LEAST INCOMPLETE"] = OperatorValues.None,
        ["ALL COMPLETE"] = OperatorValues.None,
        ["ALL INCOMPLETE"] = OperatorValues.None,
        ["ALL READY"] = OperatorValues.None,
        ["ALL UNREADY"] = OperatorValues.None,
        ["GREATER THAN" + OnAll] = OperatorValues.One,
        ["GREATER OR EQUALS THAN" + OnAll] = OperatorValues.One,
        ["LOWER THAN" + OnAll] = OperatorValues.One,
        ["LOWER OR EQUALS THAN" + OnAll] = OperatorValues.One,
        ["GREATER THAN" + OnOne] = OperatorValues.One,
        ["GREATER OR EQUALS THAN" + OnOne] = OperatorValues.One,
        ["LOWER THAN" + OnOne] = OperatorValues.One,
        ["LOWER OR EQUALS THAN" + OnOne] = OperatorValues.One,
        ["EQUALS" + OnOne] = OperatorValues.One,
        ["NOT EQUALS" + OnOne] = OperatorValues.One,
    };

    // a key may end in one that is the end of another, as NOT IN ends in IN
    private static readonly string[] s_longestFirst = [.. s_all.Keys.OrderByDescending(name => name.Length)];

    /// <summary>Every operator there is, for one kind of thing or another.</summary>
    public static IEnumerable<string> All => s_all.Keys;

    /// <summary>How many values an operator compares with.</summary>
    public static OperatorValues ValuesOf(string name) => s_all[name];

    /// <summary>Whether a condition with this operator is about several locales, which it has to name.</summary>
    public static bool IsOnAllLocales(string name) => name.EndsWith(OnAll, StringComparison.Ordinal);

    /// <summary>The operator in the API's spelling, whatever its case and its blanks, which may be underscores; null for none.</summary>
    public static string? Find(string text)
    {
        string name = string.Join(" ", text.Replace('_', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
        return s_all.ContainsKey(name) ? name : null;
    }

    /// <summary>The operator in the API's spelling.</summary>
    /// <exception cref="PimException">There is no such operator.</exception>
    public static string Require(string text, string property) => Find(text)
        ?? throw new PimException(PimErrorKind.Input, $"Filter: {NotOne(text)}") { Subject = property };

    /// <summary>Says that there is no such operator, and which there are: those spelt alike, else all.</summary>
    internal static string NotOne(string text) => $"'{text}' is no operator." + (Nearest.Hint(text, All) is { Length: > 0 } hint ? hint : $" There are {string.Join(", ", All)}.");

    /// <summary>A property and the operator behind it: <c>price &gt;=</c>. Null for a property alone.</summary>
    public static (string Property, string Operator)? Split(string key)
    {
        string text = string.Join(" ", key.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        foreach (string name in s_longestFirst)
        {
            int start = text.Length - name.Length;
            // a word needs a blank before it, a sign does not
            if (start > 0 && text.EndsWith(name, StringComparison.OrdinalIgnoreCase) && (!char.IsLetter(name[0]) || text[start - 1] == ' '))
            {
                return (text.Substring(0, start).TrimEnd(), name);
            }
        }

        return null;
    }
}
