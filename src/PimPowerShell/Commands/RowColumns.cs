using System;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Commands;

/// <summary>The columns of rows that bind to parameters by their names. PowerShell passes over the others without a word.</summary>
internal static class RowColumns
{
    /// <summary>Refuses a row with a column whose cell would be lost.</summary>
    /// <param name="command">The cmdlet.</param>
    /// <param name="input">What came; only rows have columns.</param>
    /// <param name="resource">The kind of thing: what only the server tells of it may be lost.</param>
    /// <exception cref="PimException">There is one.</exception>
    public static void Check(CommandInfo command, object? input, PimResource resource)
    {
        // what was read tells more than can be written
        if (input is not PSObject row || row.BaseObject is string || ObjectKind.IsKnown(row))
        {
            return;
        }

        FieldNames names = FieldNames.Of(resource);
        if (PlainTree.Properties(row).Select(static column => column.Name).FirstOrDefault(name => !IsColumn(command, name) && !names.IsLeftOut(ApiName.ToSnake(name))) is { } unknown)
        {
            string[] known = [.. command.Parameters.Values.Where(IsOfRow).Select(static parameter => parameter.Name)];
            throw new PimException(PimErrorKind.Input, $"{unknown}: a row of {command.Name} has no such column.{Nearest.Hint(unknown, known)} It has {string.Join(", ", known)}.") { Subject = unknown };
        }
    }

    /// <summary>Whether a parameter takes the cells of a column.</summary>
    public static bool IsColumn(CommandInfo command, string name) => command.Parameters.Values
        .Any(parameter => IsOfRow(parameter) && parameter.Aliases.Prepend(parameter.Name).Contains(name, StringComparer.OrdinalIgnoreCase));

    private static bool IsOfRow(ParameterMetadata parameter) => parameter.ParameterSets.Values.Any(static set => set.ValueFromPipelineByPropertyName);
}
