using System;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Output;
using PimPowerShell.Sessions;

namespace PimPowerShell.Commands.Sandbox;

/// <summary>Stops sandboxes; their catalogs are gone.</summary>
[Cmdlet(VerbsLifecycle.Stop, "PimSandbox", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class StopPimSandboxCommand : PSCmdlet
{
    /// <summary><para type="description">The address of the sandbox, or the object that Start-PimSandbox gave; all unless given.</para></summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    [SandboxUrlTransformation]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public Uri? Url { get; set; }

    /// <summary>Stops them.</summary>
    protected override void ProcessRecord()
    {
        SandboxServer[] chosen = [.. SandboxHost.Running.Where(server => Url is null || server.Url == Url)];
        if (chosen.Length == 0 && Url is not null)
        {
            WriteError(PimErrors.SandboxNotRunning(Url));
        }

        foreach (SandboxServer server in chosen)
        {
            if (ShouldProcess(server.Url.ToString(), "Stop sandbox"))
            {
                SandboxHost.Stop(server);
            }
        }
    }
}
