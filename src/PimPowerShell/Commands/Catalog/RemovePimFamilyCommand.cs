using System.Management.Automation;

namespace PimPowerShell.Commands.Catalog;

/// <summary>Deletes families.</summary>
[Cmdlet(VerbsCommon.Remove, "PimFamily", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemovePimFamilyCommand : RemovePimResourceCommand
{
    internal override string Noun => "Family";
}
