using System.Management.Automation;

namespace PimPowerShell.Commands.Workflows;

/// <summary>Approves tasks of review steps.</summary>
[Cmdlet(VerbsLifecycle.Approve, "PimWorkflowTask", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class ApprovePimWorkflowTaskCommand : PimWorkflowTaskCommand
{
    internal override string Action => "Approve";

    internal override string Status => "approved";
}
