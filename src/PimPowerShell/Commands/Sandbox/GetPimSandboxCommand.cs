using System.Management.Automation;
using PimPowerShell.Sessions;

namespace PimPowerShell.Commands.Sandbox;

/// <summary>Lists the sandboxes that run in this process.</summary>
[Cmdlet(VerbsCommon.Get, "PimSandbox")]
[OutputType("PimPowerShell.Sandbox")]
public sealed class GetPimSandboxCommand : PSCmdlet
{
    /// <summary>Writes them.</summary>
    protected override void EndProcessing()
    {
        foreach (SandboxServer server in SandboxHost.Running)
        {
            WriteObject(server.View());
        }
    }
}
