using System.Management.Automation;

namespace PimPowerShell.Benchmarks;

/// <summary>The least that a binary module can be: what its import costs, any would.</summary>
[Cmdlet(VerbsCommon.Get, "BareThing")]
public sealed class GetBareThingCommand : PSCmdlet
{
    /// <summary>Does nothing.</summary>
    protected override void EndProcessing() => WriteObject(1);
}
