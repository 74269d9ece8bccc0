using System.Collections.Generic;
using System.Management.Automation;
using PimPowerShell.Arguments;

namespace PimPowerShell.Commands.Workflows;

/// <summary>The base of all cmdlets that end a task.</summary>
public abstract class PimWorkflowTaskCommand : ActPimResourceCommand
{
    /// <summary><para type="description">The tasks: uuids, or tasks that were read.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Uuid")]
    [IdentityTransformation]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public PimIdentity[] Identity { get; set; } = [];

    internal override string Noun => "WorkflowTask";

    /// <summary>What the task becomes, in the API's words.</summary>
    internal abstract string Status { get; }

    /// <summary>What goes with it.</summary>
    internal virtual void Complete(IDictionary<string, object?> fields)
    {
    }

    /// <summary>Ends them.</summary>
    protected override void ProcessRecord()
    {
        foreach (PimIdentity identity in Identity)
        {
            ForItem(identity.Source, () =>
            {
                string key = identity.KeyFor(Kind);
                var fields = new Dictionary<string, object?> { ["status"] = Status };
                Complete(fields);
                if (ShouldProcess($"{Words} '{identity.Text}' on {Provider.Root.Host}", $"Set status '{Status}'"))
                {
                    Act(new Dictionary<string, string> { ["task"] = key }, fields);
                }
            });
        }
    }
}
