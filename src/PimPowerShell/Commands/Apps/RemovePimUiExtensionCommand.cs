using System.Management.Automation;

namespace PimPowerShell.Commands.Apps;

/// <summary>Deletes UI extensions.</summary>
[Cmdlet(VerbsCommon.Remove, "PimUiExtension", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemovePimUiExtensionCommand : RemovePimResourceCommand
{
    internal override string Noun => "UiExtension";
}
