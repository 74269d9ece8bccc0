using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;
using PimPowerShell.Sessions;

namespace PimPowerShell.Arguments;

/// <summary>What all completers do with the word under the cursor.</summary>
internal static class Completion
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    // what is cancelled ends at once; this is for what does not
    private static readonly TimeSpan s_lastChance = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Asks a session's server. One that is slow to answer gives no completions rather than a prompt that hangs, and an
    /// error has no place to go while a line is being typed.
    /// </summary>
    public static T Ask<T>(PimSession session, Func<IPimProvider, CallContext, Task<T>> ask, T none)
    {
        using var patience = new CancellationTokenSource(s_patience);
        try
        {
            CancellationToken cancellation = patience.Token;
            Task<T> answer = Task.Run(() => ask(session.Handle.Provider, new CallContext(cancellation)));
            return answer.Wait(s_patience + s_lastChance) ? answer.Result : none;
        }
        catch (Exception)
        {
            return none;
        }
    }

    /// <summary>The keys of what a resource's items lie in, from the parameters typed already; null where one is missing.</summary>
    public static Dictionary<string, string>? PathValues(IPimProvider provider, PimResource resource, IDictionary fakeBoundParameters)
    {
        var values = new Dictionary<string, string>();
        foreach (string name in resource.PathNames)
        {
            string parameter = ApiName.ToPascal(name);
            if (fakeBoundParameters[parameter] is not { } owner)
            {
                return null;
            }

            values[name] = PimIdentity.From(owner is object[] { Length: 1 } alone ? alone[0] : owner).NameFor(provider.Resources.Find(parameter) ?? resource);
        }

        return values;
    }

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

    /// <summary>A text as an expression.</summary>
    public static string Literal(string text) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";

    private static string Quote(string text) => text.Length > 0 && text.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.') ? text : Literal(text);
}
