using System.Management.Automation;
using PimPowerShell.Arguments;

namespace PimPowerShell.Commands.Catalog;

/// <summary>Reads family variants.</summary>
[Cmdlet(VerbsCommon.Get, "PimFamilyVariant", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.FamilyVariant")]
public sealed class GetPimFamilyVariantCommand : GetPimPagedCommand
{
    /// <summary><para type="description">The family: a code, or a family that was read.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = ListSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = IdentitySet, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation(IsOne = true, Owner = nameof(Family), Except = "FamilyVariant", Kinds = nameof(Family))]
    [ArgumentCompleter(typeof(FamilyCompleter))]
    public PimIdentity? Family { get; set; }

    internal override string Noun => "FamilyVariant";
}
