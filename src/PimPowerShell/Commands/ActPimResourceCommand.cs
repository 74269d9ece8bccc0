using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Commands;

/// <summary>The base of all cmdlets that do something with a kind of thing besides making, changing and deleting it.</summary>
public abstract class ActPimResourceCommand : PimResourceCommand
{
    /// <summary>The action's name in the table of resources.</summary>
    internal abstract string Action { get; }

    internal override string Deed => Action.ToLowerInvariant();

    internal sealed override bool IsServedBy(PimResource resource) => resource.Actions.ContainsKey(Action);

    /// <summary>Does it, with these fields, and gives what the server answered.</summary>
    internal ActOutcome Act(IReadOnlyDictionary<string, string> pathValues, object? body) =>
        Wait(Provider.ActAsync(new PimAct(Kind, Action, pathValues, JsonBytes.Write(writer => JsonTree.Write(writer, body, PlainTree.Unwrap))), Context()));

    /// <summary>The fields that say something, which an empty cell of a row does not.</summary>
    internal static Dictionary<string, object?> Said(params (string Name, object? Value)[] fields) =>
        fields.Where(static field => !FieldValue.IsEmptyCell(field.Value)).ToDictionary(static field => field.Name, static field => field.Value);

    /// <summary>The item that the server answered with.</summary>
    internal PSObject ReadItem(ActOutcome outcome) => Converter(Kind).Read(outcome.Body);
}
