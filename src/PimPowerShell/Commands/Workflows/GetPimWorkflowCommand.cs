using System.Management.Automation;

namespace PimPowerShell.Commands.Workflows;

/// <summary>Reads workflows. Those asked for by uuid come with their steps.</summary>
[Cmdlet(VerbsCommon.Get, "PimWorkflow", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.Workflow")]
public sealed class GetPimWorkflowCommand : GetPimResourceCommand
{
    internal override string Noun => "Workflow";
}
