using System.Management.Automation;

namespace PimPowerShell.Commands.Catalog;

/// <summary>Reads attribute groups.</summary>
[Cmdlet(VerbsCommon.Get, "PimAttributeGroup", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.AttributeGroup")]
public sealed class GetPimAttributeGroupCommand : GetPimPagedCommand
{
    internal override string Noun => "AttributeGroup";
}
