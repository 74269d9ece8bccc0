using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Core.History;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands;

/// <summary>Which cmdlet works on which back end, for the documentation.</summary>
internal static class ProviderTable
{
    /// <summary>A line of a table a cmdlet, in Markdown, below the line of the back ends' names.</summary>
    public static IEnumerable<string> Lines() =>
    [
        $"| Cmdlet | {string.Join(" | ", PimBackEnd.All.Select(backEnd => backEnd.Name))} |",
        $"|---|{string.Concat(PimBackEnd.All.Select(_ => "---|"))}",
        .. Cmdlets().OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal)
            .Select(cmdlet => $"| [{cmdlet.Name}](en-US/{cmdlet.Name}.md) | {string.Join(" | ", PimBackEnd.All.Select(backEnd => Word(cmdlet.Command, backEnd)))} |"),
    ];

    private static IEnumerable<(string Name, PimConnectedCmdlet Command)> Cmdlets() =>
        from type in typeof(ProviderTable).Assembly.GetExportedTypes()
        where !type.IsAbstract && typeof(PimConnectedCmdlet).IsAssignableFrom(type)
        let name = (CmdletAttribute)type.GetCustomAttributes(typeof(CmdletAttribute), false).Single()
        select ($"{name.VerbName}-{name.NounName}", (PimConnectedCmdlet)Activator.CreateInstance(type));

    private static string Word(PimConnectedCmdlet command, PimBackEnd backEnd) =>
        !command.IsServedBy(backEnd) ? command.IsServedBy(backEnd with { Capabilities = backEnd.Capabilities | RecordingProvider.AddedCapabilities }) ? "with -HistoryPath" : "no" : command.IsExperimentalOn(backEnd) ? "experimental" : "yes";
}
