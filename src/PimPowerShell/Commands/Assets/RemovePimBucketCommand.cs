using System.Management.Automation;

namespace PimPowerShell.Commands.Assets;

/// <summary>Deletes buckets.</summary>
[Cmdlet(VerbsCommon.Remove, "PimBucket", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemovePimBucketCommand : RemovePimResourceCommand
{
    internal override string Noun => "Bucket";
}
