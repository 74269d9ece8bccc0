using System.Management.Automation;

namespace PimPowerShell.Commands.Workflows;

/// <summary>Completes tasks of enrichment steps.</summary>
[Cmdlet(VerbsLifecycle.Complete, "PimWorkflowTask", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class CompletePimWorkflowTaskCommand : PimWorkflowTaskCommand
{
    internal override string Action => "Complete";

    internal override string Status => "completed";
}
