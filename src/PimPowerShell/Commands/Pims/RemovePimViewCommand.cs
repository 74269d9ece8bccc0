using System.Management.Automation;

namespace PimPowerShell.Commands.Pims;

/// <summary>Deletes views from the dictionary.</summary>
[Cmdlet(VerbsCommon.Remove, "PimView", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemovePimViewCommand : RemovePimResourceCommand
{
    internal override string Noun => "View";
}
