using System.Management.Automation;

namespace PimPowerShell.Commands.Catalog;

/// <summary>Reads association types.</summary>
[Cmdlet(VerbsCommon.Get, "PimAssociationType", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.AssociationType")]
public sealed class GetPimAssociationTypeCommand : GetPimPagedCommand
{
    internal override string Noun => "AssociationType";
}
