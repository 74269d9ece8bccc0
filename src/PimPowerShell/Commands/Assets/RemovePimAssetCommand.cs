using System.Management.Automation;
using PimPowerShell.Arguments;

namespace PimPowerShell.Commands.Assets;

/// <summary>Deletes assets; where a file is an asset itself, with their files.</summary>
[Cmdlet(VerbsCommon.Remove, "PimAsset", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemovePimAssetCommand : RemovePimResourceCommand
{
    /// <summary><para type="description">The asset family: a code, or an object that has one. Akeneo, where each asset lies in one.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("asset_family")]
    [IdentityTransformation(IsOne = true, Owner = nameof(AssetFamily), MayBeEmpty = true, Kinds = nameof(AssetFamily))]
    [ArgumentCompleter(typeof(AssetFamilyCompleter))]
    public PimIdentity? AssetFamily { get; set; }

    /// <summary><para type="description">Deletes assets that products refer to as well, and takes them out of these. PIMS.</para></summary>
    [Parameter]
    public SwitchParameter ForceUnlink { get; set; }

    internal override string Noun => "Asset";

    /// <summary>Deletes them.</summary>
    protected override void ProcessRecord()
    {
        if (CheckOwners())
        {
            base.ProcessRecord();
        }
    }
}
