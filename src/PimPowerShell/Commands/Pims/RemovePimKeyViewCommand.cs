using System.Management.Automation;
using System.Security;
using PimPowerShell.Arguments;

namespace PimPowerShell.Commands.Pims;

/// <summary>Takes views from an API key.</summary>
[Cmdlet(VerbsCommon.Remove, "PimKeyView", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemovePimKeyViewCommand : RemovePimResourceCommand
{
    /// <summary><para type="description">The API key that loses them.</para></summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [SecretTransformation("Key")]
    public SecureString Key { get; set; } = null!;

    internal override string Noun => "KeyView";
}
