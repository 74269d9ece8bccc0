using System.Management.Automation;
using PimPowerShell.Arguments;

namespace PimPowerShell.Commands.Entities;

/// <summary>Reads the attributes of asset families.</summary>
[Cmdlet(VerbsCommon.Get, "PimAssetAttribute", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.AssetAttribute")]
public sealed class GetPimAssetAttributeCommand : GetPimResourceCommand
{
    /// <summary><para type="description">The asset family: a code, or an asset family that was read.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = ListSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = IdentitySet, ValueFromPipelineByPropertyName = true)]
    [Alias("asset_family")]
    [IdentityTransformation(IsOne = true, Owner = nameof(AssetFamily), Except = "AssetAttribute", Kinds = nameof(AssetFamily))]
    [ArgumentCompleter(typeof(AssetFamilyCompleter))]
    public PimIdentity? AssetFamily { get; set; }

    internal override string Noun => "AssetAttribute";
}
