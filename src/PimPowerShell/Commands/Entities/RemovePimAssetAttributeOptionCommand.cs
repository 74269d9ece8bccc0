using System.Management.Automation;
using PimPowerShell.Arguments;

namespace PimPowerShell.Commands.Entities;

/// <summary>Deletes options of attributes of asset families.</summary>
[Cmdlet(VerbsCommon.Remove, "PimAssetAttributeOption", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemovePimAssetAttributeOptionCommand : RemovePimResourceCommand
{
    /// <summary><para type="description">The asset family: a code, or an object that has one.</para></summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("asset_family")]
    [IdentityTransformation(IsOne = true, Owner = nameof(AssetFamily), Kinds = nameof(AssetFamily))]
    [ArgumentCompleter(typeof(AssetFamilyCompleter))]
    public PimIdentity? AssetFamily { get; set; }

    /// <summary><para type="description">The attribute: a code, or an object that has one.</para></summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation(IsOne = true, Owner = nameof(Attribute), Kinds = "AssetAttribute")]
    [ArgumentCompleter(typeof(EntityAttributeCompleter))]
    public PimIdentity? Attribute { get; set; }

    internal override string Noun => "AssetAttributeOption";
}
