using System.Management.Automation;
using PimPowerShell.Arguments;

namespace PimPowerShell.Commands.Entities;

/// <summary>Reads the attributes of reference entities.</summary>
[Cmdlet(VerbsCommon.Get, "PimReferenceEntityAttribute", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.ReferenceEntityAttribute")]
public sealed class GetPimReferenceEntityAttributeCommand : GetPimResourceCommand
{
    /// <summary><para type="description">The reference entity: a code, or a reference entity that was read.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = ListSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = IdentitySet, ValueFromPipelineByPropertyName = true)]
    [Alias("reference_entity")]
    [IdentityTransformation(IsOne = true, Owner = nameof(ReferenceEntity), Except = "ReferenceEntityAttribute", Kinds = nameof(ReferenceEntity))]
    [ArgumentCompleter(typeof(ReferenceEntityCompleter))]
    public PimIdentity? ReferenceEntity { get; set; }

    internal override string Noun => "ReferenceEntityAttribute";
}
