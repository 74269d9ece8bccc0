using System.Management.Automation;
using PimPowerShell.Arguments;

namespace PimPowerShell.Commands.Entities;

/// <summary>Reads the options of attributes of reference entities.</summary>
[Cmdlet(VerbsCommon.Get, "PimReferenceEntityAttributeOption", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.ReferenceEntityAttributeOption")]
public sealed class GetPimReferenceEntityAttributeOptionCommand : GetPimResourceCommand
{
    /// <summary><para type="description">The reference entity: a code, or an object that has one.</para></summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("reference_entity")]
    [IdentityTransformation(IsOne = true, Owner = nameof(ReferenceEntity), Kinds = nameof(ReferenceEntity))]
    [ArgumentCompleter(typeof(ReferenceEntityCompleter))]
    public PimIdentity? ReferenceEntity { get; set; }

    /// <summary><para type="description">The attribute: a code, or an attribute that was read.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = ListSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = IdentitySet, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation(IsOne = true, Owner = nameof(Attribute), Except = "ReferenceEntityAttributeOption", Kinds = "ReferenceEntityAttribute")]
    [ArgumentCompleter(typeof(EntityAttributeCompleter))]
    public PimIdentity? Attribute { get; set; }

    internal override string Noun => "ReferenceEntityAttributeOption";
}
