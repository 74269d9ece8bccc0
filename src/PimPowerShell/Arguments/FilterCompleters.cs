using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Threading.Tasks;
using PimPowerShell.Core;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Arguments;

/// <summary>Completes what the lists of the connected PIM can be searched by: properties and attributes.</summary>
public sealed class FilterPropertyCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        if (Completion.SessionOf(fakeBoundParameters) is not { } session)
        {
            return [];
        }

        IPimProvider provider = session.Handle.Provider;
        IEnumerable<(string, string)> properties = provider.Resources
            .SelectMany(resource => provider.FilterNames(resource).Select(name => (Name: name, resource.Noun)))
            .GroupBy(one => one.Name, (name, all) => (name, $"{name} of {string.Join(", ", all.Select(one => one.Noun))}"));
        IReadOnlyList<string> attributes = Completion.Ask(session, (server, context) => server.Metadata.GetCodesAsync("Attribute", context), []);
        return Completion.Matching(wordToComplete, properties.Concat(attributes.Select(code => (code, $"Attribute {code}"))));
    }
}

/// <summary>Completes the operators that fit the property typed already; without a session, or for an unknown one, all.</summary>
public sealed class FilterOperatorCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string[] operators = [.. FilterFields.Of(fakeBoundParameters).SelectMany(field => field.Operators).Distinct()];
        return Completion.Matching(wordToComplete, (operators.Length > 0 ? operators : PimOperators.All).Select(name => (name, Takes(name))));
    }

    private static string Takes(string name) => name + PimOperators.ValuesOf(name) switch
    {
        OperatorValues.None => ": takes no value",
        OperatorValues.Two => ": takes two values",
        OperatorValues.List => ": takes a list",
        _ => ": takes one value",
    };
}

/// <summary>Completes values of the property typed already, where these are few: yes or no, options, codes of families and the like.</summary>
public sealed class FilterValueCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        if (Completion.SessionOf(fakeBoundParameters) is not { } session || FilterFields.Of(fakeBoundParameters).FirstOrDefault() is not { } field)
        {
            return [];
        }

        KnownValues values = Completion.Ask(session, (provider, context) => KnownValues.OfAsync(provider, field, context), KnownValues.None);
        return values.AreCode
            ? values.Texts.Where(text => text.StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase)).Select(text => new CompletionResult(text))
            : Completion.Matching(wordToComplete, values.Texts.Select(value => (value, $"{field.Name} {value}")));
    }
}

/// <summary>What the property in a line can be: one of products, else of another list.</summary>
internal static class FilterFields
{
    public static IReadOnlyList<PimFilterField> Of(IDictionary fakeBoundParameters)
    {
        return Completion.SessionOf(fakeBoundParameters) is { } session && fakeBoundParameters["Property"]?.ToString() is { Length: > 0 } property
            ? Completion.Ask<IReadOnlyList<PimFilterField>>(session, (provider, context) => FindAsync(provider, property, context), [])
            : [];
    }

    /// <summary>A property's fields in all lists that have it; attributes are looked for in products alone.</summary>
    private static async Task<IReadOnlyList<PimFilterField>> FindAsync(IPimProvider provider, string property, CallContext context)
    {
        var fields = new List<PimFilterField>();
        foreach (PimResource resource in provider.Resources.Where(one => one.Noun == "Product" || provider.FilterNames(one).Contains(property, StringComparer.OrdinalIgnoreCase)))
        {
            if (await provider.FindFilterAsync(new PimQuery(resource), property, context).ConfigureAwait(false) is { } field)
            {
                fields.Add(field);
            }
        }

        return fields;
    }
}
