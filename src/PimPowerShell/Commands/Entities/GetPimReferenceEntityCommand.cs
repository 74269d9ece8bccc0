using System.Management.Automation;

namespace PimPowerShell.Commands.Entities;

/// <summary>Reads reference entities.</summary>
[Cmdlet(VerbsCommon.Get, "PimReferenceEntity", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.ReferenceEntity")]
public sealed class GetPimReferenceEntityCommand : GetPimCursorCommand
{
    internal override string Noun => "ReferenceEntity";
}
