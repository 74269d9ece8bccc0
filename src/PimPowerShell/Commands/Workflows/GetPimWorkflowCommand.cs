using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace PimPowerShell.Commands.Workflows;

/// <summary>Reads workflows. Those asked for by uuid or code come with their steps.</summary>
[Cmdlet(VerbsCommon.Get, "PimWorkflow", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.Workflow")]
public sealed class GetPimWorkflowCommand : GetPimPagedCommand
{
    internal override string Noun => "Workflow";

    /// <summary>The server gives a workflow by its uuid alone: the list tells that of a code.</summary>
    internal override void FindLeftOut(IReadOnlyList<string> keys, FoundItems found)
    {
        string[] codes = [.. keys.Where(key => !Guid.TryParse(key, out _))];
        if (codes.Length == 0)
        {
            return;
        }

        string[] uuids = [.. Items(Query(null))
            .Where(workflow => codes.Contains(workflow.Properties["Code"]?.Value as string, StringComparer.OrdinalIgnoreCase))
            .Select(workflow => LanguagePrimitives.ConvertTo<string>(workflow.Properties["Uuid"].Value))];
        if (uuids.Length > 0)
        {
            found.Add(Items(Query(uuids)));
        }
    }
}
