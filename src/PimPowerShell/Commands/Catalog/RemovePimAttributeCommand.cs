using System.Management.Automation;

namespace PimPowerShell.Commands.Catalog;

/// <summary>Deletes attributes.</summary>
[Cmdlet(VerbsCommon.Remove, "PimAttribute", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemovePimAttributeCommand : RemovePimResourceCommand
{
    internal override string Noun => "Attribute";
}
