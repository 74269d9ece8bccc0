using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Workflows;

/// <summary>Reads the users who work on a step of a workflow.</summary>
[Cmdlet(VerbsCommon.Get, "PimWorkflowAssignee", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.WorkflowAssignee")]
public sealed class GetPimWorkflowAssigneeCommand : GetPimPagedCommand
{
    private const string Workflow = "Workflow";

    /// <summary><para type="description">The step: a uuid, a step of a workflow that was read, or the workflow, for each of its steps.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = ListSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = IdentitySet, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation(IsOne = true, Owner = nameof(Step), Kinds = Workflow)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public PimIdentity? Step { get; set; }

    internal override string Noun => "WorkflowAssignee";

    /// <summary>Reads the users of a step, or of each step of a workflow.</summary>
    protected override void ProcessRecord()
    {
        if (Step is not { } workflow || !workflow.IsRead(Workflow))
        {
            base.ProcessRecord();
            return;
        }

        ForItem(workflow.Source, () =>
        {
            foreach (PimIdentity step in StepsOf(workflow).TakeWhile(_ => !IsFull))
            {
                Step = step;
                base.ProcessRecord();
            }
        });
    }

    /// <summary>The steps of a workflow. One of a list comes without them, and is read by itself.</summary>
    private IEnumerable<PimIdentity> StepsOf(PimIdentity workflow)
    {
        PimResource kind = FindResource(Workflow);
        string uuid = workflow.KeyFor(kind);
        object? steps = ((PSObject)workflow.Source).Properties["Steps"]?.Value
            ?? (ReadOne(kind, uuid, new Dictionary<string, string>()) ?? throw PimException.NotFound(Workflow, uuid)).Properties["Steps"]?.Value;
        return (PlainTree.Bare(steps) as IEnumerable ?? Array.Empty<object>()).Cast<object>().Select(PimIdentity.From);
    }
}
