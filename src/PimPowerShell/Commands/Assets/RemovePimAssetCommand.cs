using System.Management.Automation;

namespace PimPowerShell.Commands.Assets;

/// <summary>Deletes assets with their files.</summary>
[Cmdlet(VerbsCommon.Remove, "PimAsset", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemovePimAssetCommand : RemovePimResourceCommand
{
    /// <summary><para type="description">Deletes assets that products refer to as well, and takes them out of these.</para></summary>
    [Parameter]
    public SwitchParameter ForceUnlink { get; set; }

    internal override string Noun => "Asset";
}
