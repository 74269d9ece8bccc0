using System.Management.Automation;
using PimPowerShell.Arguments;

namespace PimPowerShell.Commands.Catalog;

/// <summary>Reads the options of select attributes.</summary>
[Cmdlet(VerbsCommon.Get, "PimAttributeOption", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.AttributeOption")]
public sealed class GetPimAttributeOptionCommand : GetPimPagedCommand
{
    /// <summary><para type="description">The attribute: a code, or an attribute that was read.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = ListSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = IdentitySet, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation(IsOne = true, Owner = nameof(Attribute), Except = "AttributeOption", Kinds = nameof(Attribute))]
    [ArgumentCompleter(typeof(AttributeCompleter))]
    public PimIdentity? Attribute { get; set; }

    internal override string Noun => "AttributeOption";
}
