using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using PimPowerShell.Core;
using PimPowerShell.Core.Http;

namespace PimPowerShell.Arguments;

/// <summary>
/// Completes tables. PowerShell asks nobody about what stands inside @{ }, so this completes the word in a table's place:
/// col becomes the table's beginning, @{ color = , and, where only one key is meant, tables with its values; color= and
/// color=r only these.
/// </summary>
public abstract class TableCompleter : IArgumentCompleter
{
    private static readonly Regex s_name = new("^[A-Za-z_][A-Za-z0-9_]*$");

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        if (Completion.SessionOf(fakeBoundParameters) is not { } session)
        {
            return [];
        }

        var line = new TypedLine(commandName, parameterName, fakeBoundParameters);
        string[] word = wordToComplete.Trim('\'', '"').Split(['='], 2);
        string key = word[0].Trim();
        var keys = Completion.Ask(session, (provider, context) => KeysAsync(provider, line, context), []).Where(Starts(key)).OrderBy(one => one, StringComparer.Ordinal).ToList();
        bool wantsValue = word.Length > 1;
        IEnumerable<CompletionResult> beginnings = keys.Select(Beginning);
        if ((keys.FirstOrDefault(one => one.Equals(key, StringComparison.OrdinalIgnoreCase)) ?? (keys.Count == 1 && !wantsValue ? keys[0] : null)) is not { } known)
        {
            return wantsValue ? [] : beginnings;
        }

        KnownValues values = Completion.Ask(session, (provider, context) => ValuesAsync(provider, line, known, context), KnownValues.None);
        List<CompletionResult> tables = [.. values.Texts.Where(Starts(wantsValue ? word[1].Trim(' ', '\'', '"') : "")).Select(value =>
            new CompletionResult($"@{{ {Key(known)} = {values.Literal(value)} }}", value, CompletionResultType.ParameterValue, $"{known} = {value}"))];
        return !wantsValue ? beginnings.Concat(tables) : tables.Count > 0 ? tables : [Beginning(known)];
    }

    internal abstract Task<IReadOnlyList<string>> KeysAsync(IPimProvider provider, TypedLine line, CallContext context);

    internal virtual Task<KnownValues> ValuesAsync(IPimProvider provider, TypedLine line, string key, CallContext context) => Task.FromResult(KnownValues.None);

    private static Func<string, bool> Starts(string word) => text => text.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    private static CompletionResult Beginning(string key) => new($"@{{ {Key(key)} = ", key, CompletionResultType.ParameterValue, key);

    private static string Key(string key) => s_name.IsMatch(key) ? key : Completion.Literal(key);
}
