using System.Management.Automation;

namespace PimPowerShell.Commands.Pims;

/// <summary>Reads the dictionary of views.</summary>
[Cmdlet(VerbsCommon.Get, "PimView", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.View")]
public sealed class GetPimViewCommand : GetPimResourceCommand
{
    internal override string Noun => "View";
}
