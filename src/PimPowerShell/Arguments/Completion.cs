using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using PimPowerShell.Sessions;

namespace PimPowerShell.Arguments;

/// <summary>What all completers do with the word under the cursor.</summary>
internal static class Completion
{
    public static IEnumerable<CompletionResult> Matching(string wordToComplete, IEnumerable<(string Text, string ToolTip)> candidates)
    {
        string word = wordToComplete.Trim('\'', '"');
        var pattern = new WildcardPattern(WildcardPattern.Escape(word) + "*", WildcardOptions.IgnoreCase);
        return candidates
            .Where(candidate => pattern.IsMatch(candidate.Text))
            .Select(candidate => new CompletionResult(Quote(candidate.Text), candidate.Text, CompletionResultType.ParameterValue, candidate.ToolTip));
    }

    /// <summary>The open session that a line being typed means: the one it names, else the default one; null for none.</summary>
    public static PimSession? SessionOf(IDictionary fakeBoundParameters)
    {
        object? named = fakeBoundParameters["Session"];
        PimSession? session = named is null ? RunspaceSessions.Current.Default
            : named as PimSession ?? RunspaceSessions.Current.All.FirstOrDefault(s => s.Name.Equals(named.ToString(), StringComparison.OrdinalIgnoreCase));
        return session is { IsOpen: true } ? session : null;
    }

    private static string Quote(string text) =>
        text.Length > 0 && text.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.') ? text : $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";
}
