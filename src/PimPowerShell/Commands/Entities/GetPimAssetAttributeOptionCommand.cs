using System.Management.Automation;
using PimPowerShell.Arguments;

namespace PimPowerShell.Commands.Entities;

/// <summary>Reads the options of attributes of asset families.</summary>
[Cmdlet(VerbsCommon.Get, "PimAssetAttributeOption", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.AssetAttributeOption")]
public sealed class GetPimAssetAttributeOptionCommand : GetPimResourceCommand
{
    /// <summary><para type="description">The asset family: a code, or an object that has one.</para></summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("asset_family")]
    [IdentityTransformation(IsOne = true, Owner = nameof(AssetFamily), Kinds = nameof(AssetFamily))]
    [ArgumentCompleter(typeof(AssetFamilyCompleter))]
    public PimIdentity? AssetFamily { get; set; }

    /// <summary><para type="description">The attribute: a code, or an attribute that was read.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = ListSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = IdentitySet, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation(IsOne = true, Owner = nameof(Attribute), Except = "AssetAttributeOption", Kinds = "AssetAttribute")]
    [ArgumentCompleter(typeof(EntityAttributeCompleter))]
    public PimIdentity? Attribute { get; set; }

    internal override string Noun => "AssetAttributeOption";
}
