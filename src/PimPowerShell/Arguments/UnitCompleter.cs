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

/// <summary>Completes the units of the measurement family that the line names, or of that of the attribute that it names.</summary>
public sealed class UnitCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        if (Completion.SessionOf(fakeBoundParameters) is not { } session)
        {
            return [];
        }

        var line = new TypedLine(commandName, parameterName, fakeBoundParameters);
        IReadOnlyList<string> units = Completion.Ask(session, (provider, context) => UnitsAsync(provider, line, context), []);
        return Completion.Matching(wordToComplete, units.Select(unit => (unit, $"Unit {unit}")));
    }

    /// <summary>The units that measurements of an attribute can have; none for one that is no measurement.</summary>
    internal static async Task<IReadOnlyList<string>> OfAttributeAsync(IPimProvider provider, string code, CallContext context) =>
        (await provider.Metadata.GetAttributesAsync([code], context).ConfigureAwait(false)).TryGetValue(code, out AttributeDefinition? attribute) && attribute.MetricFamily is { } family
            ? await provider.Metadata.GetUnitsAsync(family, context).ConfigureAwait(false)
            : [];

    private static async Task<IReadOnlyList<string>> UnitsAsync(IPimProvider provider, TypedLine line, CallContext context)
    {
        string? identity = line.Text("Identity");
        return (line.Noun.Equals("MeasurementFamily", System.StringComparison.OrdinalIgnoreCase) ? identity : line.Text("MetricFamily")) is { } family
            ? await provider.Metadata.GetUnitsAsync(family, context).ConfigureAwait(false)
            : identity is not null ? await OfAttributeAsync(provider, identity, context).ConfigureAwait(false) : [];
    }
}
