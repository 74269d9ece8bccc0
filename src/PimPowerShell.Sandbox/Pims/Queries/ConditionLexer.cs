using System;
using System.Collections.Generic;
using System.Text;
using PimPowerShell.Sandbox.Pims.Api;

namespace PimPowerShell.Sandbox.Pims.Queries;

/// <summary>What a piece of a condition is.</summary>
internal enum ConditionTokenKind
{
    Attribute,
    Text,
    Word,
    Symbol,
    End,
}

/// <summary>A piece of a condition.</summary>
internal readonly record struct ConditionToken(ConditionTokenKind Kind, string Text);

/// <summary>Cuts a condition into names, quoted texts, words and symbols.</summary>
internal static class ConditionLexer
{
    private static readonly string[] _symbols = ["<>", "<=", ">=", "=", "<", ">", "(", ")", ","];

    public static List<ConditionToken> Split(string condition)
    {
        List<ConditionToken> tokens = [];
        int at = 0;
        while (at < condition.Length)
        {
            if (char.IsWhiteSpace(condition[at]))
            {
                at++;
            }
            else if (StartsWith(condition, at, "[["))
            {
                int end = condition.IndexOf("]]", at, StringComparison.Ordinal);
                tokens.Add(new(ConditionTokenKind.Attribute, end < 0 ? throw Incorrect() : condition.Substring(at + 2, end - at - 2).Trim()));
                at = end + 2;
            }
            else if (condition[at] is '\'' or '"')
            {
                tokens.Add(new(ConditionTokenKind.Text, Quoted(condition, ref at)));
            }
            else if (Array.Find(_symbols, symbol => StartsWith(condition, at, symbol)) is string symbol)
            {
                tokens.Add(new(ConditionTokenKind.Symbol, symbol));
                at += symbol.Length;
            }
            else
            {
                tokens.Add(new(ConditionTokenKind.Word, Word(condition, ref at)));
            }
        }

        tokens.Add(new(ConditionTokenKind.End, ""));
        return tokens;
    }

    public static PimsException Incorrect() => new("The condition query is incorrect!");

    private static string Quoted(string condition, ref int at)
    {
        char quote = condition[at++];
        StringBuilder text = new();
        while (at < condition.Length)
        {
            char c = condition[at++];
            if (c != quote)
            {
                text.Append(c);
            }
            else if (at < condition.Length && condition[at] == quote)
            {
                text.Append(c); // a doubled quote stands for one
                at++;
            }
            else
            {
                return text.ToString();
            }
        }

        throw Incorrect();
    }

    private static string Word(string condition, ref int at)
    {
        int start = at;
        while (at < condition.Length && (char.IsLetterOrDigit(condition[at]) || condition[at] is '.' or '-' or '_'))
        {
            at++;
        }

        return at == start ? throw Incorrect() : condition.Substring(start, at - start);
    }

    private static bool StartsWith(string text, int at, string what) => string.CompareOrdinal(text, at, what, 0, what.Length) == 0;
}
