using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace PimPowerShell.Core.Tests.Support;

/// <summary>The chapter on filters of the reference, line by line: nothing of it is known here but how it is written.</summary>
internal sealed class FilterChapter
{
    public const string File = "akeneo-rest-api.md";

    private const string Rest = " besides";

    private static readonly Regex s_aside = new(@"\([^()]*\)|\[[^\]]*\]|""[^""]*""");
    private static readonly Regex s_braces = new(@"\{(?<any>[^}]*)\}(?<end>[^,;]*)");
    private static readonly Regex s_operator = new(@"(?<![A-Za-z])[A-Z]{2,}(?: (?:[A-Z]{2,}|N))*(?![A-Za-z])|[<>]=?|!?=");
    private static readonly Regex s_named = new("`([a-z_]+)`");
    private static readonly Regex s_json = new("`[^`]*\"operator\":\"([^\"]+)\"[^`]*`");
    private static readonly Regex s_clause = new(@"^(?<names>[a-z_/()]+(?: (?:and |types)[a-z_]*)?)\s*(?<rest>422|as above.*|[=<>!A-Z].*)$");

    private readonly List<FilterLine> _lines = [];

    private FilterChapter(string[] text)
    {
        string[] chapter = [.. text.SkipWhile(line => !line.StartsWith("# 4. ", StringComparison.Ordinal)).TakeWhile(line => !line.StartsWith("# 5. ", StringComparison.Ordinal))];
        foreach (string[] row in Rows(chapter, "## 4.3"))
        {
            (string[] everywhere, string[] hosted) = Read(row[1]);
            bool isHosted = row[0].Contains("SaaS", StringComparison.Ordinal);
            foreach (string type in s_aside.Replace(row[0], "").Split(',', StringSplitOptions.TrimEntries))
            {
                _lines.Add(new("values", type, isHosted ? [] : everywhere, isHosted ? everywhere : hosted, row[2]));
            }
        }

        foreach (string[] row in Rows(chapter, "## 4.2"))
        {
            AddProperties(row);
        }

        foreach (string[] row in Rows(chapter, "## 4.4"))
        {
            foreach (string list in row[0].Split(',', StringSplitOptions.TrimEntries))
            {
                AddClauses(list, row[1]);
            }
        }

        foreach (string line in Section(chapter, "## 4.5").Where(line => line.StartsWith("Records:", StringComparison.Ordinal) || line.StartsWith("Assets:", StringComparison.Ordinal)))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            AddClauses(line[..colon].ToLowerInvariant(), line[(colon + 1)..]);
        }
    }

    public static FilterChapter Read() => new(System.IO.File.ReadAllLines(SharedReference.Find(File)!));

    public IReadOnlyList<FilterLine> Lines => _lines;

    public IEnumerable<FilterLine> Of(string list) => _lines.Where(line => line.Of == list);

    public FilterLine? Find(string list, string name) => Of(list).FirstOrDefault(line => line.Name == name);

    /// <summary>The line of a type of attribute; null for a type that the reference says nothing of.</summary>
    public FilterLine? OfType(string list, string type) => Of(list).FirstOrDefault(line => line.Name == type) ?? Of(list).FirstOrDefault(line => line.IsOf(type));

    private static IEnumerable<string> Section(string[] chapter, string heading) =>
        chapter.SkipWhile(line => !line.StartsWith(heading, StringComparison.Ordinal)).Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal));

    private static IEnumerable<string[]> Rows(string[] chapter, string heading) =>
        Section(chapter, heading).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).Select(line => line.Trim('|').Split(" | ", StringSplitOptions.TrimEntries));

    /// <summary>Properties of products and models. One that is named again adds to what is there.</summary>
    private void AddProperties(string[] row)
    {
        foreach (string part in row[0].Split('+'))
        {
            string[] names = [.. s_named.Matches(part).Select(match => match.Groups[1].Value)];
            // its operators are in the other column, unless they stand beside it
            (string[] everywhere, string[] hosted) = Read(s_named.Replace(part, ""));
            if (everywhere.Length == 0)
            {
                (everywhere, hosted) = Read(row[2]);
            }

            foreach (string name in names.DefaultIfEmpty(part.Split(' ')[0]))
            {
                foreach (string list in Lists(row[1]))
                {
                    string[] same = row[2].StartsWith("as ", StringComparison.Ordinal) && everywhere.Length == 0
                        ? [.. Find(list, s_named.Match(row[2]).Groups[1].Value)!.Everywhere]
                        : row[2].Contains("identifier attribute", StringComparison.Ordinal) ? [.. everywhere.Union(Find("values", "identifier")!.Everywhere)] : everywhere;
                    Add(row[0].Contains("SaaS", StringComparison.Ordinal) ? new(list, name, [], same, row[2]) : new(list, name, same, hosted, row[2]));
                }
            }
        }
    }

    private static IEnumerable<string> Lists(string entities)
    {
        bool both = entities == "both";
        bool products = both || Regex.IsMatch(entities, @"\bproducts\b(?!-)");
        return new[] { ("products-uuid", products || entities.Contains("products-uuid", StringComparison.Ordinal)), ("products", products), ("product-models", both || entities.Contains("models", StringComparison.Ordinal)) }
            .Where(list => list.Item2).Select(list => list.Item1);
    }

    private void Add(FilterLine line)
    {
        int known = _lines.FindIndex(other => other.Of == line.Of && other.Name == line.Name);
        if (known < 0)
        {
            _lines.Add(line);
            return;
        }

        FilterLine other = _lines[known];
        _lines[known] = other with { Everywhere = [.. other.Everywhere.Union(line.Everywhere)], Hosted = [.. other.Hosted.Union(line.Hosted)] };
    }

    /// <summary>Conditions one after the other: a name, or several, and operators.</summary>
    private void AddClauses(string list, string text)
    {
        bool isOfValues = false;
        foreach (string clause in Regex.Split(s_json.Replace(text, match => match.Groups[1].Value + (match.Value.Contains(":true", StringComparison.Ordinal) ? " (bool)" : "")), @";|\.(?:\s|$)"))
        {
            int colon = clause.IndexOf(':', StringComparison.Ordinal);
            isOfValues |= colon > 0 && clause.Contains("SaaS", StringComparison.Ordinal);
            string said = (colon > 0 ? clause[(colon + 1)..] : clause).Trim();
            if (s_clause.Match(said) is not { Success: true } match)
            {
                continue;
            }

            foreach (string name in match.Groups["names"].Value.Replace("(s)", "", StringComparison.Ordinal).Split(["/", " and "], StringSplitOptions.None))
            {
                string[] operators = match.Groups["rest"].Value.StartsWith("as above", StringComparison.Ordinal) ? [.. Find("records", name)!.Everywhere] : Read(match.Groups["rest"].Value).Everywhere;
                _lines.Add(new(isOfValues ? list + Rest : list, name, isOfValues ? [] : operators, isOfValues ? operators : [], s_aside.Match(said) is { Success: true } form ? form.Value : name));
            }
        }
    }

    /// <summary>The line of a record's or an asset's type of attribute.</summary>
    public FilterLine? OfEntry(string list, string type) => OfType(list + Rest, type);

    /// <summary>The operators in a text, and those that stand behind the name of the hosted edition.</summary>
    private static (string[] Everywhere, string[] Hosted) Read(string text)
    {
        string plain = s_aside.Replace(text, " ");
        int hosted = plain.IndexOf("SaaS", StringComparison.Ordinal);
        return hosted < 0 ? (Operators(plain), []) : (Operators(plain[..hosted]), Operators(plain[(hosted + 4)..]));
    }

    private static string[] Operators(string text)
    {
        string spelt = s_braces.Replace(text, match => string.Join(", ", match.Groups["any"].Value.Split(',').Select(any => any.Trim() + match.Groups["end"].Value)));
        return [.. spelt.Split(',', ';', '.').SelectMany(Alternatives).SelectMany(piece => s_operator.Matches(piece).Select(match => match.Value)).Distinct()];
    }

    /// <summary>A THAN ON ALL / ON ONE, and A / B ON ONE, say two operators each.</summary>
    private static IEnumerable<string> Alternatives(string piece)
    {
        string[] parts = piece.Split(" / ", StringSplitOptions.TrimEntries);
        int[] ends = [.. parts.Select(part => part.StartsWith("ON ", StringComparison.Ordinal) ? 0 : part.IndexOf(" ON ", StringComparison.Ordinal))];
        IEnumerable<string> tails = parts.Where((_, i) => ends[i] >= 0).Select((part, i) => part[Math.Max(0, part.IndexOf("ON ", StringComparison.Ordinal))..]).DefaultIfEmpty("");
        IEnumerable<string> heads = parts.Select((part, i) => ends[i] < 0 ? part : part[..ends[i]]).Where(head => head.Length > 0);
        return heads.SelectMany(_ => tails, (head, tail) => $"{head} {tail}".TrimEnd());
    }
}
