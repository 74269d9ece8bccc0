using System.Management.Automation;
using PimPowerShell.Arguments;

namespace PimPowerShell.Commands.Workflows;

/// <summary>Reads the users who work on a step of a workflow.</summary>
[Cmdlet(VerbsCommon.Get, "PimWorkflowAssignee", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.WorkflowAssignee")]
public sealed class GetPimWorkflowAssigneeCommand : GetPimPagedCommand
{
    /// <summary><para type="description">The step: a uuid, or a step of a workflow that was read.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = ListSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = IdentitySet, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation(Owner = nameof(Step))]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public PimIdentity? Step { get; set; }

    internal override string Noun => "WorkflowAssignee";
}
