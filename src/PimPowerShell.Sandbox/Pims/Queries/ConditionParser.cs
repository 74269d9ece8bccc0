using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Pims.Api;
using PimPowerShell.Sandbox.Pims.Products;
using PimPowerShell.Sandbox.Pims.Schema;

namespace PimPowerShell.Sandbox.Pims.Queries;

/// <summary>
/// Reads a condition in the syntax of SQL, attributes in double brackets. The API documents one example of it;
/// this is the part of SQL that a caller may reasonably hope for.
/// </summary>
internal sealed class ConditionParser(string condition, AttributeMap map, ProductReader reader)
{
    private readonly List<ConditionToken> _tokens = ConditionLexer.Split(condition);
    private int _at;

    private ConditionToken Current => _tokens[_at];

    public Func<PimsProduct, bool> Parse()
    {
        Func<PimsProduct, bool> whole = Either();
        return Current.Kind == ConditionTokenKind.End ? whole : throw ConditionLexer.Incorrect();
    }

    private Func<PimsProduct, bool> Either()
    {
        Func<PimsProduct, bool> left = Both();
        while (TakeWord("OR"))
        {
            Func<PimsProduct, bool> first = left;
            Func<PimsProduct, bool> second = Both();
            left = product => first(product) || second(product);
        }

        return left;
    }

    private Func<PimsProduct, bool> Both()
    {
        Func<PimsProduct, bool> left = Single();
        while (TakeWord("AND"))
        {
            Func<PimsProduct, bool> first = left;
            Func<PimsProduct, bool> second = Single();
            left = product => first(product) && second(product);
        }

        return left;
    }

    private Func<PimsProduct, bool> Single()
    {
        if (TakeSymbol("("))
        {
            Func<PimsProduct, bool> inner = Either();
            return TakeSymbol(")") ? inner : throw ConditionLexer.Incorrect();
        }

        PimsAttribute attribute = TakeAttribute();
        if (TakeWord("IS"))
        {
            bool wantsValue = TakeWord("NOT");
            return TakeWord("NULL") ? product => FilterValue.Values(reader.Read(product, attribute)).Any() == wantsValue : throw ConditionLexer.Incorrect();
        }

        bool isNegated = TakeWord("NOT");
        if (TakeWord("LIKE"))
        {
            return Test(attribute, new LikePattern(TakeValue()).Matches, isNegated);
        }

        if (TakeWord("IN"))
        {
            HashSet<string> values = new(TakeList(), StringComparer.OrdinalIgnoreCase);
            return Test(attribute, values.Contains, isNegated);
        }

        return isNegated ? throw ConditionLexer.Incorrect() : Compared(attribute);
    }

    private Func<PimsProduct, bool> Compared(PimsAttribute attribute)
    {
        string symbol = Current.Kind == ConditionTokenKind.Symbol ? Current.Text : throw ConditionLexer.Incorrect();
        _at++;
        string wanted = TakeValue();
        decimal? number = attribute.Type == "number" ? FilterValue.Number(wanted) : null;
        int Compare(string value) => number is decimal limit && FilterValue.Number(value) is decimal own
            ? own.CompareTo(limit)
            : StringComparer.OrdinalIgnoreCase.Compare(value, wanted);
        return symbol switch
        {
            "=" => Test(attribute, value => Compare(value) == 0, isNegated: false),
            "<>" => Test(attribute, value => Compare(value) == 0, isNegated: true),
            "<" => Test(attribute, value => Compare(value) < 0, isNegated: false),
            ">" => Test(attribute, value => Compare(value) > 0, isNegated: false),
            "<=" => Test(attribute, value => Compare(value) <= 0, isNegated: false),
            ">=" => Test(attribute, value => Compare(value) >= 0, isNegated: false),
            _ => throw ConditionLexer.Incorrect(),
        };
    }

    /// <summary>As in SQL, nothing is true of what has no value, a negation least of all.</summary>
    private Func<PimsProduct, bool> Test(PimsAttribute attribute, Func<string, bool> test, bool isNegated) => product =>
        FilterValue.Values(reader.Read(product, attribute)) is var values && values.Any() && values.Any(test) != isNegated;

    private PimsAttribute TakeAttribute()
    {
        if (Current.Kind != ConditionTokenKind.Attribute)
        {
            throw ConditionLexer.Incorrect();
        }

        string name = _tokens[_at++].Text;
        PimsAttribute attribute = map.Find(name)?.Attribute ?? throw new PimsException($"Attribute \"{name}\" does not exist!");
        return attribute.IsFilterable ? attribute : throw new PimsException($"The attribute \"{name}\" is not filterable!");
    }

    private List<string> TakeList()
    {
        List<string> values = [];
        if (!TakeSymbol("("))
        {
            throw ConditionLexer.Incorrect();
        }

        do
        {
            values.Add(TakeValue());
        }
        while (TakeSymbol(","));
        return TakeSymbol(")") ? values : throw ConditionLexer.Incorrect();
    }

    private string TakeValue() => Current.Kind is ConditionTokenKind.Text || (Current.Kind == ConditionTokenKind.Word && FilterValue.Number(Current.Text) is not null)
        ? _tokens[_at++].Text
        : throw ConditionLexer.Incorrect();

    private bool TakeWord(string word) => Take(ConditionTokenKind.Word, word);

    private bool TakeSymbol(string symbol) => Take(ConditionTokenKind.Symbol, symbol);

    private bool Take(ConditionTokenKind kind, string text)
    {
        if (Current.Kind != kind || !Current.Text.Equals(text, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        _at++;
        return true;
    }
}
