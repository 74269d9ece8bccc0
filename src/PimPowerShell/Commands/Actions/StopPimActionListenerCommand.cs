using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Output;
using PimPowerShell.Sessions;

namespace PimPowerShell.Commands.Actions;

/// <summary>Stops listeners of this process; the work under way is finished first.</summary>
[Cmdlet(VerbsLifecycle.Stop, "PimActionListener", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class StopPimActionListenerCommand : PSCmdlet
{
    /// <summary><para type="description">The names; all listeners unless given.</para></summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ActionListenerNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Stops them.</summary>
    protected override void ProcessRecord()
    {
        if (Name is null)
        {
            foreach (ActionListenerRun run in ActionListenerHost.Running)
            {
                Stop(run);
            }
        }

        foreach (string name in Name ?? [])
        {
            if (ActionListenerHost.Running.FirstOrDefault(run => run.HasName(name)) is { } run)
            {
                Stop(run);
            }
            else
            {
                WriteError(PimErrors.ActionListenerNotRunning(name));
            }
        }
    }

    private void Stop(ActionListenerRun run)
    {
        if (ShouldProcess($"{run.Name} at {run.Prefix}", "Stop listener"))
        {
            run.Stop();
        }
    }
}
